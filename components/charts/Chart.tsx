import { t } from '../../lib/words.ts';
import './charts.css';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { About } from '../../lib/export/about.ts';
import { csv } from '../../lib/export/csv.ts';
import type { Chunk } from '../../lib/export/define.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { Rows } from '../explorer/TableResult.tsx';
import { Axes } from './Axes.tsx';
import { Columns } from './Columns.tsx';
import { Cursor } from './Cursor.tsx';
import { type ChartData, panelsOf, part, tableOf } from './data.ts';
import { type Plot, plotOf, type Spacing } from './geometry.ts';
import { Lines } from './Lines.tsx';
import { pngOf, svgOf } from './picture.ts';

/** Gives the person a file. */
export type SaveFile = (chunks: Iterable<Chunk>, name: string, type: string) => unknown;

/** What a file of a chart says of where it is from; the rest is counted. */
export type ChartAbout = Omit<About, 'title' | 'rows' | 'total' | 'scope'>;

type Props = {
  /** Says what is measured and in which unit. */
  title: string;
  data: ChartData;
  about: ChartAbout;
  /** Switches of what is drawn. */
  children?: ComponentChildren;
  /** What is easily misread, under the drawing. */
  note?: ComponentChildren;
  /** Of the drawing, in px. */
  height?: number;
  onSave: SaveFile;
};

/** How a kind of chart draws. */
type Kind = {
  spacing: Spacing;
  Drawing: ComponentType<{ data: ChartData; plot: Plot }>;
  /** Begins the sentence on the period that is not over. */
  open: string;
};

/** Lines over time. */
export const LineChart = (props: Props) => <Chart {...props} spacing="points" Drawing={Lines} open={t`The ring after the dashes is`} />;

/** Columns by period, on one another; figures below zero hang from the axis. */
export const ColumnChart = (props: Props) => <Chart {...props} spacing="bands" Drawing={Columns} open={t`The paler column is`} />;

/** A drawing with its title, read-out, zoom, table and files. Nothing of it asks anybody anything. */
function Chart({ title, data, about, children, note, height = 260, onSave, spacing, Drawing, open }: Props & Kind) {
  const id = useId();
  const [range, setRange] = useState<readonly [number, number] | null>(null);
  const [isTabled, setTabled] = useState(false);
  const svg = useRef<SVGSVGElement>(null);
  const { box, width } = useWidth();
  const span = `${data.at[0]} ${data.at.at(-1)} ${data.at.length}`;
  // Another span has other periods under the same indexes.
  useEffect(() => setRange(null), [span]);

  const shown = useMemo(() => (range ? part(data, range) : data), [data, range]);
  const plot = useMemo(() => plotOf(shown, { width, height, spacing }), [shown, width, height, spacing]);
  // Drawn once: hovering changes nothing of it.
  const drawing = useMemo(
    () => (
      <svg ref={svg} class="drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <Axes plot={plot} hasTitles={panelsOf(shown).length > 1} />
        <Drawing data={shown} plot={plot} />
      </svg>
    ),
    [shown, plot, width, height, title, Drawing],
  );
  const openName = shown.partial !== null && shown.at.includes(shown.partial) ? shown.nameOf(shown.partial) : null;

  const whole = () => setRange(null);
  const zoom = ([first, last]: readonly [number, number]) => {
    const from = range?.[0] ?? 0;
    setRange([from + first, from + last]);
  };
  const file: About = { ...about, title, rows: shown.at.length, total: data.at.length, scope: range ? 'filtered' : 'loaded' };
  const saveCsv = () => {
    const { columns, rows } = tableOf(shown);
    onSave(csv(columns, rows, file, { byteOrderMark: true }), fileNameOf(file), 'text/csv');
  };
  const savePicture = async (type: 'svg' | 'png') => {
    if (!svg.current) return;
    const picture = svgOf(svg.current, { title, data: shown, about });
    if (type === 'svg') onSave([picture.text], fileNameOf(file, 'svg'), 'image/svg+xml');
    else onSave([await pngOf(picture)], fileNameOf(file, 'png'), 'image/png');
  };

  return (
    <figure class="chart card" aria-labelledby={`${id}-title`}>
      <figcaption>
        <h2 id={`${id}-title`}>{title}</h2>
        <span class="grow" />
        {range && <button type="button" class="tool" onClick={whole}>{t`Show all`}</button>}
        <span class="tools">
          <button type="button" class="tool" aria-pressed={isTabled} onClick={() => setTabled(!isTabled)}>{t`Table`}</button>
          {(['PNG', 'SVG'] as const).map((type) => (
            <button
              key={type}
              type="button"
              class="tool"
              aria-label={t`Save as ${type}: ${title}`}
              onClick={() => void savePicture(type === 'PNG' ? 'png' : 'svg')}
            >
              {type}
            </button>
          ))}
          <button type="button" class="tool" aria-label={t`Save as CSV: ${title}`} onClick={saveCsv}>{t`CSV`}</button>
        </span>
      </figcaption>
      {children}
      <div class="plot" ref={box} style={{ height: `${height}px` }}>
        {drawing}
        <Cursor label={title} data={shown} plot={plot} onZoom={zoom} onWhole={whole} />
      </div>
      {(note || openName) && (
        <div class="note muted small">
          {note}
          {openName && <p>{t`${open} ${openName}, which is not over.`}</p>}
        </div>
      )}
      {isTabled && (
        <div class="chart-table">
          <Table caption={title} data={shown} />
        </div>
      )}
    </figure>
  );
}

/** The same figures as rows. */
function Table({ caption, data }: { caption: string; data: ChartData }) {
  const { columns, rows } = useMemo(() => tableOf(data), [data]);
  return <Rows caption={caption} columns={columns} rows={rows} totalCount={null} isCounted={false} tools={() => null} />;
}

/** Before it is measured; the browser never shows it. */
const GUESS_PX = 720;
const LEAST_PX = 240;

/** The room an element has across, now and after every change of it. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(GUESS_PX);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.max(LEAST_PX, box.current?.clientWidth || GUESS_PX));
    measure();
    if (!box.current) return;
    const watch = new ResizeObserver(measure);
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}
