import { host, linkMetrics, text, url } from '../fields.ts';
import { aggregateScope, listing, target } from '../params.ts';
import { defineEndpoint } from './define.ts';

export const domainPagesSummary = defineEndpoint({
  id: 'domain_pages_summary',
  title: 'Pages summary',
  explains: 'The links of every page of a site, without the pages’ content.',
  group: 'Pages',
  freshDays: 7,
  key: 'url',
  request: { ...target(), ...listing(), ...aggregateScope() },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host('Target') },
  row: {
    url: url('Page', 'The page.'),
    ...linkMetrics('Rank of the page, 0 to 1,000.'),
    type: text('Row type', 'What the API calls this row.'),
  },
});
