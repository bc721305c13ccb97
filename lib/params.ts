/**
 * The vocabulary of what one may ask. A param is a word: its schema, its label, one sentence of explanation, the form control that edits it,
 * the API's default and ours. From these words come request types, forms, links, validation and cache keys.
 */

import { type Filter, filterSchema, orderSchema } from './filters.ts';
import { dayOf, momentOf } from './format.ts';
import { locale, t } from './words.ts';
import { z } from './zod.ts';

export type Control = 'target' | 'targets' | 'choice' | 'flag' | 'whole' | 'day' | 'moment' | 'text' | 'filter' | 'order' | 'grouping';

/** What kind of target an endpoint takes: a domain, a domain or subdomain, or any of them or one exact page. */
export type Allows = 'any' | 'site' | 'domain';

/** One parameter of a request: `T` its value, `R` whether it must be given. */
export type Param<T = unknown, R extends boolean = boolean> = {
  control: Control;
  label: string;
  help: string;
  required: R;
  schema: z.ZodMiniType<T>;
  /** What the API assumes where the parameter is missing; such a value is not part of a request's identity. */
  apiDefault?: T;
  /** What Backlens asks for unless told otherwise. */
  ours?: T;
  allows?: Allows;
  choices?: readonly string[];
  least?: number | string;
  most?: number;
  /** Of a list of targets: how many different hosts they may be of. */
  mostHosts?: number;
  /** The endpoint whose fields a filter's conditions are on; the parameter's own where missing. */
  conditionsOn?: string;
  /** Shown in the form without opening "More options". */
  common?: boolean;
  /** For targets: another parameter's targets, none of which may be among these. One builder edits both. */
  apartFrom?: string;
};

export type Params = Record<string, Param>;

/** The request type of a set of params. */
export type RequestOf<P extends Params> = {
  [K in keyof P as P[K] extends Param<infer _, true> ? K : never]: P[K] extends Param<infer T> ? T : never;
} & { [K in keyof P as P[K] extends Param<infer _, true> ? never : K]?: P[K] extends Param<infer T> ? T : never };

// Written in lib/format.ts, which pages load without the words of this file.
export { dayOf };

/** In characters. What is longer is no target. */
export const LONGEST_TARGET = 2048;

const noTarget = t`Type a domain, a subdomain or a page.`;
const aTarget = z.string({ error: noTarget }).check(
  z.refine((given) => given.trim() !== '', { error: noTarget }),
  z.maxLength(LONGEST_TARGET, { error: t`This address is too long.` }),
);

const allowed: Record<Allows, string> = {
  any: t`A domain, a subdomain or one exact page.`,
  site: t`A domain or subdomain; this report does not take single pages.`,
  domain: t`A domain; this report takes neither subdomains nor single pages.`,
};

/** The one site or page a report is about. */
export const target = (allows: Allows = 'any'): { target: Param<string, true> } => ({
  target: {
    control: 'target',
    label: t`Target`,
    help: allowed[allows],
    required: true,
    schema: aTarget,
    allows,
    common: true,
  },
});

/** A list of targets, at most `most`. */
export const targets = (most: number, help: string, allows: Allows = 'any'): Param<string[], true> => ({
  control: 'targets',
  label: t`Targets`,
  help,
  required: true,
  schema: z
    .array(aTarget, { error: t`Give at least one target.` })
    .check(
      z.minLength(1, { error: t`Give at least one target.` }),
      z.maxLength(most, { error: t`One request takes at most ${most.toLocaleString(locale)} targets.` }),
    ),
  allows,
  most,
  common: true,
});

/** The host of a target as it is sent, without one leading `www.`. */
export const hostOfTarget = (target: string): string =>
  target
    .replace(/^https?:\/\//, '')
    .replace(/[/?].*$/, '')
    .replace(/^www\./, '');

/** Sites whose linking domains are left out, at most ten. */
export const excludeTargets: Param<string[], false> = {
  control: 'targets',
  label: t`Exclude targets`,
  help: t`Leave out whoever already links to any of these; up to 10. Your own site goes here, never among the targets.`,
  required: false,
  schema: z.array(aTarget, { error: t`Targets are a list.` }).check(z.maxLength(10, { error: t`At most 10 targets can be excluded.` })),
  allows: 'any',
  most: 10,
  common: true,
};

export const flag = (label: string, help: string, apiDefault: boolean): Param<boolean, false> => ({
  control: 'flag',
  label,
  help,
  required: false,
  schema: z.boolean({ error: t`Yes or no.` }),
  apiDefault,
});

export const choice = <const C extends readonly string[]>(
  label: string,
  help: string,
  choices: C,
  apiDefault: C[number],
): Param<C[number], false> => ({
  control: 'choice',
  label,
  help,
  required: false,
  schema: z.enum(choices as unknown as [string, ...string[]], { error: t`One of: ${choices.join(', ')}.` }) as z.ZodMiniType<C[number]>,
  choices,
  apiDefault,
});

/** A whole number from `least` to `most`. */
export const whole = (label: string, help: string, least: number, most: number, apiDefault: number): Param<number, false> => ({
  control: 'whole',
  label,
  help,
  required: false,
  schema: z
    .int({ error: t`A whole number.` })
    .check(
      z.minimum(least, { error: t`At least ${least.toLocaleString(locale)}.` }),
      z.maximum(most, { error: t`At most ${most.toLocaleString(locale)}.` }),
    ),
  least,
  most,
  apiDefault,
});

/** How many rows to buy, 1 to 1,000. */
export const limit = (apiDefault = 100): Param<number, false> => ({
  ...whole(t`Rows`, t`How many rows to ask for, up to 1,000. The request costs far more than its rows.`, 1, 1000, apiDefault),
  ours: 100,
  common: true,
});

export const offset = (most = Number.MAX_SAFE_INTEGER): Param<number, false> => whole(t`Skip rows`, t`How many rows to skip.`, 0, most, 0);

/** A day, not before the first one the API knows and not after today (UTC). `whenMissing` says what the API assumes. */
export const day = (label: string, whenMissing: string, earliest: string | (() => string)): Param<string, false> => ({
  control: 'day',
  label,
  help: t`A day as yyyy-mm-dd. Default: ${whenMissing}.`,
  required: false,
  schema: z.string({ error: notADay }).check(
    z.refine(isDay, { error: notADay, abort: true }),
    z.refine((given) => given >= firstDay(earliest), { error: () => t`Not before ${firstDay(earliest)}.` }),
    z.refine((given) => given <= dayOf(Date.now()), { error: t`Not after today (UTC).` }),
  ),
  ...(typeof earliest === 'string' ? { least: earliest } : {}),
});

const notADay = t`A day is written yyyy-mm-dd and must exist.`;
const firstDay = (earliest: string | (() => string)): string => (typeof earliest === 'string' ? earliest : earliest());

function isDay(given: string): boolean {
  const at = Date.parse(`${given}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(at) && dayOf(at) === given;
}

/** A year ago today, UTC: the earliest day the bulk new-and-lost reports take. */
export function yearAgo(): string {
  const today = new Date();
  const then = new Date(Date.UTC(today.getUTCFullYear() - 1, today.getUTCMonth(), today.getUTCDate()));
  // 29 February a year on is 1 March; the API wants a day that is still within the year.
  return dayOf(then.getTime());
}

/** The instant of a moment as the API writes it, in milliseconds; NaN where there is none. */
export const instantOf = (moment: string): number => momentOf(moment) ?? Number.NaN;

const notAMoment = t`A moment is written 2026-01-31 08:00:00 +00:00 and must exist.`;
const isMoment = (given: string): boolean =>
  /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} [+-]\d{2}:\d{2}$/.test(given) && isDay(given.slice(0, 10)) && !Number.isNaN(instantOf(given));

/** A moment as the API writes it, `yyyy-mm-dd hh:mm:ss +00:00`. */
export const moment = <R extends boolean>(label: string, help: string, required: R): Param<string, R> => ({
  control: 'moment',
  label,
  help,
  required,
  schema: z.string({ error: notAMoment }).check(z.refine(isMoment, { error: notAMoment })),
  common: required,
});

export const free = (label: string, help: string, longest: number): Param<string, false> => ({
  control: 'text',
  label,
  help,
  required: false,
  schema: z.string({ error: t`A text.` }).check(z.maxLength(longest, { error: t`At most ${longest} characters.` })),
});

const filter = (label: string, help: string, conditionsOn?: string): Param<Filter, false> => ({
  control: 'filter',
  label,
  help,
  required: false,
  schema: filterSchema,
  ...(conditionsOn ? { conditionsOn } : {}),
});

/** Conditions on the rows of a report, applied by the API over all of them. */
export const filters = filter(t`Filters`, t`Conditions on the rows, up to 8, applied by the API over all of them: ["rank", ">", 80].`);

/** Conditions on the links a report's figures are made of; the fields are those of `backlinks`. */
export const backlinksFilters = filter(
  t`Only links where`,
  t`Conditions on the links the figures are made of, such as ["dofollow", "=", true]. Fields are those of Backlinks.`,
  'backlinks',
);

export const orderBy: Param<string[], false> = {
  control: 'order',
  label: t`Sort`,
  help: t`Up to three fields, each with asc or desc: rank,desc.`,
  required: false,
  schema: orderSchema,
};

/** What `custom_mode` may group backlinks by. https://docs.dataforseo.com/v3/backlinks/backlinks/live/ */
const groupings = [
  'anchor',
  'domain_from',
  'domain_from_country',
  'tld_from',
  'page_from_encoding',
  'page_from_language',
  'item_type',
  'page_from_status_code',
  'semantic_location',
  // The docs' own example groups by this word though their list does not have it.
  'domain',
] as const;

/** How many links of each group to return; wins over `mode`. */
export const customMode: Param<{ field: (typeof groupings)[number]; value: number }, false> = {
  control: 'grouping',
  label: t`Up to n per group`,
  help: t`Return up to n links for each value of a field, such as 3 per domain_from. Wins over Group.`,
  required: false,
  schema: z.strictObject(
    {
      field: z.enum(groupings, { error: t`One of: ${groupings.join(', ')}.` }),
      value: z
        .int({ error: t`A whole number.` })
        .check(z.minimum(1, { error: t`At least 1.` }), z.maximum(1000, { error: t`At most 1,000.` })),
    },
    { error: t`A field and how many links of each value, nothing else: ${'{"field": "domain_from", "value": 3}'}.` },
  ),
  choices: groupings,
};

export const statusType = {
  backlinks_status_type: {
    ...choice(
      t`Links`,
      t`Live links, lost links, or all that were ever seen. With live, no row can be lost.`,
      ['all', 'live', 'lost'],
      'live',
    ),
    common: true,
  },
};

export const includeSubdomains = { include_subdomains: flag(t`With subdomains`, t`Count links to subdomains of the target too.`, true) };

export const includeIndirectLinks = {
  include_indirect_links: flag(t`With indirect links`, t`Count links that reach the target through a redirect or canonical too.`, true),
};

export const excludeInternal = {
  exclude_internal_backlinks: flag(t`Without internal links`, t`Leave out links from subdomains of the target’s own domain.`, true),
};

export const rankScale = {
  rank_scale: choice(
    t`Rank scale`,
    t`one_thousand counts ranks 0 to 1,000, one_hundred 0 to 100.`,
    ['one_hundred', 'one_thousand'],
    'one_thousand',
  ),
};

/** How many keys each distribution may have. It does not change the price, so we ask for enough to draw honest bars. */
export const internalListLimit = {
  internal_list_limit: {
    ...whole(t`Keys per distribution`, t`How many TLDs, countries … each distribution lists. Does not change the price.`, 1, 1000, 10),
    ours: 50,
  },
};

/** Our operation's id, echoed by the API; it lets a lost answer be found again in the account's history. */
export const tag = { tag: free(t`Tag`, t`A note of up to 255 characters that the API echoes in its records.`, 255) };

/** What every list report takes: which rows, in which order, how many. */
export const listing = () => ({ limit: limit(), offset: offset(), filters, order_by: orderBy });

/** Which links the figures of an aggregate report are made of. */
export const aggregateScope = () => ({
  ...statusType,
  ...internalListLimit,
  backlinks_filters: backlinksFilters,
  ...includeSubdomains,
  ...includeIndirectLinks,
  ...excludeInternal,
  ...rankScale,
  ...tag,
});
