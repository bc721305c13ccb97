import { brokenCounts, count, distributions, host, rank, referringCounts, seenDates, siteInfo, spam } from '../fields.ts';
import {
  backlinksFilters,
  excludeInternal,
  includeIndirectLinks,
  includeSubdomains,
  internalListLimit,
  rankScale,
  statusType,
  tag,
  target,
} from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint, resultIsRows } from './define.ts';

export const summary = defineEndpoint({
  id: 'summary',
  title: t`Overview`,
  explains: t`How strong a site or page is, how clean, and who links to it: every count in one call.`,
  group: 'Overview',
  view: 'overview',
  freshDays: 7,
  figuresOf: 'target',
  request: {
    ...target(),
    ...statusType,
    ...includeSubdomains,
    ...includeIndirectLinks,
    ...excludeInternal,
    ...internalListLimit,
    backlinks_filters: backlinksFilters,
    ...rankScale,
    ...tag,
  },
  rows: resultIsRows,
  row: {
    target: host(t`Target`, t`What these figures are about.`),
    rank: rank(t`Rank`, t`DataForSEO’s measure of authority, 0 to 1,000, from the links that point here. Not DR, DA or AS.`),
    info: siteInfo,
    backlinks_spam_score: spam(t`Spam of its links`, t`Average spam score of the links that point here, 0 to 100.`),
    backlinks: count(t`Backlinks`, t`Links found, one per linking page.`),
    ...referringCounts,
    ...brokenCounts,
    ...seenDates,
    crawled_pages: count(t`Crawled pages`, t`Pages of the target that were crawled.`),
    internal_links_count: count(t`Internal links`, t`Links within the target.`),
    external_links_count: count(t`External links`, t`Links from the target to other sites.`),
    ...distributions,
  },
});
