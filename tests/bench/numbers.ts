export type Spread = { median: number; low: number; high: number; count: number };

/** The middle of the runs, and the middle half of them. */
export function spreadOf(runs: readonly number[]): Spread {
  const sorted = [...runs].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75), count: sorted.length };
}

export const medianOf = (runs: readonly number[]): number => spreadOf(runs).median;
