export type Spread = { median: number; low: number; high: number; count: number };

/** The middle of the runs, and the middle half of them. */
export function spreadOf(runs: readonly number[]): Spread {
  const sorted = [...runs].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length };
}

const written = ({ median, low, high, count }: Spread): string =>
  count === 0 ? '–' : `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)}, n=${count})`;

const ratio = (ours: Spread, theirs: Spread): string => (theirs.median > 0 ? `${(ours.median / theirs.median).toFixed(2)} ×` : '–');

/** One line of the table: ours, the others, and what ours is of each. */
export function lineOf(what: string, [ours, first, second]: [Spread, Spread, Spread]): string {
  return `| ${[what, written(ours), written(first), written(second), ratio(ours, first), ratio(ours, second)].join(' | ')} |`;
}
