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
import { defineEndpoint } from './define.ts';
import { intersectionHead, intersectionMode, intersectionSummary, numberedRows, numberTargets } from './intersection.ts';

export const pageIntersection = defineEndpoint({
  id: 'page_intersection',
  title: 'Page intersection',
  explains: 'Single pages that link to several targets at once, with every link.',
  group: 'Compare',
  freshDays: 14,
  // No backlinks_filters here: the docs do not list it for this endpoint.
  request: {
    targets: targets(20, 'Up to 20 sites or pages, one per line.'),
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
  rows: numberedRows('page_intersection'),
  billedRows: ({ limit = 100 }) => limit,
  head: intersectionHead,
  row: { page_intersection: listPerTarget('Links to', backlinkFields), summary: intersectionSummary },
});
