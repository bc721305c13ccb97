import { Fragment, type TargetedKeyboardEvent, type TargetedPointerEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { type ChartData, panelsOf, spokenAt, written } from './data.ts';
import { indexAt, type Plot } from './geometry.ts';

type Props = {
  label: string;
  data: ChartData;
  plot: Plot;
  /** The person chose a part of it, by the indexes of its periods. */
  onZoom: (range: readonly [number, number]) => void;
  /** All of it again. */
  onWhole: () => void;
};

/** Shorter drags are presses. */
const LEAST_DRAG = 6;

/**
 * What stands over a drawing: the read-out of one period, and the part being chosen. It is the only thing that is drawn again as the pointer
 * moves. A slider to those who hear the page: arrows go from period to period, and each is read out as its value.
 */
export function Cursor({ label, data, plot, onZoom, onWhole }: Props) {
  const [index, setIndex] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const last = data.at.length - 1;
  const shown = index === null ? null : Math.min(index, last);

  const placeOf = ({ clientX, currentTarget }: TargetedPointerEvent<HTMLDivElement>): number =>
    Math.max(plot.left, Math.min(plot.right, clientX - currentTarget.getBoundingClientRect().left));
  const choose = (first: number, end: number) => {
    if (end > first) onZoom([first, end]);
    setIndex(null);
  };
  const release = (px: number) => {
    if (drag && Math.abs(px - drag.from) >= LEAST_DRAG) choose(...inOrder(indexAt(plot, drag.from), indexAt(plot, px)));
    setDrag(null);
  };

  const press = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    const now = shown ?? last;
    const leap = Math.max(1, Math.round(last / 10));
    const quarter = Math.max(1, Math.round(last / 4));
    const moves: Record<string, () => void> = {
      ArrowLeft: () => setIndex(Math.max(0, shown === null ? last : now - 1)),
      ArrowRight: () => setIndex(Math.min(last, shown === null ? last : now + 1)),
      ArrowDown: () => setIndex(Math.max(0, now - 1)),
      ArrowUp: () => setIndex(Math.min(last, now + 1)),
      PageDown: () => setIndex(Math.max(0, now - leap)),
      PageUp: () => setIndex(Math.min(last, now + leap)),
      Home: () => setIndex(0),
      End: () => setIndex(last),
      '+': () => choose(Math.max(0, now - quarter), Math.min(last, now + quarter)),
      '-': onWhole,
      Escape: () => {
        setIndex(null);
        onWhole();
      },
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };

  return (
    <div
      ref={box}
      class="cursor"
      role="slider"
      tabIndex={0}
      aria-label={t`${label}: arrows go from period to period, plus zooms in, minus shows all`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={shown ?? Math.max(0, last)}
      aria-valuetext={spokenAt(data, shown ?? last)}
      onKeyDown={press}
      onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && setIndex((now) => now ?? last)}
      onBlur={() => setIndex(null)}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.pointerType === 'touch') return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: placeOf(event), to: placeOf(event) });
      }}
      onPointerMove={(event) => {
        const px = placeOf(event);
        setIndex(indexAt(plot, px));
        if (drag) setDrag({ ...drag, to: px });
      }}
      onPointerUp={(event) => release(placeOf(event))}
      onPointerCancel={() => setDrag(null)}
      onPointerLeave={() => !drag && document.activeElement !== box.current && setIndex(null)}
      onDblClick={onWhole}
    >
      {drag && Math.abs(drag.to - drag.from) >= LEAST_DRAG && <Chosen drag={drag} plot={plot} />}
      {shown !== null && shown >= 0 && <ReadOut index={shown} data={data} plot={plot} />}
    </div>
  );
}

const inOrder = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a]);

function Chosen({ drag: { from, to }, plot }: { drag: { from: number; to: number }; plot: Plot }) {
  const [left, right] = inOrder(from, to);
  return (
    <div
      class="chosen"
      style={{ left: `${left}px`, width: `${right - left}px`, top: `${plot.top}px`, height: `${plot.bottom - plot.top}px` }}
    />
  );
}

function ReadOut({ index, data, plot }: { index: number; data: ChartData; plot: Plot }) {
  const x = plot.xs[index] ?? 0;
  const at = data.at[index] ?? 0;
  const panels = panelsOf(data);
  // One line in each panel is told by the panel, several in one by their labels, and several in several by both.
  const hasHeads = panels.length > 1 && data.series.length > panels.length;
  const isRight = x > (plot.left + plot.right) / 2;
  return (
    <>
      <div class="rule" style={{ transform: `translateX(${x}px)`, top: `${plot.top}px`, height: `${plot.bottom - plot.top}px` }} />
      {plot.spacing === 'points' && <Dots index={index} plot={plot} />}
      <div class={`read-out card num ${isRight ? 'to-left' : ''}`} style={{ transform: `translateX(${x}px)`, top: `${plot.top}px` }}>
        <p class="muted">
          {data.nameOf(at)}
          {at === data.partial && t`, so far`}
        </p>
        {panels.map((panel) => (
          <Fragment key={panel}>
            {hasHeads && <p class="muted head">{panel}</p>}
            {data.series
              .filter((series) => series.panel === panel)
              .map(({ id, label, tone, values }) => (
                <p key={id} class="read" data-read={id}>
                  <i class={`swatch tone-${tone}`} />
                  <span>{hasHeads || panels.length === 1 ? visibleText(label, 40) : panel}</span>
                  <b>{written(values[index])}</b>
                </p>
              ))}
          </Fragment>
        ))}
      </div>
    </>
  );
}

/** Where each line is at the period. */
function Dots({ index, plot }: { index: number; plot: Plot }) {
  const x = plot.xs[index] ?? 0;
  return (
    <>
      {plot.panels.map(({ series, y }) =>
        series.map(({ id, tone, values }) => {
          const value = values[index];
          return value == null ? null : <i key={id} class={`dot tone-${tone}`} style={{ transform: `translate(${x}px, ${y(value)}px)` }} />;
        }),
      )}
    </>
  );
}
