import { backlinkFields, listPerTarget } from '../fields.ts';
import {
  excludeInternal,
  excludeTargets,
  includeIndirectLinks,
  includeSubdomains,
  internalListLimit,
  listing,
  rankScale,
  statusType,
  tag,
  targets,
} from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';
import { intersectionHead, intersectionMode, intersectionSummary, notExcluded, numberedRows, numberTargets } from './intersection.ts';

export const pageIntersection = defineEndpoint({
  id: 'page_intersection',
  title: t`Page intersection`,
  explains: t`Single pages that link to several targets at once, with every link.`,
  group: 'Compare',
  view: 'matrix',
  matrix: {
    who: 'url_from',
    rank: 'domain_from_rank',
    spam: 'backlink_spam_score',
    since: 'first_seen',
    says: 'anchor',
    also: ['page_from_rank', 'dofollow', 'attributes', 'semantic_location'],
    // Every link, as the strongest of each site would leave most pages out.
    mine: { endpoint: 'backlinks', request: { mode: 'as_is' }, who: 'url_from', count: 'links_count' },
  },
  freshDays: 14,
  // No backlinks_filters here: the docs do not list it for this endpoint.
  request: {
    targets: { ...targets(20, t`Up to 20 sites or pages.`), apartFrom: 'exclude_targets' },
    exclude_targets: excludeTargets,
    ...listing(),
    intersection_mode: intersectionMode,
    ...statusType,
    ...internalListLimit,
    ...includeSubdomains,
    ...includeIndirectLinks,
    ...excludeInternal,
    ...rankScale,
    ...tag,
  },
  task: numberTargets,
  check: notExcluded,
  rows: numberedRows('page_intersection'),
  billedRows: ({ limit = 100 }) => limit,
  head: intersectionHead,
  row: { page_intersection: listPerTarget(t`Links to`, backlinkFields), summary: intersectionSummary },
});
