import { count, host, rank, text } from '../fields.ts';
import { excludeInternal, flag, listing, rankScale, tag, target } from '../params.ts';
import { defineEndpoint } from './define.ts';

export const competitors = defineEndpoint({
  id: 'competitors',
  title: 'Competitors',
  explains: 'Sites that get links from the same domains as the target.',
  group: 'Compare',
  freshDays: 14,
  key: 'target',
  request: {
    ...target(),
    ...listing(),
    main_domain: flag('Main domains only', 'Name registrable domains, not their subdomains.', true),
    exclude_large_domains: flag('Without giants', 'Leave out google.com, amazon.com and the like.', true),
    ...excludeInternal,
    ...rankScale,
    ...tag,
  },
  billedRows: ({ limit = 100 }) => limit,
  row: {
    target: host('Competitor', 'A site that shares linking domains with the target.'),
    intersections: count('Shared domains', 'Domains that link to both.'),
    rank: rank('Rank', 'Rank of the competitor, 0 to 1,000.'),
    type: text('Row type', 'What the API calls this row.'),
  },
});
