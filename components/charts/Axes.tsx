import type { Plot } from './geometry.ts';

/** Grid, figures at its lines, days below, and over each panel what it measures. */
export function Axes({ plot, hasTitles }: { plot: Plot; hasTitles: boolean }) {
  return (
    <g class="axes">
      {plot.panels.map(({ label, top, ticks }) => (
        <g key={label}>
          {hasTitles && (
            <text class="panel-title" x={plot.left} y={top - 8}>
              {label}
            </text>
          )}
          {ticks.map((tick) => (
            <g key={tick.at}>
              <line x1={plot.left} x2={plot.right} y1={tick.at} y2={tick.at} />
              <text x={plot.left - 8} y={tick.at + 4} text-anchor="end">
                {tick.label}
              </text>
            </g>
          ))}
        </g>
      ))}
      {plot.ticks.map((tick) => (
        <text key={tick.at} x={tick.at} y={plot.bottom + 19} text-anchor="middle">
          {tick.label}
        </text>
      ))}
    </g>
  );
}
