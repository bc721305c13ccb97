/** What every measurement is: a function that is given the stage and gives parts of the report. */
import type { Stage } from './stage.ts';

/** One figure: every run of ours, and of each reference in the same session on the same data. */
export type Figure = {
  what: string;
  unit: 'ms' | '%' | 'kB' | 'MB' | 'calls' | 'targets' | '$';
  /** By whose they are. */
  runs: { ours: readonly number[]; [reference: string]: readonly number[] };
  /** The most that our median may be: so many times the median of a reference or, where none is named, so many of the unit. */
  aim?: { atMost: number; times?: string };
};

/** Figures that are read together, and how they were taken. */
export type Part = { title: string; how: string; figures: Figure[] };

export type Measure = (stage: Stage) => Promise<Part[]>;

/** Runs by name that are filled round by round. */
export function collector<Name extends string>(...names: Name[]) {
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  return { runs, add: (name: Name, value: number) => runs[name].push(value) };
}
