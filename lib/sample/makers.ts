import { type EndpointId, endpointNamed, endpoints } from '../endpoints/index.ts';
import { accountFacts, codeRows, filterFacts, indexFacts, pastCalls, statusFacts } from './account.ts';
import type { Ask, Make } from './ask.ts';
import { competitors, sharedPages, sharedSites } from './compare.ts';
import { bulk, byAnchor, byDomain, byNetwork, byPage, linkRows, monthly, pageRows, record, standing, winsAndLosses } from './lists.ts';
import type { Facts } from './rows.ts';
import { DAY_MS } from './world.ts';

/** A record of the account or the index. */
const once =
  (facts: (ask: Ask) => Facts): Make =>
  (ask) => ({ rows: [facts(ask)] });

const timeOf = (moment: unknown): number => Date.parse(String(moment).replace(' ', 'T').replace(' ', ''));

/** Past calls of the span of time asked for, or of the last week. */
const calls =
  (isWanted: (call: Facts, ask: Ask) => boolean): Make =>
  (ask) => {
    const { sky, values } = ask;
    const from = values.datetime_from ? timeOf(values.datetime_from) : sky.today - 7 * DAY_MS;
    const to = values.datetime_to ? timeOf(values.datetime_to) : sky.today + DAY_MS;
    const rows = pastCalls(sky, endpoints).filter((call) => {
      const at = timeOf(call.datetime);
      return at >= from && at <= to && isWanted(call, ask);
    });
    if (values.sort === 'desc') rows.reverse();
    return { rows: values.include_metadata === false ? rows.map((row) => ({ ...row, metadata: null })) : rows };
  };

const hasFailed = (call: Facts, { values }: Ask): boolean =>
  call.error_code !== 20000 && (!values.filtered_function || values.filtered_function === call.function);

/** Who makes the rows of each endpoint, and what the API calls them. The only place of the sample that knows endpoints by name. */
export const makers: Record<EndpointId, { make: Make; type?: string }> = {
  summary: { make: record },
  backlinks: { make: linkRows, type: 'backlink' },
  anchors: { make: byAnchor, type: 'backlinks_anchor' },
  referring_domains: { make: byDomain, type: 'backlinks_referring_domain' },
  referring_networks: { make: byNetwork, type: 'backlinks_referring_network' },
  domain_pages: { make: pageRows, type: 'backlinks_domain_page' },
  domain_pages_summary: { make: byPage, type: 'backlinks_page_summary' },
  competitors: { make: competitors, type: 'backlinks_competitors' },
  domain_intersection: { make: sharedSites, type: 'backlinks_domain_intersection' },
  page_intersection: { make: sharedPages, type: 'backlinks_page_intersection' },
  bulk_ranks: { make: bulk },
  bulk_spam_score: { make: bulk, type: 'backlinks_bulk_spam_score' },
  bulk_backlinks: { make: bulk },
  bulk_referring_domains: { make: bulk },
  bulk_new_lost_backlinks: { make: bulk },
  bulk_new_lost_referring_domains: { make: bulk },
  bulk_pages_summary: { make: bulk, type: 'backlinks_page_summary' },
  timeseries_summary: { make: standing, type: 'backlinks_timeseries_summary' },
  timeseries_new_lost_summary: { make: winsAndLosses, type: 'backlinks_timeseries_new_lost_summary' },
  history: { make: monthly, type: 'backlinks_history' },
  appendix_user_data: { make: once(({ sky }) => accountFacts(sky, endpoints)) },
  id_list: { make: calls(() => true) },
  errors: { make: calls(hasFailed) },
  available_filters: { make: once(({ endpoint }) => filterFacts(Object.keys(endpoint.row), endpointNamed)) },
  index: { make: once(({ sky }) => indexFacts(sky)) },
  appendix_errors: { make: () => ({ rows: codeRows() }) },
  appendix_status: { make: () => ({ rows: statusFacts() }) },
};
