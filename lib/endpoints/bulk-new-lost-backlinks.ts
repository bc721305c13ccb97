import { count, host } from '../fields.ts';
import { day, tag, targets, yearAgo } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const bulkNewLostBacklinks = defineEndpoint({
  id: 'bulk_new_lost_backlinks',
  title: t`Bulk new and lost backlinks`,
  explains: t`Backlinks won and lost since a day, for up to 1,000 sites or pages in one call.`,
  group: 'Bulk',
  freshDays: 7,
  key: 'target',
  figuresOf: 'target',
  request: {
    targets: targets(1000, t`Up to 1,000 domains, subdomains or pages, one per line.`),
    date_from: { ...day(t`Since`, t`a month ago`, yearAgo), common: true },
    ...tag,
  },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host(t`Target`, t`As it was asked for; a bare domain stands for itself and its subdomains.`),
    new_backlinks: count(t`New backlinks`, t`Links that were found.`),
    lost_backlinks: count(t`Lost backlinks`, t`Links that were lost.`),
  },
});
