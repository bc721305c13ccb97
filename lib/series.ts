/** Rows along time as lines: which figures they have, and one row for every period, those without data too. */
import { type Column, columnsOf, type Row } from './columns.ts';
import type { Endpoint } from './endpoints/define.ts';
import type { GroupRange } from './endpoints/periods.ts';
import { momentOf } from './format.ts';
import { dayOf } from './params.ts';
import { midnightOf, nextStart, startOf } from './ranges.ts';

/** New and lost of one thing. */
export type Flow = { id: string; label: string; gained: Column; lost: Column };

const GAINED = 'new_';
const LOST = 'lost_';

const figuresOf = ({ row }: Pick<Endpoint, 'row'>): Column[] =>
  columnsOf({ row }, { rows: [], head: {} }).filter(({ kind, of }) => of === '' && (kind === 'count' || kind === 'rank'));

/** The figures that say how things stood: everything counted but what was won and lost. */
export const stocksOf = (endpoint: Pick<Endpoint, 'row'>): Column[] =>
  figuresOf(endpoint).filter(({ path }) => !path.startsWith(GAINED) && !path.startsWith(LOST));

/** What was won and lost, by what it is: websites, domains, links. */
export function flowsOf(endpoint: Pick<Endpoint, 'row'>): Flow[] {
  const figures = figuresOf(endpoint);
  return figures.flatMap((gained) => {
    const id = gained.path.slice(GAINED.length);
    const lost = figures.find(({ path }) => path === LOST + id);
    if (!gained.path.startsWith(GAINED) || !lost) return [];
    const label = gained.label.replace(/^New /, '');
    return [{ id, label: label.charAt(0).toUpperCase() + label.slice(1), gained, lost }];
  });
}

/** What an answer's rows are grouped by; months where its endpoint knows nothing else. */
export function groupOf(endpoint: Pick<Endpoint, 'request'>, request: Record<string, unknown>): GroupRange {
  const group = request.group_range ?? endpoint.request.group_range?.apiDefault ?? 'month';
  return ['day', 'week', 'month', 'year'].includes(String(group)) ? (group as GroupRange) : 'month';
}

/** A period by its first moment, and what is known of it; null where nothing was counted, which is not the same as zero. */
export type Period = { at: number; row: Row | null };

/** Longest line: 7 years of days are 2,600. A stray date must not make a line of a million gaps. */
const MOST_PERIODS = 5_000;

/**
 * The periods of an answer in their order, without holes. The API writes zeros in every figure of a period it has no data of: a row that says
 * a site has not one link, page or rank is a gap, as is a row that is missing. To win and lose nothing in a period is no gap. A row whose date
 * cannot be read has no place in time and is left out.
 */
export function periodsIn(endpoint: Pick<Endpoint, 'row'>, rows: readonly Row[], group: GroupRange): Period[] {
  const stocks = stocksOf(endpoint);
  const isCounted = (row: Row): boolean => stocks.length === 0 || stocks.some(({ value }) => value(row));
  const known = new Map<string, Row | null>();
  for (const row of rows) {
    const at = momentOf(typeof row.date === 'string' ? row.date : null);
    if (at !== null) known.set(startOf(group, dayOf(at)), isCounted(row) ? row : null);
  }
  const starts = [...known.keys()].sort();
  const last = starts.at(-1);
  const periods: Period[] = [];
  for (let day = starts[0]; day !== undefined && last !== undefined && day <= last; day = nextStart(group, day)) {
    if (periods.length === MOST_PERIODS) break;
    periods.push({ at: midnightOf(day), row: known.get(day) ?? null });
  }
  return periods;
}

/** Rows of won and lost without what stands before the first that won or lost anything: there nothing was counted yet. */
export function sinceCounted(periods: readonly Period[], { gained, lost }: Flow): Period[] {
  const first = periods.findIndex(({ row }) => row && (gained.value(row) || lost.value(row)));
  return periods.map((period, at) => (first < 0 || at < first ? { ...period, row: null } : period));
}

/** Every moment of several lines, rising. */
export const momentsOf = (lines: readonly (readonly Period[])[]): number[] =>
  [...new Set(lines.flatMap((line) => line.map(({ at }) => at)))].sort((a, b) => a - b);

/** A figure at each moment; null where the line has no row there. */
export function valuesAt(moments: readonly number[], line: readonly Period[], figure: Column): (number | null)[] {
  const rows = new Map(line.map(({ at, row }) => [at, row]));
  return moments.map((at) => {
    const row = rows.get(at);
    const value = row ? figure.value(row) : null;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
}
