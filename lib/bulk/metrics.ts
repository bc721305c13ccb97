/** What can be had of many targets at once: every bulk endpoint is one tick, and its row says which figures it brings. */

import type { Endpoint } from '../endpoints/define.ts';
import { type EndpointId, endpoints } from '../endpoints/index.ts';
import type { FieldKind, Fields } from '../fields.ts';
import { t } from '../words.ts';

export type Metric = {
  endpoint: Endpoint & { id: EndpointId };
  title: string;
  explains: string;
  /** The figures wanted of each target, by their wire names. */
  fields: Fields;
  /** The parameter that says since when it counts; null where it counts all there is. */
  since: string | null;
  /** Ticked where nobody says. */
  isUsual: boolean;
};

/** Each endpoint's tick, in few words. */
const words: Partial<Record<EndpointId, { title: string; explains: string; isUsual?: true }>> = {
  bulk_ranks: { title: t`Rank`, explains: t`DataForSEO’s measure of authority, 0 to 1,000.`, isUsual: true },
  bulk_spam_score: { title: t`Spam score`, explains: t`Of the site or page itself, 0 to 100.`, isUsual: true },
  bulk_backlinks: { title: t`Backlinks`, explains: t`How many links there are.` },
  bulk_referring_domains: { title: t`Referring domains`, explains: t`How many websites and domains link.` },
  bulk_new_lost_backlinks: { title: t`New and lost backlinks`, explains: t`Links won and lost since a day.` },
  bulk_new_lost_referring_domains: { title: t`New and lost referring domains`, explains: t`Websites won and lost since a day.` },
  bulk_pages_summary: {
    title: t`Summary`,
    explains: t`Every figure about the links, with rank; its spam score is that of the links and not of the site.`,
  },
};

/** What a row is called, which is no figure. */
const naming: readonly FieldKind[] = ['text', 'host', 'url'];

const metricOf = (endpoint: Metric['endpoint']): Metric => ({
  endpoint,
  title: words[endpoint.id]?.title ?? endpoint.title,
  explains: words[endpoint.id]?.explains ?? endpoint.explains,
  fields: Object.fromEntries(Object.entries(endpoint.row).filter(([, { kind }]) => !naming.includes(kind))),
  since: Object.entries(endpoint.request).find(([, { control }]) => control === 'day')?.[0] ?? null,
  isUsual: words[endpoint.id]?.isUsual ?? false,
});

/** Every tick of the bulk page, in the order of the registry. */
export const metrics: readonly Metric[] = endpoints
  .filter(({ group, request }) => group === 'Bulk' && request.targets?.control === 'targets')
  .map(metricOf);

/** Whether every figure of a metric is in an endpoint's row too, under the same name and of the same kind. */
export const covers = ({ row }: Pick<Endpoint, 'row'>, { fields }: Metric): boolean =>
  Object.entries(fields).every(([name, { kind }]) => row[name]?.kind === kind);

/** The endpoints whose answers, asked plainly, have all figures of a metric: its own first, then other bulk ones and the overview. */
export const sourcesOf = (metric: Metric): Metric['endpoint'][] => [
  metric.endpoint,
  ...endpoints.filter(
    (endpoint) => endpoint !== metric.endpoint && (endpoint.group === 'Bulk' || endpoint.group === 'Overview') && covers(endpoint, metric),
  ),
];

/** What is compared, section by section: an endpoint and the figures shown of it. */
const compared: readonly (readonly [EndpointId, title: string, readonly string[]])[] = [
  ['bulk_pages_summary', t`Authority`, ['rank']],
  ['bulk_spam_score', t`Spam of the site`, ['spam_score']],
  [
    'bulk_pages_summary',
    t`Links`,
    [
      ...['backlinks', 'referring_main_domains', 'referring_domains', 'referring_pages', 'referring_ips', 'referring_subnets'],
      ...['backlinks_spam_score', 'broken_backlinks', 'first_seen'],
    ],
  ],
  ['bulk_new_lost_referring_domains', t`New and lost referring domains`, ['new_referring_main_domains', 'lost_referring_main_domains']],
  ['bulk_new_lost_backlinks', t`New and lost backlinks`, ['new_backlinks', 'lost_backlinks']],
];

/** The sections of the comparison. Several may be of one endpoint, whose answer is bought once. */
export const comparison: readonly Metric[] = compared.flatMap(([id, title, names]) => {
  const metric = metrics.find(({ endpoint }) => endpoint.id === id);
  if (!metric) return [];
  const fields = Object.fromEntries(names.flatMap((name) => (metric.fields[name] ? [[name, metric.fields[name]]] : [])));
  return [{ ...metric, title, fields }];
});

/** Which end of a figure is the better one; figures that are not here have none. */
export const better: Readonly<Record<string, 'most' | 'least'>> = {
  rank: 'most',
  main_domain_rank: 'most',
  spam_score: 'least',
  backlinks_spam_score: 'least',
  backlinks: 'most',
  referring_main_domains: 'most',
  referring_domains: 'most',
  referring_pages: 'most',
  referring_ips: 'most',
  referring_subnets: 'most',
  broken_backlinks: 'least',
  broken_pages: 'least',
  new_backlinks: 'most',
  lost_backlinks: 'least',
  new_referring_main_domains: 'most',
  lost_referring_main_domains: 'least',
  new_referring_domains: 'most',
  lost_referring_domains: 'least',
};
