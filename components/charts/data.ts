import type { Column, Row } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import { dayOf } from '../../lib/params.ts';
import { t } from '../../lib/words.ts';

/** The hues of marks, each with a dash of its own so that no line is told by its colour alone. `good` and `bad` judge: won and lost. */
export type Tone = 1 | 2 | 3 | 4 | 5 | 'good' | 'bad';

/** One line, or one part of every column. */
export type Series = {
  id: string;
  /** Whose or what it is: a site, "New". */
  label: string;
  tone: Tone;
  /** What is measured. Series of one panel share an axis; each panel of a line chart has its own, one above the other. */
  panel: string;
  /** One for each moment; null is a gap. Figures below zero are drawn below the axis. */
  values: readonly (number | null)[];
};

/** What a chart draws. */
export type ChartData = {
  /** The first moments of the periods, rising, in ms. */
  at: readonly number[];
  /** What a period is called. */
  nameOf: (at: number) => string;
  /** The period that is not over yet; null where all are. */
  partial: number | null;
  series: readonly Series[];
};

/** A figure of a chart, in full. Lost ones are drawn downwards, but nobody loses minus three links. */
export const written = (value: number | null | undefined): string => count(value == null ? null : Math.abs(value));

/** The part of a chart between two of its periods, both included. */
export function part({ at, series, ...rest }: ChartData, [first, last]: readonly [number, number]): ChartData {
  const cut = <T>(list: readonly T[]): readonly T[] => list.slice(first, last + 1);
  return { ...rest, at: cut(at), series: series.map((each) => ({ ...each, values: cut(each.values) })) };
}

/** The panels of a chart, in the order of their first series. */
export const panelsOf = ({ series }: ChartData): string[] => [...new Set(series.map(({ panel }) => panel))];

/** What a person reads at one period: its name and every figure. */
export function spokenAt(data: ChartData, index: number): string {
  const at = data.at[index];
  if (at === undefined) return '';
  const hasPanels = panelsOf(data).length > 1;
  const hasLabels = new Set(data.series.map(({ label }) => label)).size > 1;
  const figures = data.series.map(({ label, panel, values }) => {
    const of = [hasLabels || !hasPanels ? label : '', hasPanels ? panel : ''].filter(Boolean).join(', ');
    return `${of} ${values[index] == null ? t`not known` : written(values[index])}`;
  });
  return `${data.nameOf(at)}${at === data.partial ? t` so far` : ''}: ${figures.join('; ')}`;
}

/** The same figures as rows under columns, for the table and the CSV. */
export function tableOf({ at, series }: ChartData): { columns: Column[]; rows: Row[] } {
  const hasPanels = new Set(series.map(({ panel }) => panel)).size > 1;
  const hasLabels = new Set(series.map(({ label }) => label)).size > 1;
  const day: Column = { path: 'date', label: t`Period`, of: '', kind: 'text', help: t`Its first day, UTC.`, value: (row) => row.date };
  const columns = series.map(({ id, label, panel }): Column => {
    const [name, of] = hasLabels ? [label, hasPanels ? panel : ''] : [hasPanels ? panel : label, ''];
    return { path: id, label: name, of, kind: 'count', help: '', value: (row) => row[id] ?? null };
  });
  const rows = at.map((moment, index) => {
    const figures = series.map(({ id, values }) => {
      const value = values[index];
      return [id, value == null ? null : Math.abs(value)];
    });
    return { date: dayOf(moment), ...Object.fromEntries(figures) };
  });
  return { columns: [day, ...columns], rows };
}
