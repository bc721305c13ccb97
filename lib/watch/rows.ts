/** The watchlist and its looks as tables. */

import { doorOf } from '../bulk/doors.ts';
import { metrics } from '../bulk/metrics.ts';
import { type Column, columnsOf, type Row } from '../columns.ts';
import type { AnyRequest } from '../endpoints/define.ts';
import { type Fields, host, text, time } from '../fields.ts';
import { count, dayOf } from '../format.ts';
import { hashOf } from '../route.ts';
import { t } from '../words.ts';
import { alertWords, changedFigures } from './compare.ts';
import type { Watched, WatchRow } from './define.ts';

/** Every figure a look may bring, by its wire name. */
export const watchedFields: Fields = Object.assign({}, ...metrics.map(({ fields }) => fields));

const labelOf = (figure: string): string => watchedFields[figure]?.label ?? figure;

/** The figures of some rows, in the order of the registry. */
const figuresIn = (rows: readonly WatchRow[]): string[] =>
  Object.keys(watchedFields).filter((figure) => rows.some(({ now, before }) => now[figure] !== undefined || before[figure] !== undefined));

/** Shown before a person chooses other columns. */
const first: readonly string[] = [
  ...['rank', 'referring_main_domains', 'backlinks', 'spam_score', 'new_referring_main_domains', 'lost_referring_main_domains'],
  ...['new_backlinks', 'lost_backlinks'],
];

/** The address of a site's history. */
export const hashOfSite = (target: string): string => hashOf('watch', new URLSearchParams({ site: target }));

/** The word of a figure's change in a row: `rank` before a look. */
const CHANGE = 'change of ';

/** How a figure differs from the look before; null where either is not known, or where it counts from a day. */
export function changeOf({ before, now }: Pick<WatchRow, 'before' | 'now'>, figure: string): number | null {
  const [was, is] = [before[figure], now[figure]];
  return was === undefined || is === undefined ? null : is - was;
}

/** A change with its sign. */
export const signed = (change: number, write = count): string => `${change > 0 ? '+' : '−'}${write(Math.abs(change))}`;

/** What a look found of a site in a few words. */
export function foundWords(row: WatchRow): string[] {
  if (row.alerts.length > 0) return row.alerts.map(alertWords);
  const changed = changedFigures(row).map(labelOf);
  if (changed.length > 0)
    return [t`${changed.slice(0, 2).join(', ')}${changed.length > 2 && t` and ${count(changed.length - 2)} more`} changed`];
  return [row.beforeAt === null ? t`First look` : Object.keys(row.now).length === 0 ? t`No figures came` : t`Nothing changed`];
}

/** The report that lists what a figure of a site counts, since the look before; null where none does. */
export const doorOfChange = ({ target, beforeAt }: Pick<WatchRow, 'target' | 'beforeAt'>, figure: string): string | null =>
  doorOf(figure, target, beforeAt === null ? null : dayOf(beforeAt));

/** A moment as the API writes it. */
const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

const isWatchRow = (row: Row): row is Row & { of: WatchRow } => typeof row.of === 'object' && row.of !== null;

export type LookTable = { columns: Column[]; chosen: { path: string; width?: number }[]; rows: Row[]; figures: string[] };

const asWords = (isRival: boolean): string => (isRival ? 'rival' : t`yours`);

/** A look's sites; what passed a threshold first, then what changed most. Each figure leads to the rows it counts. */
export function tableOfLook(found: readonly WatchRow[]): LookTable {
  const figures = figuresIn(found);
  const fields: Fields = {
    target: host(t`Site or page`, t`As it is sent. It leads to its history.`),
    found: text(t`Found`, t`What passed a threshold, or what changed.`),
    watched_as: text(t`Watched as`, t`Yours, or a rival’s.`),
    ...Object.fromEntries(figures.flatMap((figure) => (watchedFields[figure] ? [[figure, watchedFields[figure]]] : []))),
  };
  const weight = (row: WatchRow): number => row.alerts.length * 1000 + changedFigures(row).length;
  const rows = [...found]
    .sort((a, b) => weight(b) - weight(a))
    .map(
      (of): Row => ({
        of,
        target: of.target,
        found: foundWords(of).join('; '),
        watched_as: asWords(of.isRival),
        ...of.now,
        ...changesOf(of, figures),
      }),
    );
  const columns = columnsOf({ row: fields }, { rows, head: {} }).map((column): Column => {
    if (column.path === 'target') return { ...column, href: ({ target }) => hashOfSite(String(target)) };
    if (!figures.includes(column.path)) return column;
    return { ...column, href: (row) => (isWatchRow(row) ? doorOfChange(row.of, column.path) : null) };
  });
  const changes = figures
    .filter((figure) => !/^(?:new|lost)_/.test(figure))
    .map(
      (figure): Column => ({
        ...{ path: CHANGE + figure, label: t`Change`, of: labelOf(figure), kind: 'count', help: t`Against the look before.` },
        value: (row) => row[CHANGE + figure] ?? null,
      }),
    );
  const shown = first.filter((figure) => figures.includes(figure));
  return {
    rows,
    figures,
    columns: [...columns, ...changes],
    chosen: [{ path: 'target', width: 210 }, { path: 'found', width: 280 }, ...shown.map((path) => ({ path, width: 130 }))],
  };
}

const changesOf = (row: WatchRow, figures: readonly string[]): Row =>
  Object.fromEntries(figures.map((figure) => [CHANGE + figure, changeOf(row, figure)]));

/** The list's sites with their newest figures, and what the newest look found of those it looked at. */
export function tableOfList(sites: readonly Watched[], newest: readonly WatchRow[]): LookTable {
  const looked = new Map(newest.map((row) => [row.target, row]));
  const found = sites.map(({ target, isRival, lookedAt, last }): WatchRow => {
    const row = looked.get(target);
    return row
      ? { ...row, isRival, now: { ...last, ...row.now } }
      : { target, isRival, before: {}, beforeAt: lookedAt, now: last, losses: [], alerts: [] };
  });
  const table = tableOfLook(found);
  const at = new Map(sites.map(({ target, lookedAt }) => [target, lookedAt]));
  const rows = table.rows.map((row): Row => {
    const lookedAt = at.get(String(row.target)) ?? null;
    const isInNewest = looked.has(String(row.target));
    return { ...row, found: isInNewest ? row.found : null, looked: lookedAt === null ? null : stampOf(lookedAt) };
  });
  const [lookedColumn] = columnsOf({ row: { looked: time(t`Looked at`, t`When its figures were last bought.`) } }, { rows, head: {} });
  return {
    ...table,
    rows,
    columns: [...table.columns, ...(lookedColumn ? [lookedColumn] : [])],
    chosen: [...table.chosen.slice(0, 2), { path: 'watched_as', width: 100 }, ...table.chosen.slice(2), { path: 'looked' }],
  };
}

/** Figures of a site by day, as answers of bulk calls and overviews left them, as rows that charts read; a day's figures are one row. */
export function historyRows(past: readonly { fetchedAt: number; row: AnyRequest }[]): Row[] {
  const days = new Map<string, Row>();
  for (const { fetchedAt, row } of past) {
    const date = stampOf(fetchedAt);
    const day = date.slice(0, 10);
    const figures = Object.fromEntries(Object.entries(row).filter(([name, value]) => watchedFields[name] && typeof value === 'number'));
    days.set(day, { ...days.get(day), ...figures, date });
  }
  return [...days.values()];
}
