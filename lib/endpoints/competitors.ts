import { count, host, rank, text } from '../fields.ts';
import { excludeInternal, flag, listing, rankScale, tag, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const competitors = defineEndpoint({
  id: 'competitors',
  title: t`Competitors`,
  explains: t`Sites that get links from the same domains as the target.`,
  group: 'Compare',
  freshDays: 14,
  key: 'target',
  request: {
    ...target(),
    ...listing(),
    main_domain: flag(t`Main domains only`, t`Name registrable domains, not their subdomains.`, true),
    exclude_large_domains: flag(t`Without giants`, t`Leave out google.com, amazon.com and the like.`, true),
    ...excludeInternal,
    ...rankScale,
    ...tag,
  },
  billedRows: ({ limit = 100 }) => limit,
  row: {
    target: host(t`Competitor`, t`A site that shares linking domains with the target.`),
    intersections: count(t`Shared domains`, t`Domains that link to both.`),
    rank: rank(t`Rank`, t`Rank of the competitor, 0 to 1,000.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
