/**
 * Loaded rows, sorted and filtered without asking anybody. Each column's values are turned into numbers once (texts into their places in the
 * collation order), after which every sort counts instead of comparing, and every filter reads typed arrays.
 */

import { type Column, type Direction, isNumeric, type Row, totalOf } from './columns.ts';
import { count, day, momentOf } from './format.ts';
import { locale, t } from './words.ts';

export type SortBy = { path: string; direction: Direction };

/** A condition on one column. A bound of null is no bound; days are `yyyy-mm-dd` as the cells show them, both ends included. */
export type ColumnFilter = { path: string } & (
  | { test: 'contains' | 'without' | 'regex'; text: string }
  | { test: 'range'; from: number | null; to: number | null }
  | { test: 'days'; from: string | null; to: string | null }
  | { test: 'flag'; values: readonly ('yes' | 'no' | 'unknown')[] }
  | { test: 'set'; values: readonly (string | null)[] }
);

/** What rows must have: a text in any column, and every column's condition. */
export type LocalFilter = { text: string; columns: readonly ColumnFilter[] };

export const noFilter: LocalFilter = { text: '', columns: [] };

/** A condition that cannot be tested, in words; it keeps all rows. */
export type FilterFault = { path: string; message: string };

/** The rows that pass, as indexes into the loaded rows, in order. */
export type Shown = { order: Uint32Array; faults: readonly FilterFault[] };

/** A value of a column and how many rows have it; null stands for no value. */
export type Top = { value: string | null; count: number };

/** A condition on the text of a row's value, or what is wrong with it. */
type Test = ((text: string) => boolean) | { fault: string };

/**
 * Some patterns take for ever on the wrong text, and nothing can stop one that runs. Their time grows with the length of the text to the power
 * of their repeats and one, so both are limited, and all rows together get so long.
 */
const LONGEST_MATCHED = 1000;
const LONGEST_MATCHED_BY_MANY = 300;
const MANY_REPEATS = 3;
const LONGEST_PATTERN = 200;
const LONGEST_MATCHING_MS = 400;

const collator = new Intl.Collator(locale, { numeric: true });

const isTextual = ({ kind }: Column): boolean => !isNumeric(kind) && !['time', 'flag', 'tally', 'list'].includes(kind);

/** The text of a value, by which it is sorted and its column filtered; null for none. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ');
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** The number of a value: an amount, a moment, 0 or 1 for a flag, a tally's total, a list's length; NaN for none. */
function numberOf(kind: Column['kind'], value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (kind === 'time') return (typeof value === 'string' ? momentOf(value) : null) ?? Number.NaN;
  if (kind === 'list') return Array.isArray(value) ? value.length : Number.NaN;
  return kind === 'tally' && value !== null ? totalOf(value) : Number.NaN;
}

/** The day of a moment as its cell shows it, as a number that sorts: the start of a UTC day is that day everywhere. */
function dayNumber(moment: number): number {
  const at = new Date(moment);
  if (moment % 86_400_000 === 0) return at.getUTCFullYear() * 10_000 + (at.getUTCMonth() + 1) * 100 + at.getUTCDate();
  return at.getFullYear() * 10_000 + (at.getMonth() + 1) * 100 + at.getDate();
}

/** The places of values in their order, from 1; 0 for no value, and equal places for equal values. */
type Ranks = { places: Uint32Array; distinct: number };

function ranksOfNumbers(numbers: Float64Array): Ranks {
  const sorted = numbers.filter((each) => !Number.isNaN(each)).sort();
  const distinct = sorted.filter((each, at) => at === 0 || each !== sorted[at - 1]);
  const places = new Uint32Array(numbers.length);
  for (let at = 0; at < numbers.length; at++) {
    const wanted = numbers[at] as number;
    if (Number.isNaN(wanted)) continue;
    let [low, high] = [0, distinct.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((distinct[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    places[at] = low + 1;
  }
  return { places, distinct: distinct.length };
}

function ranksOfTexts(texts: readonly (string | null)[]): Ranks {
  const place = new Map<string, number>();
  for (const text of texts) if (text !== null) place.set(text, 0);
  // The collator is slow, but has little to do where texts are nearly in order already.
  const lower = [...place.keys()].map((text) => ({ text, key: text.toLowerCase() }));
  lower.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).sort((a, b) => collator.compare(a.text, b.text));
  let distinct = 0;
  for (let at = 0; at < lower.length; at++) {
    const text = (lower[at] as { text: string }).text;
    if (at === 0 || collator.compare((lower[at - 1] as { text: string }).text, text) !== 0) distinct++;
    place.set(text, distinct);
  }
  return { places: Uint32Array.from(texts, (text) => (text === null ? 0 : (place.get(text) ?? 0))), distinct };
}

/** The same rows by one column more, stably: a counting sort. Rows without a value come last both ways. */
function sortedOnce(order: Uint32Array, { places, distinct }: Ranks, direction: Direction): Uint32Array {
  const bucketOf = (row: number): number => {
    const place = places[row] as number;
    return place === 0 ? distinct : direction === 'asc' ? place - 1 : distinct - place;
  };
  const starts = new Uint32Array(distinct + 2);
  for (const row of order) (starts[bucketOf(row) + 1] as number)++;
  for (let at = 1; at < starts.length; at++) (starts[at] as number) += starts[at - 1] as number;
  const sorted = new Uint32Array(order.length);
  for (const row of order) sorted[(starts[bucketOf(row)] as number)++] = row;
  return sorted;
}

const isRepeated = /[*+?|]|\{\d+,/;

/** A pattern without what its escapes and classes hold. */
const bare = (pattern: string): string => pattern.replace(/\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x');
const repeatsOf = (pattern: string): number => bare(pattern).match(/[*+]|\{\d+,/g)?.length ?? 0;

/** Why a pattern is not tried: it is none, or it might take for ever. */
function patternFault(pattern: string): string | null {
  if (pattern.length > LONGEST_PATTERN) return t`A pattern may have at most ${LONGEST_PATTERN} characters.`;
  try {
    new RegExp(pattern, 'i');
  } catch (error) {
    return t`This is not a pattern: ${(error as Error).message.replace(/^.*\/i?: /s, '')}.`;
  }
  if (repeatsOf(pattern) > MANY_REPEATS) return t`A pattern may have at most ${MANY_REPEATS} repeats (“*”, “+”).`;
  let plain = bare(pattern);
  // Groups go from the innermost out; what stays of one says whether anything in it repeats.
  for (;;) {
    const group = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?([^()]*)\)([*+]|\{\d[^}]*\})?/.exec(plain);
    if (!group) return null;
    const [whole, inside = '', repeat] = group;
    if (repeat && isRepeated.test(inside)) return t`A group that repeats may not hold repeats or alternatives: that could take for ever.`;
    plain = plain.replace(whole, isRepeated.test(inside) || repeat ? 'x+' : 'x');
  }
}

function textTest({ test, text }: { test: 'contains' | 'without' | 'regex'; text: string }): Test {
  if (test === 'regex') {
    const fault = patternFault(text);
    if (fault !== null) return { fault };
    const pattern = new RegExp(text, 'i');
    const longest = repeatsOf(text) < MANY_REPEATS ? LONGEST_MATCHED : LONGEST_MATCHED_BY_MANY;
    let end: number | undefined;
    return (value) => {
      end ??= performance.now() + LONGEST_MATCHING_MS;
      if (performance.now() > end) throw new TooSlow();
      return pattern.test(value.slice(0, longest));
    };
  }
  const wanted = text.toLowerCase();
  return test === 'contains' ? (value) => value.toLowerCase().includes(wanted) : (value) => !value.toLowerCase().includes(wanted);
}

class TooSlow extends Error {}

/** The values of a cell that a set may name: each of its tags, or the one value; null for none. */
function namesOf(value: unknown): (string | null)[] {
  if (Array.isArray(value)) return value.length > 0 ? value.map((each) => textOf(each)) : [null];
  return [textOf(value)];
}

const dayWords = new Map<number, string>();
/** A moment as it is written, and its day as cells show it; whole columns have few different days. */
function timeWords(written: string): string {
  const moment = momentOf(written);
  if (moment === null) return written;
  const number = dayNumber(moment);
  const words =
    dayWords.get(number) ?? day(new Date(Math.floor(number / 10_000), Math.floor((number % 10_000) / 100) - 1, number % 100).getTime());
  dayWords.set(number, words);
  return `${written} ${words}`;
}

/** What a value is found by: as it is read on screen, and as the API wrote it. Flags are not: every row has a "no". */
function wordsOf(kind: Column['kind'], value: unknown): string {
  if (typeof value === 'number') return Math.abs(value) < 1000 && Number.isInteger(value) ? String(value) : `${value} ${count(value)}`;
  if (typeof value === 'string') return kind === 'time' ? timeWords(value) : value;
  return typeof value === 'boolean' ? '' : (textOf(value) ?? '');
}

export type LocalView = ReturnType<typeof localView>;

/** A view of loaded rows. What it works out of them it keeps, so one view should serve as long as its rows do. */
export function localView(columns: readonly Column[], rows: readonly Row[], keyPath?: string) {
  const byPath = new Map(columns.map((column) => [column.path, column]));
  const numbers = new Map<string, Float64Array>();
  const texts = new Map<string, (string | null)[]>();
  const ranks = new Map<string, Ranks>();
  const words: string[] = [];
  const all: Uint32Array = Uint32Array.from(rows, (_, at) => at);

  const kept = <T>(store: Map<string, T>, { path }: Column, make: () => T): T => {
    const value = store.get(path) ?? make();
    store.set(path, value);
    return value;
  };
  const numbersOf = (column: Column) =>
    kept(numbers, column, () => Float64Array.from(rows, (row) => numberOf(column.kind, column.value(row))));
  const textsOf = (column: Column) => kept(texts, column, () => rows.map((row) => textOf(column.value(row))));
  const ranksOf = (column: Column) =>
    kept(ranks, column, () => (isTextual(column) ? ranksOfTexts(textsOf(column)) : ranksOfNumbers(numbersOf(column))));
  const wordsAt = (at: number): string => {
    words[at] ??= columns
      .map(({ kind, value }) => wordsOf(kind, value(rows[at] as Row)))
      .join('\n')
      .toLowerCase();
    return words[at];
  };

  let lastSort = { name: '[]', order: all };
  function sorted(sort: readonly SortBy[]): Uint32Array {
    const known = sort.filter(({ path }) => byPath.has(path));
    const name = JSON.stringify(known.map(({ path, direction }) => [path, direction]));
    if (name === lastSort.name) return lastSort.order;
    // The last column first: each sort keeps the order of the one before among its equals.
    const order = known.reduceRight<Uint32Array>(
      (rest, { path, direction }) => sortedOnce(rest, ranksOf(byPath.get(path) as Column), direction),
      all,
    );
    lastSort = { name, order };
    return order;
  }

  /** A test of one row by its index. */
  function rowTest(filter: ColumnFilter, column: Column): ((at: number) => boolean) | { fault: string } {
    if (filter.test === 'range' || filter.test === 'days') {
      const bound = (each: number | string | null) => (typeof each === 'string' ? Number(each.replaceAll('-', '')) : each);
      const [from, to] = [bound(filter.from), bound(filter.to)];
      if (from === null && to === null) return () => true;
      if (Number.isNaN(from) || Number.isNaN(to)) return { fault: t`A day is written as yyyy-mm-dd.` };
      const of = numbersOf(column);
      const read = filter.test === 'days' ? (at: number) => dayNumber(of[at] as number) : (at: number) => of[at] as number;
      return (at) => {
        const value = read(at);
        return !Number.isNaN(value) && (from === null || value >= from) && (to === null || value <= to);
      };
    }
    if (filter.test === 'flag') {
      const of = numbersOf(column);
      const wanted = new Set(filter.values);
      return (at) => wanted.has(of[at] === 1 ? 'yes' : of[at] === 0 ? 'no' : 'unknown');
    }
    if (filter.test === 'set') {
      const wanted = new Set(filter.values);
      return (at) => namesOf(column.value(rows[at] as Row)).some((name) => wanted.has(name));
    }
    if (filter.text === '') return () => true;
    const test = textTest(filter);
    if (typeof test !== 'function') return test;
    const of = textsOf(column);
    return (at) => {
      const text = of[at] ?? null;
      return text === null ? filter.test === 'without' : test(text);
    };
  }

  const unfiltered = { passing: all, faults: [] };
  let lastColumns: { filters: readonly ColumnFilter[]; passing: Uint32Array; faults: FilterFault[] } | null = null;
  function passingColumns(filters: readonly ColumnFilter[]) {
    if (filters.length === 0) return unfiltered;
    if (lastColumns?.filters === filters) return lastColumns;
    const faults: FilterFault[] = [];
    let passing = all;
    for (const filter of filters) {
      const { path } = filter;
      const column = byPath.get(path);
      if (!column) continue;
      const test = rowTest(filter, column);
      try {
        if (typeof test === 'function') passing = passing.filter(test);
        else faults.push({ path, message: test.fault });
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error;
        faults.push({ path, message: t`This pattern takes too long on these texts.` });
      }
    }
    lastColumns = { filters, passing, faults };
    return lastColumns;
  }

  let lastText = { from: all, wanted: '', passing: all };
  function passingText(from: Uint32Array, text: string): Uint32Array {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return from;
    if (lastText.from === from && lastText.wanted === wanted) return lastText.passing;
    // One letter more can only leave fewer rows.
    const isNarrower = lastText.from === from && lastText.wanted !== '' && wanted.startsWith(lastText.wanted);
    const passing = (isNarrower ? lastText.passing : from).filter((at) => wordsAt(at).includes(wanted));
    lastText = { from, wanted, passing };
    return passing;
  }

  let last: { passing: Uint32Array; order: Uint32Array; shown: Shown } | null = null;
  /** The rows that pass a filter, in an order. The same question gives the same object. */
  function shown(filter: LocalFilter, sort: readonly SortBy[]): Shown {
    const { passing: some, faults } = passingColumns(filter.columns);
    const passing = passingText(some, filter.text);
    const order = sorted(sort);
    if (last?.passing === passing && last.order === order && last.shown.faults === faults) return last.shown;
    let result = passing === all ? order : passing;
    if (passing !== all && order !== all) {
      const passes = new Uint8Array(rows.length);
      for (const at of passing) passes[at] = 1;
      result = order.filter((at) => passes[at] === 1);
    }
    last = { passing, order, shown: { order: result, faults } };
    return last.shown;
  }

  /** The values most rows have in a column, with the number of those rows. */
  function tops(path: string, most: number): Top[] {
    const column = byPath.get(path);
    const counts = new Map<string | null, number>();
    if (column)
      for (const row of rows) for (const name of new Set(namesOf(column.value(row)))) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || collator.compare(a.value ?? '', b.value ?? ''))
      .slice(0, most);
  }

  let taken: readonly string[] | null = null;
  /** Each row's name: what it has at `keyPath`, and its number where that is missing or has been there before. */
  function keys(): readonly string[] {
    const seen = new Set<string>();
    taken ??= rows.map((row, at) => {
      const value = keyPath === undefined ? null : byPath.get(keyPath)?.value(row);
      const key = typeof value === 'string' && value !== '' && !seen.has(value) ? value : `#${at}`;
      seen.add(key);
      return key;
    });
    return taken;
  }

  let prepared = 0;
  /** Works ahead while there is time: the words of rows, then the order of columns. True when nothing is left to do. */
  function prepare(paths: readonly string[], hasTime: () => boolean): boolean {
    for (; prepared < rows.length; prepared++) {
      if (prepared % 32 === 0 && !hasTime()) return false;
      wordsAt(prepared);
    }
    for (const path of paths) {
      const column = byPath.get(path);
      if (!column || ranks.has(path)) continue;
      if (!hasTime()) return false;
      ranksOf(column);
    }
    return true;
  }

  return { columns, rows, shown, tops, keys, prepare };
}
