import { line } from 'd3-shape';
import type { ChartData, Series } from './data.ts';
import type { Panel, Plot } from './geometry.ts';

type Props = { data: ChartData; plot: Plot };

/** Lines over panels. What a period that is not over counts so far is joined by dashes and ends in a ring. */
export function Lines({ data, plot }: Props) {
  const partial = data.partial === null ? -1 : data.at.indexOf(data.partial);
  return (
    <>
      {plot.panels.map((panel) =>
        panel.series.map((series) => <Line key={series.id} series={series} panel={panel} plot={plot} partial={partial} />),
      )}
    </>
  );
}

function Line({ series, panel, plot, partial }: { series: Series; panel: Panel; plot: Plot; partial: number }) {
  const { values, tone } = series;
  const x = (index: number): number => plot.xs[index] ?? 0;
  const y = (index: number): number => panel.y(values[index] ?? 0);
  const whole = line<number | null>()
    .defined((value, index) => value !== null && index !== partial)
    .x((_, index) => x(index))
    .y((value) => panel.y(value ?? 0))
    .digits(1)(values as (number | null)[]);
  const isOpen = partial >= 0 && values[partial] != null;
  const before = isOpen && values[partial - 1] != null;
  return (
    <g class={`line tone-${tone}`} data-series={series.id}>
      {whole && <path d={whole} />}
      {lonely(values, partial).map((index) => (
        <circle key={index} cx={x(index)} cy={y(index)} r={2.5} />
      ))}
      {before && <path class="open" d={`M${x(partial - 1)},${y(partial - 1)}L${x(partial)},${y(partial)}`} />}
      {isOpen && <circle class="open" cx={x(partial)} cy={y(partial)} r={3.5} />}
    </g>
  );
}

/** Points between two gaps: a line through one point cannot be seen. */
function lonely(values: readonly (number | null)[], partial: number): number[] {
  const has = (index: number): boolean => index !== partial && values[index] != null;
  return values.flatMap((_, index) => (has(index) && !has(index - 1) && !has(index + 1) ? [index] : []));
}
