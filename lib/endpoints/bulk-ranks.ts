import { host, rank } from '../fields.ts';
import { rankScale, tag, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const bulkRanks = defineEndpoint({
  id: 'bulk_ranks',
  title: t`Bulk ranks`,
  explains: t`The rank of up to 1,000 sites or pages in one call.`,
  group: 'Bulk',
  freshDays: 30,
  key: 'target',
  figuresOf: 'target',
  request: { targets: targets(1000, t`Up to 1,000 domains, subdomains or pages, one per line.`), ...rankScale, ...tag },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host(t`Target`, t`As it was asked for; a bare domain stands for itself and its subdomains.`),
    rank: rank(t`Rank`, t`Rank of the target, 0 to 1,000.`),
  },
});
