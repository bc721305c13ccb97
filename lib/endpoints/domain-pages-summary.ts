import { host, linkMetrics, text, url } from '../fields.ts';
import { aggregateScope, listing, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const domainPagesSummary = defineEndpoint({
  id: 'domain_pages_summary',
  title: t`Pages summary`,
  explains: t`The links of every page of a site, without the pages’ content.`,
  group: 'Pages',
  freshDays: 7,
  key: 'url',
  request: { ...target(), ...listing(), ...aggregateScope() },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host(t`Target`) },
  row: {
    url: url(t`Page`, t`The page.`),
    ...linkMetrics(t`Rank of the page, 0 to 1,000.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
