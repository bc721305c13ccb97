import type { Fields } from '../fields.ts';
import { type Condition, type Filter, type FilterType, isCondition, operatorsOf } from '../filters.ts';
import { byVisitors, followed, itemTypes, kinds, languages, places, unfollowed } from './vocabulary.ts';

/** Fields the API returns but neither filters nor sorts by: those missing from https://docs.dataforseo.com/v3/backlinks/filters/ */
const unfiltered = new Set(
  'type attributes image_url domain_from_country url_to_redirect_target ranked_keywords_info is_indirect_link network_address_type'.split(
    ' ',
  ),
);

const typeOf: Partial<Record<string, FilterType>> = {
  text: 'str',
  host: 'str',
  url: 'str',
  count: 'num',
  bytes: 'num',
  rank: 'num',
  spam: 'num',
  httpStatus: 'num',
  usd: 'num',
  flag: 'bool',
  time: 'time',
  tags: 'array.str',
};

const countries = [...new Set(['WW', ...languages.flatMap((language) => language.countries)])];
const keysOf: Record<string, readonly string[]> = {
  tld: ['$tld'],
  types: [...new Set(itemTypes)],
  attributes: [...new Set([...followed, ...unfollowed, ...byVisitors].flatMap((set) => set ?? []))],
  platform_types: Object.keys(kinds),
  semantic_locations: [...new Set(places)].map((place) => place || '$empty'),
  countries: ['$empty', ...countries],
};

/** What a report's rows can be filtered by, with the type of each, by the names the free `available_filters` call uses. */
export function filtersOf(fields: Fields, prefix = ''): Record<string, FilterType> {
  const numbered = Object.values(fields).find(({ kind }) => kind === 'perTarget');
  if (numbered?.fields) return filtersOf(numbered.fields, '$key.');
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, FilterType][] => {
      const type = typeOf[field.kind];
      if (unfiltered.has(name)) return [];
      if (type) return [[prefix + name, type]];
      if (field.kind === 'group' && field.fields) return Object.entries(filtersOf(field.fields, `${prefix}${name}.`));
      if (field.kind !== 'tally') return [];
      return (keysOf[name.replace('referring_links_', '')] ?? []).map((key) => [`${prefix}${name}.${key}`, 'num']);
    }),
  );
}

/** The type of the field a request names, and whether one may sort by it; null where the report has no such field. */
export function fieldNamed(fields: Fields, name: string): { type: FilterType; sorts: boolean } | null {
  const general = name.replace(/^\d+\./, '$key.');
  const known = filtersOf(fields);
  const type = known[general];
  if (type) return { type, sorts: !general.endsWith('$tld') };
  const [, map] = /^((?:.*\.)?referring_links_[a-z_]+)\./.exec(general) ?? [];
  if (!map || !Object.keys(known).some((key) => key.startsWith(`${map}.`))) return null;
  return { type: 'num', sorts: !map.endsWith('_tld') };
}

/** Whether the API would take a condition on this report. */
export function isAllowed(fields: Fields, [name, operator, value]: Condition): boolean {
  const field = fieldNamed(fields, name);
  if (!field || !operatorsOf[field.type].includes(operator)) return false;
  return !operator.endsWith('regex') || patternOf(String(value)) !== null;
}

/** RE2 as far as it is also JavaScript, with the leading `(?i)` RE2 knows. */
function patternOf(source: string): RegExp | null {
  try {
    return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'iu') : new RegExp(source, 'u');
  } catch {
    return null;
  }
}

/** Reads the value at a path: of a group, of a numbered target, of a key of a map, which may hold dots itself (`co.uk`). */
export function valueAt(row: unknown, path: string): unknown {
  if (Array.isArray(row)) return valueAt(row[0], path);
  if (typeof row !== 'object' || row === null) return undefined;
  const values = row as Record<string, unknown>;
  const key = path === '$empty' ? '' : path;
  if (key in values) return values[key];
  const dot = path.indexOf('.');
  return dot < 0 ? undefined : valueAt(values[path.slice(0, dot)], path.slice(dot + 1));
}

/** Reads a path of a row as the request sees it, ranks on the scale it asked for. */
export type Reader = (row: unknown, path: string) => unknown;

const likeness = (pattern: string, flags: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`, flags);

const orders: Record<string, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Numbers as numbers, all else as text: negative, zero or positive. Numbers and flags may come as text, as in the docs' own examples. */
const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' ? a - Number(b) : String(a) < String(b) ? -1 : Number(String(a) > String(b));

/** The test of one positive operator. */
function testOf(operator: string, wanted: Condition[2]): (value: unknown) => boolean {
  const order = orders[operator];
  if (order) return (value) => order(compare(value, wanted));
  if (operator === 'in') return (value) => Array.isArray(wanted) && wanted.some((one) => compare(value, one) === 0);
  if (operator === 'has') return (value) => Array.isArray(value) && value.includes(wanted);
  if (operator === '=') return (value) => compare(value, wanted) === 0;
  const text = String(wanted);
  const words = text.toLowerCase().split(' ');
  if (operator === 'match') return (value) => words.every((word) => String(value).toLowerCase().includes(word));
  const pattern = operator === 'regex' ? patternOf(text) : likeness(text, operator === 'like' ? 'su' : 'siu');
  return (value) => pattern?.test(String(value)) ?? false;
}

/**
 * The test a filter stands for. A missing value passes no positive operator; `<>`, `not_…` and `has_not` are the opposite of the operator
 * they deny. Conditions on one level are joined from left to right.
 */
export function testFor(filter: Filter, read: Reader): (row: unknown) => boolean {
  if (isCondition(filter)) {
    const [path, operator, wanted] = filter;
    const positive = operator === '<>' ? '=' : operator.replace(/^not_|_not$/, '');
    const test = testOf(positive, wanted);
    const isDenied = positive !== operator;
    return (row) => {
      const value = read(row, path);
      return (value !== null && value !== undefined && test(value)) !== isDenied;
    };
  }
  const parts = filter as (Filter | 'and' | 'or')[];
  const tests = parts.filter((_, at) => at % 2 === 0).map((part) => testFor(part as Filter, read));
  return (row) =>
    tests.reduce(
      (passed, test, at) => (at === 0 ? test(row) : parts[at * 2 - 1] === 'or' ? passed || test(row) : passed && test(row)),
      true,
    );
}

/** Rows in the order asked for; missing values last both ways, equal ones as they stood. */
export function sortedBy<R>(rows: readonly R[], orders: readonly string[], read: Reader): R[] {
  const keyed = rows.map((row) => ({ row, values: orders.map((order) => read(row, order.slice(0, order.lastIndexOf(',')))) }));
  const isMissing = (value: unknown) => value === null || value === undefined;
  return keyed
    .sort((a, b) => {
      for (const [at, order] of orders.entries()) {
        const [one, other] = [a.values[at], b.values[at]];
        const missing = Number(isMissing(one)) - Number(isMissing(other));
        if (missing) return missing;
        if (isMissing(one)) continue;
        const found = compare(one, other) * (order.endsWith(',desc') ? -1 : 1);
        if (found) return found;
      }
      return 0;
    })
    .map(({ row }) => row);
}
