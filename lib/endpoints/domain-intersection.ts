import { host, linkMetrics, perTarget, text } from '../fields.ts';
import { aggregateScope, excludeTargets, listing, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';
import { intersectionHead, intersectionMode, intersectionSummary, notExcluded, numberedRows, numberTargets } from './intersection.ts';

export const domainIntersection = defineEndpoint({
  id: 'domain_intersection',
  title: t`Link gap`,
  explains: t`Domains that link to several targets at once, and not to the ones you exclude.`,
  group: 'Compare',
  view: 'matrix',
  matrix: {
    who: 'target',
    count: 'backlinks',
    rank: 'rank',
    spam: 'backlinks_spam_score',
    since: 'first_seen',
    linksBy: 'domain_from',
    mine: { endpoint: 'referring_domains', request: {}, who: 'domain', count: 'backlinks' },
  },
  freshDays: 14,
  request: {
    targets: { ...targets(20, t`Up to 20 rivals. Your own site is never one of them.`), apartFrom: 'exclude_targets' },
    exclude_targets: excludeTargets,
    ...listing(),
    intersection_mode: intersectionMode,
    ...aggregateScope(),
  },
  task: numberTargets,
  check: notExcluded,
  rows: numberedRows('domain_intersection'),
  billedRows: ({ limit = 100 }) => limit,
  head: intersectionHead,
  row: {
    domain_intersection: perTarget(t`Links to`, {
      target: host(t`Linking domain`, t`The domain that links.`),
      ...linkMetrics(t`What the domain passes to this target, 0 to 1,000.`),
      type: text(t`Row type`, t`What the API calls this row.`),
    }),
    summary: intersectionSummary,
  },
});
