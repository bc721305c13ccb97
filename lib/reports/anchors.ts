import { t } from '../words.ts';
import { defineReport } from './define.ts';
import { dofollowOnly, linksWhere, lostRows, newRows, nofollowCaution, spamCaution, statusCaution } from './parts.ts';

export const anchors = defineReport({
  endpoint: 'anchors',
  key: 'anchor',
  // Not by backlinks: one link in the footer of a large site would come first.
  request: { backlinks_status_type: 'live', order_by: ['referring_main_domains,desc'], limit: 100 },
  columns: [
    { path: 'anchor', width: 280 },
    { path: 'referring_main_domains', width: 104 },
    { path: 'backlinks', width: 104 },
    { path: 'rank', width: 76 },
    { path: 'backlinks_spam_score', width: 92 },
    { path: 'referring_domains_nofollow', width: 108 },
    { path: 'referring_links_types', width: 160 },
    { path: 'referring_links_tld', width: 150 },
    { path: 'referring_links_countries', width: 150 },
    { path: 'first_seen', width: 104 },
    { path: 'lost_date', width: 104 },
    { path: 'broken_backlinks', width: 96 },
  ],
  presets: [
    {
      id: 'addresses',
      title: t`Bare addresses`,
      explains: t`Anchors that are an address themselves.`,
      request: () => ({ filters: [['anchor', 'ilike', 'http%'], 'or', ['anchor', 'ilike', 'www.%']] }),
    },
    {
      id: 'generic',
      title: t`Says nothing`,
      explains: t`Anchors such as “click here” that do not say what they link to.`,
      request: () => ({
        filters: [['anchor', 'regex', '(?i)^\\s*(click here|here|read more|more|learn more|website|this|link|source)\\s*$']],
      }),
    },
    {
      id: 'sitewide',
      title: t`Sitewide suspects`,
      explains: t`Many links from one or two websites: footers, side bars, link lists.`,
      request: () => ({
        filters: [['referring_main_domains', '<=', 2], 'and', ['backlinks', '>', 100]],
        order_by: ['backlinks,desc'],
      }),
    },
    {
      id: 'spammy',
      title: t`Spammy`,
      explains: t`Anchors whose links have a high spam score on average.`,
      request: () => ({ filters: [['backlinks_spam_score', '>', 60]] }),
    },
    newRows(t`New in 30 days`, t`Anchors first found in the last 30 days, newest first.`),
    lostRows(t`Lost`, t`Anchors of links that were lost, latest first.`),
    dofollowOnly,
  ],
  cautions: [
    t`Shares are of the rows that are loaded, not of all anchors.`,
    t`An empty anchor is a link without text: an image, a redirect, a canonical.`,
    nofollowCaution,
    statusCaution,
    spamCaution,
  ],
  opens: {
    title: t`Backlinks with this anchor`,
    endpoint: 'backlinks',
    // Links without text have no value the API could look for.
    request: ({ anchor }, request) => (typeof anchor === 'string' && anchor !== '' ? linksWhere(['anchor', '=', anchor], request) : null),
  },
});
