/** What several reports say alike: recent days, the profile of dofollow links alone, the door to the links behind a row. */

import type { AnyRequest } from '../endpoints/define.ts';
import { type Condition, conditionsOf, type Filter, isCondition, MOST_CONDITIONS } from '../filters.ts';
import { dayOf } from '../params.ts';
import { t } from '../words.ts';
import type { Preset } from './define.ts';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 30;

/** The first moment of the day 30 days ago, as the API writes it. */
export const recently = (now: number): string => `${dayOf(now - RECENT_DAYS * DAY_MS)} 00:00:00 +00:00`;

/** Rows about links that were found in the last 30 days; `prefix` is where the report has its metrics. */
export const newRows = (title: string, explains: string, prefix = ''): Preset => ({
  id: 'new',
  title,
  explains,
  request: (now) => ({ filters: [[`${prefix}first_seen`, '>', recently(now)]], order_by: [`${prefix}first_seen,desc`] }),
});

/** Figures over lost links. With status live no row can be lost, so the status is what the question is. */
export const lostRows = (title: string, explains: string, prefix = ''): Preset => ({
  id: 'lost',
  title,
  explains,
  request: () => ({ backlinks_status_type: 'lost', filters: null, order_by: [`${prefix}lost_date,desc`] }),
});

/** The same report over dofollow links alone. */
export const dofollowOnly: Preset = {
  id: 'dofollow',
  title: t`Dofollow only`,
  explains: t`Every figure counts dofollow links alone.`,
  request: () => ({ backlinks_filters: [['dofollow', '=', true]] }),
};

export const nofollowCaution = t`Figures “with nofollow” count whoever has at least one nofollow link; the rest of the total is not the dofollow figure.`;
export const statusCaution = t`With live links alone no row can be lost; ask for lost or all links to see those.`;
export const spamCaution = t`Spam is DataForSEO’s score and a reason to look; it is not a verdict of Google.`;

/** What says which links count, and means the same in every report. */
const scope = [
  ...['target', 'backlinks_status_type', 'include_subdomains', 'include_indirect_links', 'exclude_internal_backlinks', 'rank_scale'],
];

const scopeOf = (request: AnyRequest): AnyRequest =>
  Object.fromEntries(scope.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])));

/**
 * Every backlink behind a row: the links a request counts, narrowed to those that fulfil one more condition. Null where both together are
 * more than the API takes, as fewer conditions would list more than was counted.
 */
export function linksWhere(condition: Condition, request: AnyRequest): AnyRequest | null {
  if (typeof request.target !== 'string') return null;
  const counted = request.backlinks_filters as Filter | undefined;
  if (counted && conditionsOf(counted).length >= MOST_CONDITIONS) return null;
  return { ...scopeOf(request), mode: 'as_is', filters: counted ? [condition, 'and', unwrapped(counted)] : [condition] };
}

/** A filter without the list that holds it alone: `[["dofollow","=",true]]` is one condition. */
const unwrapped = (filter: Filter): Filter => (!isCondition(filter) && filter.length === 1 ? (filter[0] as Filter) : filter);

/** Every backlink to one page. */
export function linksToPage(page: unknown, request: AnyRequest): AnyRequest | null {
  if (typeof page !== 'string' || !/^https?:\/\//i.test(page)) return null;
  // A page has no subdomains.
  const { include_subdomains: _, ...rest } = scopeOf(request);
  const counted = request.backlinks_filters;
  return { ...rest, target: page, mode: 'as_is', ...(counted ? { filters: counted } : {}) };
}
