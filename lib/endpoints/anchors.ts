import { host, linkMetrics, text } from '../fields.ts';
import { aggregateScope, listing, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const anchors = defineEndpoint({
  id: 'anchors',
  title: t`Anchors`,
  explains: t`The words others link with, and how many websites use each.`,
  group: 'Links',
  freshDays: 7,
  key: 'anchor',
  request: { ...target(), ...listing(), ...aggregateScope() },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host(t`Target`) },
  row: {
    anchor: text(t`Anchor`, t`The text of the links; empty for links without text, such as images.`),
    ...linkMetrics(t`What the links with this anchor pass on, 0 to 1,000.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
