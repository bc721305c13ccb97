import { stack, stackOffsetDiverging } from 'd3-shape';
import type { ChartData } from './data.ts';
import type { Panel, Plot } from './geometry.ts';

type Props = { data: ChartData; plot: Plot };

/** Widest column; one period alone is no wall. */
const WIDEST = 64;

/** Columns by period: parts above the axis stand on one another, those below hang from it. One path per part, however many periods. */
export function Columns({ data, plot }: Props) {
  const partial = data.partial === null ? -1 : data.at.indexOf(data.partial);
  const half = Math.min(WIDEST, plot.step * (plot.step > 4 ? 0.7 : 1)) / 2;
  return (
    <>
      {plot.panels.map((panel) => (
        <g key={panel.label} class="columns">
          {stackedOf(panel, data.at.length).map(({ id, tone, ends }) => (
            <g key={id} class={`tone-${tone}`} data-series={id}>
              <path d={pathOf(ends, { plot, panel, half, keep: (index) => index !== partial })} />
              {partial >= 0 && <path class="open" d={pathOf(ends, { plot, panel, half, keep: (index) => index === partial })} />}
            </g>
          ))}
          <line class="zero" x1={plot.left} x2={plot.right} y1={panel.y(0)} y2={panel.y(0)} />
        </g>
      ))}
    </>
  );
}

function stackedOf({ series }: Panel, length: number) {
  const lay = stack<number, number>()
    .keys(series.map((_, at) => at))
    .value((index, key) => series[key]?.values[index] ?? 0)
    .offset(stackOffsetDiverging);
  const laid = lay(Array.from({ length }, (_, index) => index));
  return series.map(({ id, tone }, at) => ({ id, tone, ends: laid[at] ?? [] }));
}

type Shape = { plot: Plot; panel: Panel; half: number; keep: (index: number) => boolean };

const tenth = (px: number): number => Math.round(px * 10) / 10;

function pathOf(ends: readonly ArrayLike<number>[], { plot, panel, half, keep }: Shape): string {
  let path = '';
  for (const [index, { 0: from = 0, 1: to = 0 }] of ends.entries()) {
    if (from === to || !keep(index)) continue;
    const x = plot.xs[index] ?? 0;
    path += `M${tenth(x - half)},${tenth(panel.y(from))}V${tenth(panel.y(to))}H${tenth(x + half)}V${tenth(panel.y(from))}Z`;
  }
  return path;
}
