import { count, host } from '../fields.ts';
import { day, tag, targets, yearAgo } from '../params.ts';
import { defineEndpoint } from './define.ts';

export const bulkNewLostBacklinks = defineEndpoint({
  id: 'bulk_new_lost_backlinks',
  title: 'Bulk new and lost backlinks',
  explains: 'Backlinks won and lost since a day, for up to 1,000 sites or pages in one call.',
  group: 'Bulk',
  freshDays: 7,
  key: 'target',
  figuresOf: 'target',
  request: {
    targets: targets(1000, 'Up to 1,000 domains, subdomains or pages, one per line.'),
    date_from: { ...day('Since', 'a month ago', yearAgo), common: true },
    ...tag,
  },
  billedRows: ({ targets }) => targets.length,
  row: {
    target: host('Target', 'As it was asked for; a bare domain stands for itself and its subdomains.'),
    new_backlinks: count('New backlinks', 'Links that were found.'),
    lost_backlinks: count('Lost backlinks', 'Links that were lost.'),
  },
});
