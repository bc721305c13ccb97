import { anchors } from './anchors.ts';
import { backlinks } from './backlinks.ts';
import { competitors } from './competitors.ts';
import type { Report } from './define.ts';
import { domainPages } from './domain-pages.ts';
import { domainPagesSummary } from './domain-pages-summary.ts';
import { referringDomains } from './referring-domains.ts';
import { referringNetworks } from './referring-networks.ts';

/** Every list report that says more of itself than its endpoint does. */
export const reports: readonly Report[] = [
  backlinks,
  anchors,
  referringDomains,
  referringNetworks,
  domainPages,
  domainPagesSummary,
  competitors,
];

const byEndpoint = new Map<string, Report>(reports.map((report) => [report.endpoint, report]));

/** The report of an endpoint; null where the endpoint's own sentence is all there is. */
export const reportOf = (endpointId: string): Report | null => byEndpoint.get(endpointId) ?? null;
