import { endpointOf } from '../endpoints/index.ts';
import { listsOf } from '../gap/build.ts';
import { hashOf, hashOfRequest } from '../route.ts';
import { t } from '../words.ts';
import { defineReport } from './define.ts';

type Rows = readonly Record<string, unknown>[];

/** The sites that rows name. */
const sitesOf = (rows: Rows): string[] => rows.flatMap(({ target }) => (typeof target === 'string' && target ? [target] : []));

/** The site the competitors are of and they themselves, as an address has them. */
const targetsOf = (rows: Rows, { target }: Record<string, unknown>): [string, string][] =>
  [...new Set([...(typeof target === 'string' ? [target] : []), ...sitesOf(rows)])].map((site) => ['targets', site]);

export const competitors = defineReport({
  endpoint: 'competitors',
  key: 'target',
  request: { order_by: ['intersections,desc'], limit: 100, main_domain: true, exclude_large_domains: true },
  columns: [
    { path: 'target', width: 300 },
    { path: 'intersections', width: 120 },
    { path: 'rank', width: 88 },
  ],
  presets: [
    {
      id: 'strong',
      title: t`Strongest first`,
      explains: t`The same sites, highest rank first.`,
      request: () => ({ order_by: ['rank,desc'] }),
    },
    {
      id: 'close',
      title: t`Close rivals`,
      explains: t`Sites that share at least 100 linking domains.`,
      request: () => ({ filters: [['intersections', '>=', 100]] }),
    },
    {
      id: 'giants',
      title: t`With giants`,
      explains: t`google.com, amazon.com and the like are not left out.`,
      request: () => ({ exclude_large_domains: false }),
    },
    {
      id: 'subdomains',
      title: t`By subdomain`,
      explains: t`Subdomains have rows of their own.`,
      request: () => ({ main_domain: false }),
    },
  ],
  cautions: [
    t`A competitor here is a site linked from the same domains; it need not sell or write the same.`,
    t`Large sites share linking domains with everyone: shared domains alone say little about them.`,
    t`The target itself may be among the rows.`,
  ],
  opens: {
    title: t`Overview of this site`,
    endpoint: 'summary',
    request: ({ target }) => (typeof target === 'string' && target ? { target } : null),
  },
  onward: [
    {
      title: (rows) => t`Build link gap with ${rows}`,
      explains: t`Who links to these rivals and not to the site itself. Opening it is free; Run has the price.`,
      least: 1,
      most: 20,
      hash: (rows, { target }) => {
        const me = typeof target === 'string' ? target : '';
        const { targets, excluded } = listsOf({ me, isMeExcluded: true, rivals: sitesOf(rows), others: [] });
        return hashOfRequest(endpointOf('domain_intersection'), { targets, exclude_targets: excluded });
      },
    },
    {
      title: (rows) => t`Compare ${rows}`,
      explains: t`These beside the site itself, figure by figure.`,
      least: 1,
      most: 4,
      hash: (rows, request) => hashOf('compare', new URLSearchParams(targetsOf(rows, request))),
    },
    {
      title: (rows) => t`Bulk rank of ${rows}`,
      explains: t`The ranks of these and of the site itself in one call, but for those that are known. Opening it is free; Run has the price.`,
      least: 1,
      most: 999,
      hash: (rows, request) => hashOf('bulk', new URLSearchParams([...targetsOf(rows, request), ['get', 'bulk_ranks']])),
    },
  ],
});
