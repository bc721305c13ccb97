import type { Field, FieldKind, Fields } from '../fields.ts';
import { stamp } from './links.ts';
import type { Random } from './random.ts';
import { SITES, siteOf, titleOf } from './sites.ts';
import { itemTypes, languageOf } from './vocabulary.ts';
import { DAY_MS, type Sky, yearOf } from './world.ts';

/** What a maker knows of a row, by wire name. */
export type Facts = Record<string, unknown>;

/** How rows are written for one request. */
export type Writing = {
  sky: Sky;
  random: Random;
  /** What the API calls the rows. */
  type: string;
  /** Ranks from 0 to 100. */
  isHundred: boolean;
  /** Most keys of each distribution and words of each set; none where the request has no such limit. */
  keys: number;
};

/** https://dataforseo.com/help-center/what_is_rank_in_backlinks_api: rank from 0 to 1,000 on the scale of one hundred. */
export const rankOfHundred = (rank: number): number => Math.round(Math.sin(rank / 636.62) * 100);

/** A plausible value of each kind, for fields no maker knows of. */
const made: Record<Exclude<FieldKind, 'group' | 'list' | 'perTarget'>, (writing: Writing) => unknown> = {
  text: ({ sky, random }) => titleOf(languageOf(0), random.low(7), random, yearOf(sky)),
  host: ({ sky, random }) => siteOf(sky, random.low(SITES - 1)).host,
  url: ({ sky, random }) => `https://${siteOf(sky, random.low(SITES - 1)).host}/`,
  count: ({ random }) => random.low(9_999, 4),
  bytes: ({ random }) => random.low(400_000),
  rank: ({ random }) => random.low(700),
  spam: ({ random }) => random.low(100),
  httpStatus: ({ random }) => random.pick([200, 200, 200, 301, 404]),
  flag: ({ random }) => random.chance(0.5),
  time: ({ sky, random }) => stamp(sky.today - random.low(900) * DAY_MS),
  usd: ({ random }) => random.low(1000) / 1000,
  tags: ({ random }) => [random.pick(itemTypes)],
  tally: ({ random }) => ({ [random.pick(itemTypes)]: random.low(99) }),
  words: () => ({}),
  json: () => ({}),
};

/** Writes one row by the registry's fields: from what is known of it, and by kind where nothing is. */
export function written(fields: Fields, facts: Facts, writing: Writing): Facts {
  const row: Facts = {};
  for (const [name, field] of Object.entries(fields)) {
    if (name === 'type') row.type = writing.type;
    else row[name] = name in facts ? value(field, facts[name], writing) : invented(field, facts, writing);
  }
  return row;
}

function value(field: Field, known: unknown, writing: Writing): unknown {
  const { kind, fields } = field;
  if (known === null || known === undefined) return null;
  const row = (one: unknown) => (fields && typeof one === 'object' && one !== null ? written(fields, one as Facts, writing) : one);
  if (kind === 'rank') return writing.isHundred ? rankOfHundred(Number(known)) : known;
  if (kind === 'tags') return Array.isArray(known) ? known.slice(0, writing.keys) : known;
  if (kind === 'tally') return Object.fromEntries(Object.entries(known).slice(0, writing.keys));
  if (kind === 'group') return row(known);
  if (kind === 'perTarget')
    return Object.fromEntries(Object.entries(known).map(([key, one]) => [key, Array.isArray(one) ? one.map(row) : row(one)]));
  return known;
}

function invented({ kind, fields = {} }: Field, facts: Facts, writing: Writing): unknown {
  if (kind === 'group') return written(fields, facts, writing);
  if (kind === 'list' || kind === 'perTarget') return null;
  return made[kind](writing);
}
