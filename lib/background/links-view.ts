import type { AnyRequest } from '../endpoints/define.ts';
import { type EndpointId, endpointOf } from '../endpoints/index.ts';
import { isFresh, lifetimeOf } from '../lifetime.ts';
import type { Figures, LinksView, Protocol, SiteFigures } from '../messages.ts';
import { isNeverSent } from '../never-send.ts';
import { estimateUsd } from '../price.ts';
import { targetOf } from '../target.ts';
import { ask } from './desk.ts';
import { knownFigures } from './records.ts';
import { status } from './status.ts';

/** One call takes this many targets. */
const MOST_SITES = 1000;

type Row = Figures['row'];

/** A figure of a site: the endpoint that brings it for many sites in one call, and where else it may be known from. */
const figures = [
  { name: 'rank', endpoint: 'bulk_ranks', known: { bulk_ranks: (row: Row) => row.rank, summary: (row: Row) => row.rank } },
  {
    name: 'spam',
    endpoint: 'bulk_spam_score',
    known: {
      bulk_spam_score: (row: Row) => row.spam_score,
      summary: (row: Row) => (row.info as { target_spam_score?: unknown } | null)?.target_spam_score,
    },
  },
] as const satisfies { name: keyof SiteFigures; endpoint: EndpointId; known: Partial<Record<EndpointId, (row: Row) => unknown>> }[];

/** The registrable domain of a host as a page's link has it; null where nothing may be asked about it. */
function siteOf(host: string): string | null {
  const reading = targetOf(`https://${host}/`, { from: 'tab', scope: 'root' });
  return reading.ok ? reading.target : null;
}

/** What is known of the sites that a page's links lead to, and the calls that would bring the rest. Never spends. */
export async function viewLinks({ hosts, inPrivate }: Parameters<Protocol['viewLinks']>[0]): Promise<LinksView> {
  const now = await status();
  const sites = hosts.map(siteOf);
  const others = new Set(sites.filter((site): site is string => site !== null && site !== sites[0]));
  const asked = [...others].filter((site) => !isNeverSent(site, now.settings.neverSend)).slice(0, MOST_SITES);

  const found = new Map<string, SiteFigures>();
  const unknown = new Set<string>();
  const offers: LinksView['offers'] = [];
  for (const { name, endpoint: id, known } of figures) {
    const endpoint = endpointOf(id);
    const take = (site: unknown, value: unknown, fetchedAt: number): void => {
      if (typeof site !== 'string') return;
      const entry = found.get(site) ?? { site, rank: null, spam: null, fetchedAt };
      const figure = typeof value === 'number' ? value : null;
      found.set(site, { ...entry, [name]: figure, fetchedAt: Math.min(entry.fetchedAt, fetchedAt) });
    };
    const fresh = new Set<string>();
    const kept = await knownFigures({ endpoints: Object.keys(known) as (keyof typeof known)[], targets: asked });
    for (const { endpoint: from, target, fetchedAt, row } of kept.sort((a, b) => a.fetchedAt - b.fetchedAt)) {
      take(target, (known as Partial<Record<EndpointId, (row: Row) => unknown>>)[from]?.(row), fetchedAt);
      if (isFresh({ fetchedAt, rows: 1 }, lifetimeOf(endpoint, now.settings), Date.now())) fresh.add(target);
    }

    const targets = asked.filter((site) => !fresh.has(site));
    if (targets.length === 0) continue;
    const request: AnyRequest = { targets };
    // What a private window bought is written down nowhere but in that answer.
    const private_ = inPrivate ? await ask({ endpoint: id, request, askedBy: 'popup', buy: 'never', inPrivate }) : null;
    if (private_?.ok) {
      for (const row of private_.value.rows) take(row.target, Object.values(known)[0]?.(row), private_.value.fetchedAt);
      continue;
    }
    for (const site of targets) unknown.add(site);
    offers.push({ endpoint: id, request, priceUsd: estimateUsd(endpoint, request, now.prices) });
  }
  return { status: now, sites, figures: [...found.values()], count: asked.length, unknown: unknown.size, offers };
}
