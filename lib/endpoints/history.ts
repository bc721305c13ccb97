import { brokenCounts, count, distributions, host, rank, referringCounts, siteInfo, text, time } from '../fields.ts';
import { day, rankScale, tag, target } from '../params.ts';
import { defineEndpoint } from './define.ts';
import { monthsBetween } from './periods.ts';

const EARLIEST = '2019-01-01';

export const history = defineEndpoint({
  id: 'history',
  title: 'History',
  explains: 'The whole profile of a domain month by month since 2019.',
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: {
    ...target('domain'),
    date_from: { ...day('From', EARLIEST, EARLIEST), common: true },
    date_to: { ...day('To', 'today', EARLIEST), common: true },
    ...rankScale,
    ...tag,
  },
  check: ({ date_from, date_to }) =>
    date_from && date_to && date_from > date_to ? { param: 'date_to', message: 'The last day is before the first.' } : null,
  billedRows: ({ date_from = EARLIEST, date_to }) => monthsBetween(date_from, date_to),
  head: { target: host('Target'), date_from: time('From'), date_to: time('To') },
  row: {
    date: time('Month', 'The month this row is about.'),
    rank: rank('Rank', 'Rank of the domain then, 0 to 1,000.'),
    backlinks: count('Backlinks', 'Links that were live then.'),
    new_backlinks: count('New backlinks', 'Found since the month before; counted from May 2021.'),
    lost_backlinks: count('Lost backlinks', 'Lost since the month before; counted from May 2021.'),
    new_referring_domains: count('New referring domains', 'Domains that began to link.'),
    lost_referring_domains: count('Lost referring domains', 'Domains that ceased to link.'),
    ...referringCounts,
    ...brokenCounts,
    crawled_pages: count('Crawled pages', 'Pages of the domain that were crawled.'),
    internal_links_count: count('Internal links', 'Links within the domain.'),
    external_links_count: count('External links', 'Links from the domain to other sites.'),
    info: siteInfo,
    ...distributions,
    type: text('Row type', 'What the API calls this row.'),
  },
});
