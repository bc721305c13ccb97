/** From a share of links to those links: the backlinks a distribution's key counts, where the API can list them. */

import type { AnyRequest } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import { filterableAt, filterableOf } from '../filterable.ts';
import type { Condition } from '../filters.ts';
import { t } from '../words.ts';
import { linksWhere } from './parts.ts';

const backlinks = endpointOf('backlinks');
const fields = filterableOf(backlinks, null);

/** The field of a backlink that a distribution counts the values of. */
const counted: Readonly<Record<string, string>> = {
  referring_links_types: 'item_type',
  referring_links_attributes: 'attributes',
  referring_links_tld: 'tld_from',
  referring_links_platform_types: 'domain_from_platform_type',
  referring_links_semantic_locations: 'semantic_location',
  referring_links_countries: 'domain_from_country',
};

/** Values that the API says in another field too, which it can filter by. */
const sameAs: Readonly<Record<string, Condition>> = { 'attributes nofollow': ['dofollow', '=', false] };

/** The request that lists a segment's links, or why there is none. */
export type SegmentLinks = { request: AnyRequest } | { why: string };

/**
 * The links behind one key of a distribution.
 *
 * @param request What the distribution was asked with: its target and scope stay.
 */
export function linksOfSegment(distribution: string, key: string, request: AnyRequest): SegmentLinks {
  const field = counted[distribution];
  if (!field) return { why: t`No report lists these.` };
  if (key === '') return { why: t`DataForSEO cannot list links by what is not known of them.` };
  const filterable = filterableAt(fields, field);
  const condition = sameAs[`${field} ${key}`] ?? (filterable && ([field, filterable.type === 'array.str' ? 'has' : '=', key] as Condition));
  if (!condition)
    return { why: t`DataForSEO gives this of a link (${backlinks.row[field]?.label.toLowerCase() ?? field}) but cannot filter by it.` };
  const links = linksWhere(condition, request);
  return links ? { request: links } : { why: t`The request has as many conditions as the API takes, so none can be added.` };
}
