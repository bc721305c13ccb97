import { anchors } from './anchors.ts';
import { errorCodes } from './appendix-errors.ts';
import { apiStatus } from './appendix-status.ts';
import { userData } from './appendix-user-data.ts';
import { availableFilters } from './available-filters.ts';
import { backlinks } from './backlinks.ts';
import { bulkBacklinks } from './bulk-backlinks.ts';
import { bulkNewLostBacklinks } from './bulk-new-lost-backlinks.ts';
import { bulkNewLostReferringDomains } from './bulk-new-lost-referring-domains.ts';
import { bulkPagesSummary } from './bulk-pages-summary.ts';
import { bulkRanks } from './bulk-ranks.ts';
import { bulkReferringDomains } from './bulk-referring-domains.ts';
import { bulkSpamScore } from './bulk-spam-score.ts';
import { competitors } from './competitors.ts';
import type { Endpoint, RequestFor, RowFor } from './define.ts';
import { domainIntersection } from './domain-intersection.ts';
import { domainPages } from './domain-pages.ts';
import { domainPagesSummary } from './domain-pages-summary.ts';
import { errors } from './errors.ts';
import { history } from './history.ts';
import { idList } from './id-list.ts';
import { indexSize } from './index-size.ts';
import { pageIntersection } from './page-intersection.ts';
import { referringDomains } from './referring-domains.ts';
import { referringNetworks } from './referring-networks.ts';
import { summary } from './summary.ts';
import { timeseriesNewLostSummary } from './timeseries-new-lost-summary.ts';
import { timeseriesSummary } from './timeseries-summary.ts';

/** Every endpoint, in the order of the explorer's rail. Adding one is its file and its line here. */
const list = [
  summary,
  backlinks,
  anchors,
  referringDomains,
  referringNetworks,
  domainPages,
  domainPagesSummary,
  competitors,
  domainIntersection,
  pageIntersection,
  bulkRanks,
  bulkSpamScore,
  bulkBacklinks,
  bulkReferringDomains,
  bulkNewLostBacklinks,
  bulkNewLostReferringDomains,
  bulkPagesSummary,
  timeseriesSummary,
  timeseriesNewLostSummary,
  history,
  userData,
  idList,
  errors,
  availableFilters,
  indexSize,
  errorCodes,
  apiStatus,
] as const;

type Listed = (typeof list)[number];
export type EndpointId = Listed['id'];
/** The request of an endpoint, by id. */
export type Requests = { [E in Listed as E['id']]: RequestFor<E> };
/** The row of an endpoint, by id. */
export type Rows = { [E in Listed as E['id']]: RowFor<E> };

export const endpoints: readonly (Endpoint & { id: EndpointId })[] = list;

const byId = new Map<string, Endpoint & { id: EndpointId }>(endpoints.map((endpoint) => [endpoint.id, endpoint]));

export const isEndpointId = (word: string): word is EndpointId => byId.has(word);

/** The endpoint of an id. */
export function endpointOf(id: EndpointId): Endpoint & { id: EndpointId } {
  const endpoint = byId.get(id);
  if (!endpoint) throw new Error(`There is no endpoint “${id}”.`);
  return endpoint;
}

/** The endpoint a word of an address means: its id, or its path without version and mode (`appendix/user_data`, `backlinks/errors`). */
export function endpointNamed(wordOfAddress: string): (Endpoint & { id: EndpointId }) | null {
  const flat = wordOfAddress.replaceAll('/', '_');
  return (
    byId.get(wordOfAddress) ??
    list.find(
      ({ path }) =>
        path
          .slice('/v3/'.length)
          .replace(/\/live$/, '')
          .replaceAll('/', '_') === flat,
    ) ??
    null
  );
}
