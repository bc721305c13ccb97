import { t } from '../words.ts';
import { defineReport } from './define.ts';
import { dofollowOnly, linksWhere, lostRows, newRows, nofollowCaution, spamCaution, statusCaution } from './parts.ts';

export const referringDomains = defineReport({
  endpoint: 'referring_domains',
  key: 'domain',
  request: { backlinks_status_type: 'live', order_by: ['rank,desc'], limit: 100 },
  columns: [
    { path: 'domain', width: 240 },
    { path: 'rank', width: 76 },
    { path: 'backlinks_spam_score', width: 92 },
    { path: 'backlinks', width: 104 },
    { path: 'referring_pages', width: 104 },
    { path: 'referring_pages_nofollow', width: 108 },
    { path: 'referring_links_semantic_locations', width: 160 },
    { path: 'referring_links_types', width: 150 },
    { path: 'referring_links_platform_types', width: 150 },
    { path: 'referring_links_countries', width: 130 },
    { path: 'broken_backlinks', width: 96 },
    { path: 'referring_ips', width: 96 },
    { path: 'first_seen', width: 104 },
    { path: 'lost_date', width: 104 },
  ],
  presets: [
    dofollowOnly,
    newRows(t`New in 30 days`, t`Domains whose first link was found in the last 30 days, newest first.`),
    lostRows(t`Lost`, t`Domains whose links were lost, latest first.`),
    {
      id: 'single',
      title: t`One link only`,
      explains: t`Domains that link once.`,
      request: () => ({ filters: [['backlinks', '=', 1]] }),
    },
    {
      id: 'sitewide',
      title: t`Sitewide`,
      explains: t`Domains with more than 100 links, most first: often footers and side bars.`,
      request: () => ({ filters: [['backlinks', '>', 100]], order_by: ['backlinks,desc'] }),
    },
    {
      id: 'spammy',
      title: t`Spammy`,
      explains: t`Domains whose links have a high spam score, highest first.`,
      request: () => ({ filters: [['backlinks_spam_score', '>', 60]], order_by: ['backlinks_spam_score,desc'] }),
    },
    {
      id: 'press',
      title: t`Blogs and news`,
      explains: t`Domains that DataForSEO takes for blogs or news.`,
      request: () => ({
        filters: [['referring_links_platform_types.blogs', '>', 0], 'or', ['referring_links_platform_types.news', '>', 0]],
      }),
    },
  ],
  cautions: [
    t`Rank is what a domain passes to the target, not the domain’s own rank.`,
    t`Subdomains have rows of their own; “Referring websites” in the overview counts them once.`,
    nofollowCaution,
    statusCaution,
    spamCaution,
  ],
  opens: {
    title: t`Backlinks from this domain`,
    endpoint: 'backlinks',
    request: ({ domain }, request) => (typeof domain === 'string' && domain ? linksWhere(['domain_from', '=', domain], request) : null),
  },
});
