import { host, linkMetrics, text } from '../fields.ts';
import { aggregateScope, choice, listing, target } from '../params.ts';
import { defineEndpoint } from './define.ts';

export const referringNetworks = defineEndpoint({
  id: 'referring_networks',
  title: 'Networks',
  explains: 'Which IP addresses or subnets the links come from; many websites in one subnet may be one owner’s.',
  group: 'Links',
  freshDays: 7,
  key: 'network_address',
  request: {
    ...target(),
    network_address_type: {
      ...choice('Network', 'One row per IP address or per class-C subnet.', ['ip', 'subnet'], 'ip'),
      ours: 'subnet' as const,
      common: true,
    },
    ...listing(),
    ...aggregateScope(),
  },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host('Target') },
  row: {
    network_address: text('Network', 'The IP address or subnet.'),
    ...linkMetrics('What the links from this network pass on, 0 to 1,000.'),
    type: text('Row type', 'What the API calls this row.'),
  },
});
