import { t } from '../../lib/words.ts';
import './charts.css';
import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { count } from '../../lib/format.ts';

const WIDTH = 96;
const HEIGHT = 24;
const EDGE = 3;

/** How a figure went, without axes: a shape and its ends in words. */
export function Sparkline({ label, points }: { label: string; points: readonly { at: number; value: number }[] }) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const x = scaleLinear([first.at, last.at], [EDGE, WIDTH - EDGE]);
  const [least = 0, most = 0] = extent(points, ({ value }) => value);
  const y = least === most ? () => HEIGHT / 2 : scaleLinear([least, most], [HEIGHT - EDGE, EDGE]);
  const path = line<{ at: number; value: number }>(
    ({ at }) => x(at),
    ({ value }) => y(value),
  ).digits(1)([...points]);
  return (
    <svg
      class="spark"
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t`${label}, from ${count(first.value)} to ${count(last.value)}`}
    >
      <path d={path ?? ''} />
      <circle cx={x(last.at)} cy={y(last.value)} r={2} />
    </svg>
  );
}
