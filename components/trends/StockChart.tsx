import { useMemo, useState } from 'preact/hooks';
import type { Column } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { groupOf, momentsOf, periodsIn, valuesAt } from '../../lib/series.ts';
import { t } from '../../lib/words.ts';
import { LineChart, type SaveFile } from '../charts/Chart.tsx';
import type { ChartData, Tone } from '../charts/data.ts';
import { Key } from '../charts/Key.tsx';
import { Switches } from '../charts/Switches.tsx';
import { type Answered, aboutOf, byPeriod, frameOf, headline } from './parts.ts';

type Props = {
  endpoint: Endpoint;
  /** One line of every figure for each; the first is what the page is about. */
  answers: readonly Answered[];
  /** What can be switched on. */
  figures: readonly Column[];
  /** What is on at first. */
  usual: readonly string[];
  onSave: SaveFile;
};

/** The hue of a domain's lines, by its place among those that are drawn together. */
export const toneAt = (place: number): Tone => ([1, 2, 3, 4, 5] as const)[place] ?? 5;

const PANEL_PX = 132;
const AROUND_PX = 64;
const ALONE_PX = 260;

/** How things stood: every figure has a panel and an axis of its own, so that none is flattened by another. */
export function StockChart({ endpoint, answers, figures, usual, onSave }: Props) {
  const [on, setOn] = useState<ReadonlySet<string>>(() => {
    const known = figures.filter(({ path }) => usual.includes(path));
    return new Set((known.length > 0 ? known : figures.slice(0, 2)).map(({ path }) => path));
  });
  const group = groupOf(endpoint, answers[0]?.stored.request ?? {});
  const lines = useMemo(() => answers.map(({ stored }) => periodsIn(endpoint, stored.rows, group)), [endpoint, answers, group]);
  const at = useMemo(() => momentsOf(lines), [lines]);
  const shown = useMemo(() => figures.filter(({ path }) => on.has(path)), [figures, on]);
  const data = useMemo((): ChartData => {
    const series = shown.flatMap((figure) =>
      answers.map(({ target, place }, index) => ({
        id: answers.length > 1 ? `${figure.path} ${target}` : figure.path,
        label: target,
        panel: figure.label,
        tone: toneAt(place),
        values: valuesAt(at, lines[index] ?? [], figure),
      })),
    );
    return { ...frameOf(at, group), series };
  }, [at, lines, shown, answers, group]);

  if (data.at.length === 0) return null;
  const gaps = lines.reduce((sum, line) => sum + gapsIn(line.map(({ row }) => row !== null)), 0);
  return (
    <LineChart
      title={`${headline(shown.map(({ label }) => label))} ${byPeriod(group)}`}
      data={data}
      about={aboutOf(answers)}
      height={shown.length === 1 ? ALONE_PX : AROUND_PX + shown.length * PANEL_PX}
      note={gaps > 0 && <p>{t`A line that is broken has a gap: DataForSEO counted nothing there, which is not the same as none.`}</p>}
      onSave={onSave}
    >
      <Switches label={t`Figures`} options={figures.map(({ path, label, help }) => ({ id: path, label, help }))} on={on} onChange={setOn} />
      {answers.length > 1 && <Key of={answers.map(({ target, place }) => ({ label: target, tone: toneAt(place) }))} />}
    </LineChart>
  );
}

/** Periods without data after the first that has some. */
const gapsIn = (known: readonly boolean[]): number => known.slice(Math.max(0, known.indexOf(true))).filter((is) => !is).length;
