/** What a figure counts, as the report that lists it. */
import type { AnyRequest } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import { hashOfRequest } from '../route.ts';

type Door = { endpoint: EndpointId; request?: AnyRequest; newSince?: true };

const overview: Door = { endpoint: 'summary' };
const links: Door = { endpoint: 'backlinks', request: { mode: 'as_is' } };
const broken: Door = { endpoint: 'backlinks', request: { mode: 'as_is', filters: [['is_broken', '=', true]] } };
const domains: Door = { endpoint: 'referring_domains' };
const networks: Door = { endpoint: 'referring_networks' };
const newDomains: Door = { endpoint: 'referring_domains', request: { order_by: ['first_seen,desc'] }, newSince: true };
const lostDomains: Door = { endpoint: 'referring_domains', request: { backlinks_status_type: 'lost', order_by: ['lost_date,desc'] } };

const doors: Readonly<Record<string, Door>> = {
  rank: overview,
  main_domain_rank: overview,
  spam_score: overview,
  first_seen: overview,
  lost_date: overview,
  backlinks: links,
  backlinks_spam_score: links,
  referring_pages: links,
  referring_pages_nofollow: links,
  broken_backlinks: broken,
  broken_pages: broken,
  new_backlinks: { endpoint: 'backlinks', request: { mode: 'as_is', order_by: ['first_seen,desc'] }, newSince: true },
  lost_backlinks: { endpoint: 'backlinks', request: { mode: 'as_is', backlinks_status_type: 'lost', order_by: ['last_seen,desc'] } },
  referring_main_domains: domains,
  referring_main_domains_nofollow: domains,
  referring_domains: domains,
  referring_domains_nofollow: domains,
  referring_ips: networks,
  referring_subnets: networks,
  new_referring_main_domains: newDomains,
  new_referring_domains: newDomains,
  lost_referring_main_domains: lostDomains,
  lost_referring_domains: lostDomains,
};

/** The address of the report that lists what a figure of a target counts, since a day where it counts from one; null where none does. */
export function doorOf(field: string, target: string, since: string | null): string | null {
  const door = Object.hasOwn(doors, field) ? doors[field] : undefined;
  if (!door) return null;
  const filters = door.newSince && since ? { filters: [['first_seen', '>', `${since} 00:00:00 +00:00`]] } : {};
  return hashOfRequest(endpointOf(door.endpoint), { ...door.request, ...filters, target });
}
