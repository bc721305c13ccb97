import { t } from '../words.ts';
import { defineReport } from './define.ts';
import { dofollowOnly, linksToPage, lostRows, newRows, nofollowCaution, spamCaution, statusCaution } from './parts.ts';

export const domainPagesSummary = defineReport({
  endpoint: 'domain_pages_summary',
  key: 'url',
  request: { backlinks_status_type: 'live', order_by: ['referring_main_domains,desc'], limit: 100 },
  columns: [
    { path: 'url', width: 340 },
    { path: 'referring_main_domains', width: 104 },
    { path: 'backlinks', width: 104 },
    { path: 'rank', width: 76 },
    { path: 'backlinks_spam_score', width: 92 },
    { path: 'referring_domains', width: 104 },
    { path: 'referring_pages', width: 104 },
    { path: 'referring_pages_nofollow', width: 108 },
    { path: 'referring_links_types', width: 150 },
    { path: 'referring_links_countries', width: 150 },
    { path: 'first_seen', width: 104 },
    { path: 'lost_date', width: 104 },
    { path: 'broken_backlinks', width: 96 },
  ],
  presets: [
    {
      id: 'broken',
      title: t`With broken links`,
      explains: t`Pages with links that lead to an error, most first.`,
      request: () => ({ filters: [['broken_backlinks', '>', 0]], order_by: ['broken_backlinks,desc'] }),
    },
    {
      id: 'many',
      title: t`Linked by many`,
      explains: t`Pages that ten or more websites link to.`,
      request: () => ({ filters: [['referring_main_domains', '>=', 10]] }),
    },
    {
      id: 'spammy',
      title: t`Spammy`,
      explains: t`Pages whose links have a high spam score on average.`,
      request: () => ({ filters: [['backlinks_spam_score', '>', 60]] }),
    },
    newRows(t`New in 30 days`, t`Pages whose first link was found in the last 30 days, newest first.`),
    lostRows(t`Lost`, t`Pages whose links were lost, latest first.`),
    dofollowOnly,
  ],
  cautions: [
    t`This report does not know what a page answers; Pages does, at the same price per row.`,
    nofollowCaution,
    statusCaution,
    spamCaution,
  ],
  opens: { title: t`Backlinks to this page`, endpoint: 'backlinks', request: ({ url }, request) => linksToPage(url, request) },
});
