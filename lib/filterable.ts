/** Which fields of a report the API can filter and sort by, with the words a person knows them by. */

import type { Endpoint } from './endpoints/define.ts';
import type { Field, FieldKind, Fields } from './fields.ts';
import { type FilterType, operatorsOf } from './filters.ts';
import { t } from './words.ts';

export type Filterable = {
  /** As the wire wants it: `page_summary.backlinks`, `1.rank`. With an `open` key, the path still has it: `referring_links_tld.$tld`. */
  path: string;
  /** The registry's labels, outer to inner: "Links, Backlinks". No two fields of a report have the same. */
  label: string;
  help: string;
  /** The target it is of, where each has fields of its own. */
  of?: string;
  type: FilterType;
  canSort: boolean;
  /** The field is one of many under a key the person writes; `word` says of what, `known` are keys to suggest. */
  open?: { word: string; known: readonly string[] };
};

const typeOfKind: Partial<Record<FieldKind, FilterType>> = {
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

/** Fields that come back but are in no list of filters. https://docs.dataforseo.com/v3/backlinks/filters/ */
const returnedOnly: ReadonlySet<string> = new Set([
  ...['type', 'attributes', 'image_url', 'domain_from_country', 'url_to_redirect_target', 'is_indirect_link', 'ranked_keywords_info'],
]);

/** The keys a distribution may have, from the docs of `summary`; countries and TLDs are too many to list. */
const distributions: Record<string, { word: string; known: readonly string[] }> = {
  referring_links_tld: { word: 'tld', known: [] },
  referring_links_countries: { word: 'country', known: [] },
  referring_links_types: { word: 'type', known: ['anchor', 'image', 'link', 'meta', 'canonical', 'alternate', 'redirect'] },
  referring_links_attributes: { word: 'attribute', known: ['nofollow', 'noopener', 'noreferrer', 'external', 'ugc', 'sponsored'] },
  referring_links_platform_types: {
    word: 'platform',
    known: ['cms', 'blogs', 'ecommerce', 'message-boards', 'wikis', 'news', 'organization'],
  },
  referring_links_semantic_locations: {
    word: 'place',
    known: ['article', 'section', 'main', 'header', 'footer', 'nav', 'aside', '$empty'],
  },
};

const isType = (word: unknown): word is FilterType => typeof word === 'string' && Object.hasOwn(operatorsOf, word);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The documented list of a report's fields, by path, from its row: used until the API's own list has been read. */
function documented(fields: Fields, prefix = ''): [path: string, type: FilterType][] {
  return Object.entries(fields).flatMap(([name, field]): [string, FilterType][] => {
    if (returnedOnly.has(name)) return [];
    const type = typeOfKind[field.kind];
    if (type) return [[prefix + name, type]];
    if (field.kind === 'perTarget') return documented(field.fields ?? {}, '$key.');
    // Hits of an intersection are named without their group: ["intersections_count","<=",2].
    if (field.kind === 'group' && hasNumbers(fields)) return documented(field.fields ?? {});
    if (field.kind === 'group') return documented(field.fields ?? {}, `${prefix}${name}.`);
    const keys = field.kind === 'tally' ? distributions[name] : undefined;
    return keys ? [[`${prefix}${name}.$${keys.word}`, 'num']] : [];
  });
}

const hasNumbers = (fields: Fields): boolean => Object.values(fields).some(({ kind }) => kind === 'perTarget');

/** The field of a row under a path, and the labels on the way to it. Keys of a distribution are the rest of the path. */
function fieldAt(fields: Fields, path: string): { labels: string[]; field: Field | null } {
  const [step = '', ...rest] = path.split('.');
  const field = Object.hasOwn(fields, step) ? fields[step] : undefined;
  if (!field) return { labels: [path], field: null };
  if (rest.length === 0) return { labels: [field.label], field };
  if (field.kind !== 'group') return { labels: [field.label, rest.join('.')], field };
  const inner = fieldAt(field.fields ?? {}, rest.join('.'));
  return { ...inner, labels: [field.label, ...inner.labels] };
}

/** The fields a path without its number begins in. */
function rowsOf({ row }: Pick<Endpoint, 'row'>, isNumbered: boolean): Fields {
  const numbered = Object.values(row).find(({ kind }) => kind === 'perTarget');
  if (isNumbered) return numbered?.fields ?? {};
  const groups = numbered ? Object.values(row).filter(({ kind }) => kind === 'group') : [];
  return Object.assign({ ...row }, ...groups.map(({ fields }) => fields));
}

type Options = {
  /** What the request compares, in order; each has its own fields under its number. */
  targets?: readonly string[];
};

/**
 * What a report can be filtered and sorted by on the server.
 *
 * @param answer The row of an `available_filters` answer, null where none has been read. It wins over the documented list.
 */
export function filterableOf(
  endpoint: Pick<Endpoint, 'id' | 'row'>,
  answer: Readonly<Record<string, unknown>> | null,
  { targets = [] }: Options = {},
): Filterable[] {
  const family = answer?.[endpoint.id];
  const told = isRecord(family) ? Object.entries(family).filter((entry): entry is [string, FilterType] => isType(entry[1])) : [];
  const list = told.length > 0 ? told : documented(endpoint.row);
  const numbers = targets.length > 0 ? targets : ['Target 1'];
  const all = list.flatMap(([path, type]) => {
    if (!path.startsWith('$key.')) return [described(rowsOf(endpoint, false), path, type)];
    const inner = described(rowsOf(endpoint, true), path.slice('$key.'.length), type);
    return numbers.map((name, at) => ({ ...inner, path: `${at + 1}.${inner.path}`, of: name, label: `${name}: ${inner.label}` }));
  });
  // Targets together, each with its fields in their order.
  return distinct(numbers.length > 1 ? [...all].sort((a, b) => numberOf(a.path) - numberOf(b.path)) : all);
}

const numberOf = (path: string): number => Number(/^(\d+)\./.exec(path)?.[1] ?? 0);

function described(fields: Fields, path: string, type: FilterType): Filterable {
  const [, map = '', word = ''] = /^(?:.*\.)?(referring_links_\w+)\.\$(\w+)$/.exec(path) ?? [];
  const open = word && word !== 'empty' ? { word, known: distributions[map]?.known ?? [] } : undefined;
  const { labels, field } = fieldAt(fields, open ? path.slice(0, path.lastIndexOf('.')) : path);
  const label = labels.map((each) => (each === '$empty' ? 'none' : each)).join(', ');
  const canSort = !/(^|\.)referring_links_tld\./.test(path);
  return { path, label: open ? t`${label}, one ${open.word}` : label, help: field?.help ?? '', type, canSort, ...(open && { open }) };
}

/** Where two fields would be called the same, the second has its path beside its label. */
function distinct(fields: Filterable[]): Filterable[] {
  const seen = new Set<string>();
  return fields.map((field) => {
    const label = seen.has(field.label.toLowerCase()) ? `${field.label} (${field.path})` : field.label;
    seen.add(field.label.toLowerCase());
    return { ...field, label };
  });
}

/** The part of an open field's path before the key: `referring_links_tld.`; null for a field that has none. */
export const stemOf = ({ path, open }: Filterable): string | null => (open ? path.slice(0, path.lastIndexOf('$')) : null);

/** The field a path names, under its own key too: `referring_links_tld.co.uk`; null where the report has none. */
export function filterableAt(fields: readonly Filterable[], path: string): Filterable | null {
  const exact = fields.find((field) => field.path === path);
  if (exact) return exact;
  return (
    fields.find((field) => {
      const stem = stemOf(field);
      return stem !== null && path.startsWith(stem);
    }) ?? null
  );
}

/** What a path is called: its field's label, with the key where it has one; the path itself where it is unknown. */
export function labelAt(fields: readonly Filterable[], path: string): string {
  const field = filterableAt(fields, path);
  if (!field?.open || field.path === path) return field?.label ?? path;
  const key = path.slice(stemOf(field)?.length);
  return `${field.label.slice(0, field.label.lastIndexOf(', '))}, ${key === '$empty' ? 'none' : key}`;
}
