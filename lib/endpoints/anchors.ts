import { host, linkMetrics, text } from '../fields.ts';
import { aggregateScope, listing, target } from '../params.ts';
import { defineEndpoint } from './define.ts';

export const anchors = defineEndpoint({
  id: 'anchors',
  title: 'Anchors',
  explains: 'The words others link with, and how many websites use each.',
  group: 'Links',
  freshDays: 7,
  key: 'anchor',
  request: { ...target(), ...listing(), ...aggregateScope() },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host('Target') },
  row: {
    anchor: text('Anchor', 'The text of the links; empty for links without text, such as images.'),
    ...linkMetrics('What the links with this anchor pass on, 0 to 1,000.'),
    type: text('Row type', 'What the API calls this row.'),
  },
});
