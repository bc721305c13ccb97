/** From an overview to the reports behind its figures, about the same target and the same links. */
import type { AnyRequest } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import type { Condition } from '../filters.ts';
import { estimateUsd, type PriceList } from '../price.ts';
import { hashOfRequest } from '../route.ts';
import { reportOf } from './index.ts';
import { linksWhere } from './parts.ts';
import { withReport } from './presets.ts';

/** The address of a report about the same target and links; `more` is said on top. */
export function hashOnward(id: EndpointId, request: AnyRequest, more: AnyRequest = {}): string {
  const endpoint = endpointOf(id);
  const shared = Object.entries(request).filter(([name]) => name !== 'tag' && name in endpoint.request);
  return hashOfRequest(endpoint, { ...Object.fromEntries(shared), ...more });
}

/** The address of the backlinks that fulfil a condition; null where it cannot be added to what is asked already. */
export function hashOfLinks(condition: Condition, request: AnyRequest, more: AnyRequest = {}): string | null {
  const links = linksWhere(condition, request);
  return links && hashOfRequest(endpointOf('backlinks'), { ...links, ...more });
}

/** What a report of a target costs at most, as it is asked at first. */
export function firstPriceUsd(id: EndpointId, request: AnyRequest, prices: PriceList | null): number {
  const endpoint = endpointOf(id);
  return estimateUsd(endpoint, withReport(endpoint, reportOf(id), { target: request.target }), prices);
}
