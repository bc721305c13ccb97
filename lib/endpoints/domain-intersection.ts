import { host, linkMetrics, perTarget, text } from '../fields.ts';
import { aggregateScope, excludeTargets, listing, targets } from '../params.ts';
import { defineEndpoint } from './define.ts';
import { intersectionHead, intersectionMode, intersectionSummary, numberedRows, numberTargets } from './intersection.ts';

export const domainIntersection = defineEndpoint({
  id: 'domain_intersection',
  title: 'Link gap',
  explains: 'Domains that link to several targets at once, and not to the ones you exclude.',
  group: 'Compare',
  freshDays: 14,
  request: {
    targets: targets(20, 'Up to 20 rivals, one per line. Your own site goes under Exclude targets.'),
    exclude_targets: excludeTargets,
    ...listing(),
    intersection_mode: intersectionMode,
    ...aggregateScope(),
  },
  task: numberTargets,
  rows: numberedRows('domain_intersection'),
  billedRows: ({ limit = 100 }) => limit,
  head: intersectionHead,
  row: {
    domain_intersection: perTarget('Links to', {
      target: host('Linking domain', 'The domain that links.'),
      ...linkMetrics('What the domain passes to this target, 0 to 1,000.'),
      type: text('Row type', 'What the API calls this row.'),
    }),
    summary: intersectionSummary,
  },
});
