import type { Condition } from '../filters.ts';
import { t } from '../words.ts';
import { defineReport } from './define.ts';
import { dofollowOnly, linksWhere, lostRows, newRows, nofollowCaution, statusCaution } from './parts.ts';

/** A subnet is named by its first address: 198.51.100.0 is every address that begins with 198.51.100. */
function addressedBy(network: string, isSubnet: boolean): Condition {
  const [, start] = /^(\d+\.\d+\.\d+\.)0(?:\/24)?$/.exec(network) ?? [];
  return isSubnet && start ? ['domain_from_ip', 'like', `${start}%`] : ['domain_from_ip', '=', network];
}

export const referringNetworks = defineReport({
  endpoint: 'referring_networks',
  key: 'network_address',
  request: { network_address_type: 'subnet', backlinks_status_type: 'live', order_by: ['referring_main_domains,desc'], limit: 100 },
  columns: [
    { path: 'network_address', width: 160 },
    { path: 'referring_main_domains', width: 104 },
    { path: 'referring_domains', width: 104 },
    { path: 'backlinks', width: 104 },
    { path: 'rank', width: 76 },
    { path: 'referring_ips', width: 96 },
    { path: 'referring_domains_nofollow', width: 108 },
    { path: 'referring_links_platform_types', width: 150 },
    { path: 'referring_links_countries', width: 150 },
    { path: 'first_seen', width: 104 },
    { path: 'lost_date', width: 104 },
    { path: 'broken_backlinks', width: 96 },
  ],
  presets: [
    {
      id: 'clusters',
      title: t`Clusters`,
      explains: t`Subnets that three or more linking websites share.`,
      request: () => ({ network_address_type: 'subnet', filters: [['referring_main_domains', '>=', 3]] }),
    },
    {
      id: 'servers',
      title: t`Same server`,
      explains: t`Single addresses that three or more linking websites share.`,
      request: () => ({ network_address_type: 'ip', filters: [['referring_main_domains', '>=', 3]] }),
    },
    newRows(t`New in 30 days`, t`Networks whose first link was found in the last 30 days, newest first.`),
    lostRows(t`Lost`, t`Networks whose links were lost, latest first.`),
    dofollowOnly,
  ],
  cautions: [
    t`Many websites in one subnet may be one owner’s, or only customers of one large host: look at the sites before judging.`,
    nofollowCaution,
    statusCaution,
  ],
  opens: {
    title: t`Backlinks from this network`,
    endpoint: 'backlinks',
    request: ({ network_address: network }, request) =>
      typeof network === 'string' && network ? linksWhere(addressedBy(network, request.network_address_type === 'subnet'), request) : null,
  },
});
