import { linkMetrics, rank, text, url } from '../fields.ts';
import { hostOfTarget, includeSubdomains, rankScale, tag, targets } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

/** https://docs.dataforseo.com/v3/backlinks/bulk_pages_summary/live/ */
const MOST_DOMAINS = 100;

export const bulkPagesSummary = defineEndpoint({
  id: 'bulk_pages_summary',
  title: t`Bulk summaries`,
  explains: t`All link figures of up to 1,000 pages or sites, of at most 100 different domains, in one call.`,
  group: 'Bulk',
  freshDays: 7,
  key: 'url',
  figuresOf: 'url',
  request: {
    targets: { ...targets(1000, t`Up to 1,000 pages or sites of at most 100 different domains, one per line.`), mostHosts: MOST_DOMAINS },
    ...includeSubdomains,
    ...rankScale,
    ...tag,
  },
  check: ({ targets }) => {
    const hosts = new Set(targets.map(hostOfTarget));
    return hosts.size > MOST_DOMAINS
      ? { param: 'targets', message: t`One request takes pages of at most ${MOST_DOMAINS} different domains; these are of ${hosts.size}.` }
      : null;
  },
  billedRows: ({ targets }) => targets.length,
  row: {
    url: url(t`Page or site`, t`As it was asked for.`),
    main_domain_rank: rank(t`Domain rank`, t`Rank of the whole domain, 0 to 1,000.`),
    ...linkMetrics(t`Rank of this page or site, 0 to 1,000.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
