import { t } from '../words.ts';
import { defineReport } from './define.ts';
import { dofollowOnly, linksToPage, nofollowCaution, spamCaution } from './parts.ts';

const isLinked = ['page_summary.backlinks', '>', 0] as ['page_summary.backlinks', '>', 0];

export const domainPages = defineReport({
  endpoint: 'domain_pages',
  key: 'page',
  request: { backlinks_status_type: 'live', order_by: ['page_summary.referring_main_domains,desc'], limit: 100 },
  columns: [
    {
      id: 'page',
      label: t`Page`,
      help: t`The page and its title.`,
      width: 300,
      sortBy: 'page',
      cell: 'page',
      url: 'page',
      title: 'meta.title',
      host: 'domain',
      language: 'meta.language',
    },
    { path: 'status_code', width: 76 },
    { path: 'location', width: 180 },
    { path: 'page_summary.referring_main_domains', width: 104 },
    { path: 'page_summary.backlinks', width: 104 },
    { path: 'page_summary.rank', width: 76 },
    { path: 'page_summary.backlinks_spam_score', width: 92 },
    { path: 'page_summary.broken_backlinks', width: 96 },
    { path: 'meta.page_spam_score', width: 92 },
    { path: 'meta.words_count', width: 84 },
    { path: 'meta.external_links_count', width: 96 },
    { path: 'meta.internal_links_count', width: 96 },
    { path: 'meta.canonical', width: 180 },
    { path: 'first_visited', width: 104 },
    { path: 'fetch_time', width: 104 },
  ],
  presets: [
    {
      id: 'broken',
      title: t`Broken with links`,
      explains: t`Pages that answer with an error though others link to them: bring them back, or redirect them.`,
      request: () => ({ filters: [['status_code', '>=', 400], 'and', isLinked] }),
    },
    {
      id: 'redirected',
      title: t`Redirected`,
      explains: t`Linked pages that redirect; what they redirect to should still answer.`,
      request: () => ({ filters: [['status_code', '>=', 300], 'and', ['status_code', '<', 400], 'and', isLinked] }),
    },
    {
      id: 'ends',
      title: t`Strong dead ends`,
      explains: t`Linked pages with at most three links to the rest of the site, strongest first: they pass little on.`,
      request: () => ({
        filters: [['meta.internal_links_count', '<=', 3], 'and', ['status_code', '=', 200], 'and', isLinked],
        order_by: ['page_summary.rank,desc'],
      }),
    },
    {
      id: 'thin',
      title: t`Thin but linked`,
      explains: t`Linked pages of fewer than 300 words.`,
      request: () => ({ filters: [['meta.words_count', '<', 300], 'and', ['status_code', '=', 200], 'and', isLinked] }),
    },
    {
      id: 'spammy',
      title: t`Spammy pages`,
      explains: t`Pages of the site that themselves have a high spam score.`,
      request: () => ({ filters: [['meta.page_spam_score', '>', 60]] }),
    },
    dofollowOnly,
  ],
  cautions: [
    t`Status and content are from the day the page was last crawled; “Fetched” says which.`,
    t`Internal links are those on the page, not those to it.`,
    nofollowCaution,
    spamCaution,
  ],
  opens: { title: t`Backlinks to this page`, endpoint: 'backlinks', request: ({ page }, request) => linksToPage(page, request) },
});
