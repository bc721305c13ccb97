import { brokenCounts, count, distributions, host, rank, referringCounts, siteInfo, text, time } from '../fields.ts';
import { day, rankScale, tag, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';
import { monthsBetween } from './periods.ts';

const EARLIEST = '2019-01-01';

export const history = defineEndpoint({
  id: 'history',
  title: t`History`,
  explains: t`The whole profile of a domain month by month since 2019.`,
  group: 'Trends',
  view: 'series',
  freshDays: 7,
  key: 'date',
  request: {
    ...target('domain'),
    date_from: { ...day(t`From`, EARLIEST, EARLIEST), common: true },
    date_to: { ...day(t`To`, t`today`, EARLIEST), common: true },
    ...rankScale,
    ...tag,
  },
  check: ({ date_from, date_to }) =>
    date_from && date_to && date_from > date_to ? { param: 'date_to', message: t`The last day is before the first.` } : null,
  billedRows: ({ date_from = EARLIEST, date_to }) => monthsBetween(date_from, date_to),
  head: { target: host(t`Target`), date_from: time(t`From`), date_to: time(t`To`) },
  row: {
    date: time(t`Month`, t`The month this row is about.`),
    rank: rank(t`Rank`, t`Rank of the domain then, 0 to 1,000.`),
    backlinks: count(t`Backlinks`, t`Links that were live then.`),
    new_backlinks: count(t`New backlinks`, t`Found since the month before; counted from May 2021.`),
    lost_backlinks: count(t`Lost backlinks`, t`Lost since the month before; counted from May 2021.`),
    new_referring_domains: count(t`New referring domains`, t`Domains that began to link.`),
    lost_referring_domains: count(t`Lost referring domains`, t`Domains that ceased to link.`),
    ...referringCounts,
    ...brokenCounts,
    crawled_pages: count(t`Crawled pages`, t`Pages of the domain that were crawled.`),
    internal_links_count: count(t`Internal links`, t`Links within the domain.`),
    external_links_count: count(t`External links`, t`Links from the domain to other sites.`),
    info: siteInfo,
    ...distributions,
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
