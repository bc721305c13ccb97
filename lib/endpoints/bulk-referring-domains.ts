import { host, referringCounts } from '../fields.ts';
import { tag, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const bulkReferringDomains = defineEndpoint({
  id: 'bulk_referring_domains',
  title: t`Bulk referring domains`,
  explains: t`How many domains link to each of up to 1,000 sites or pages, in one call.`,
  group: 'Bulk',
  freshDays: 7,
  key: 'target',
  figuresOf: 'target',
  request: { targets: targets(1000, t`Up to 1,000 domains, subdomains or pages, one per line.`), ...tag },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host(t`Target`, t`As it was asked for; a bare domain stands for itself and its subdomains.`),
    referring_main_domains: referringCounts.referring_main_domains,
    referring_main_domains_nofollow: referringCounts.referring_main_domains_nofollow,
    referring_domains: referringCounts.referring_domains,
    referring_domains_nofollow: referringCounts.referring_domains_nofollow,
  },
});
