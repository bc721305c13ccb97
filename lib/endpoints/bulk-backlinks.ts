import { count, host } from '../fields.ts';
import { tag, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const bulkBacklinks = defineEndpoint({
  id: 'bulk_backlinks',
  title: t`Bulk backlinks`,
  explains: t`The number of backlinks of up to 1,000 sites or pages in one call.`,
  group: 'Bulk',
  freshDays: 7,
  key: 'target',
  figuresOf: 'target',
  request: { targets: targets(1000, t`Up to 1,000 domains, subdomains or pages, one per line.`), ...tag },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host(t`Target`, t`As it was asked for; a bare domain stands for itself and its subdomains.`),
    backlinks: count(t`Backlinks`, t`Links found, one per linking page.`),
  },
});
