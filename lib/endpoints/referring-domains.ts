import { host, linkMetrics, text } from '../fields.ts';
import { aggregateScope, listing, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const referringDomains = defineEndpoint({
  id: 'referring_domains',
  title: t`Referring domains`,
  explains: t`Who links: every domain with its links, what it passes on and how clean it is.`,
  group: 'Links',
  freshDays: 7,
  key: 'domain',
  request: { ...target(), ...listing(), ...aggregateScope() },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host(t`Target`) },
  row: {
    domain: host(t`Domain`, t`The domain that links.`),
    ...linkMetrics(t`What this domain passes to the target, 0 to 1,000; not the domain’s own rank.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
