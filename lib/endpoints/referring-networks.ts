import { host, linkMetrics, text } from '../fields.ts';
import { aggregateScope, choice, listing, target } from '../params.ts';
import { t } from '../words.ts';
import { defineEndpoint } from './define.ts';

export const referringNetworks = defineEndpoint({
  id: 'referring_networks',
  title: t`Networks`,
  explains: t`Which IP addresses or subnets the links come from; many websites in one subnet may be one owner’s.`,
  group: 'Links',
  freshDays: 7,
  key: 'network_address',
  request: {
    ...target(),
    network_address_type: {
      ...choice(t`Network`, t`One row per IP address or per class-C subnet.`, ['ip', 'subnet'], 'ip'),
      ours: 'subnet' as const,
      common: true,
    },
    ...listing(),
    ...aggregateScope(),
  },
  billedRows: ({ limit = 100 }) => limit,
  head: { target: host(t`Target`) },
  row: {
    network_address: text(t`Network`, t`The IP address or subnet.`),
    ...linkMetrics(t`What the links from this network pass on, 0 to 1,000.`),
    type: text(t`Row type`, t`What the API calls this row.`),
  },
});
