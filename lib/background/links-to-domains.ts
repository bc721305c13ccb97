/**
 * Who links to the person's own domains and to rivals, looked up in the referring domains that were bought of these. Reads the store only:
 * one purchase answers for every site that is looked at from then on.
 */
import type { Answer, AnyRequest } from '../endpoints/define.ts';
import { endpointOf } from '../endpoints/index.ts';
import type { LinkToDomain, Protocol } from '../messages.ts';
import { estimateUsd } from '../price.ts';
import { withOurs } from '../request.ts';
import { hashOfRequest } from '../route.ts';
import type { EnvironmentName } from '../settings.ts';
import { targetOf } from '../target.ts';
import { storeIfAny } from './desk.ts';
import { status } from './status.ts';

/** The report whose rows are the domains that link, and the one that lists their links. */
const source = endpointOf('referring_domains');
const detail = endpointOf('backlinks');

/** What a copy has of one linking host. */
type Linker = Pick<LinkToDomain, 'links' | 'nofollow' | 'firstSeen' | 'lostDate'>;
/** All that was bought of the referring domains of one domain, by linking host. */
type Copy = { linkers: Map<string, Linker>; fetchedAt: number; total: number | null };

/** One bought list, as far as it matters here. */
type List = { fetchedAt: number; total: number | null; linkers: Map<string, Linker> };

/** What is read once is kept while the worker lives: a list of thousands is not read again for every popup. */
const lists = new Map<string, List>();

/** What is kept of who links to these domains. */
async function copiesOf(environment: EnvironmentName, domains: ReadonlySet<string>): Promise<Map<string, Copy>> {
  const store = await storeIfAny(environment);
  const labels = ((await store?.labels()) ?? []).filter(({ endpoint, target }) => endpoint === source.id && domains.has(target ?? ''));
  const copies = new Map<string, Copy>();
  for (const { key, target, fetchedAt } of labels.sort((a, b) => a.fetchedAt - b.fetchedAt)) {
    const slot = `${environment} ${key}`;
    const list = lists.get(slot);
    const read = list?.fetchedAt === fetchedAt ? list : listOf(await store?.answer(key));
    if (!read || target === null) continue;
    lists.set(slot, read);
    const copy = copies.get(target);
    copies.set(target, {
      // Newer lists lie over older ones.
      linkers: new Map([...(copy?.linkers ?? []), ...read.linkers]),
      fetchedAt,
      total: read.total ?? copy?.total ?? null,
    });
  }
  return copies;
}

function listOf(answer: (Answer & { request: AnyRequest; fetchedAt: number }) | undefined): List | null {
  if (!answer) return null;
  const { rows, request, totalCount, fetchedAt } = answer;
  return { fetchedAt, total: isWhole(request) ? totalCount : null, linkers: new Map(rows.flatMap(linkerOf)) };
}

/** Only a list of live links without conditions counts all domains that link. */
const isWhole = ({ filters, backlinks_filters, backlinks_status_type: links = 'live' }: AnyRequest): boolean =>
  !filters && !backlinks_filters && links === 'live';

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function linkerOf({
  domain,
  backlinks,
  first_seen,
  lost_date,
  referring_links_attributes: rel,
}: Answer['rows'][number]): [string, Linker][] {
  if (typeof domain !== 'string') return [];
  // A tally without the word counts none of it; no tally counts nothing.
  const nofollow = rel ? (numberOf((rel as Record<string, unknown>).nofollow) ?? 0) : null;
  return [[domain, { links: numberOf(backlinks), nofollow, firstSeen: textOf(first_seen), lostDate: textOf(lost_date) }]];
}

const sumOf = (values: (number | null)[]): number | null =>
  values.every((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** What a copy says of a site with all its subdomains. */
function verdictOf(site: string, copy: Copy | undefined): Pick<LinkToDomain, 'state' | 'links' | 'nofollow' | 'firstSeen' | 'lostDate'> {
  const nothing = { links: null, nofollow: null, firstSeen: null, lostDate: null };
  if (!copy) return { state: 'no-copy', ...nothing };
  const found = [...copy.linkers].filter(([host]) => host === site || host.endsWith(`.${site}`)).map(([, linker]) => linker);
  if (found.length === 0) return { state: copy.total !== null && copy.linkers.size >= copy.total ? 'absent' : 'not-in-copy', ...nothing };
  const live = found.filter(({ lostDate }) => lostDate === null);
  const counted = live.length > 0 ? live : found;
  return {
    state: live.length > 0 ? 'links' : 'lost',
    links: sumOf(counted.map(({ links }) => links)),
    nofollow: sumOf(counted.map(({ nofollow }) => nofollow)),
    firstSeen: counted.map(({ firstSeen }) => firstSeen).sort()[0] ?? null,
    lostDate:
      live.length > 0
        ? null
        : (found
            .map(({ lostDate }) => lostDate)
            .sort()
            .at(-1) ?? null),
  };
}

export async function linksToDomains({ text, from }: Parameters<Protocol['linksToDomains']>[0]): Promise<LinkToDomain[]> {
  const { settings, prices } = await status();
  const { myDomains, rivals, environment } = settings;
  const reading = targetOf(text, { from, scope: 'root' });
  const named = [...myDomains.map((domain) => ({ domain, isMine: true })), ...rivals.map((domain) => ({ domain, isMine: false }))];
  if (!reading.ok || named.length === 0) return [];
  const copies = await copiesOf(environment, new Set(named.map(({ domain }) => domain)));
  return named
    .filter(({ domain }) => domain !== reading.target && !domain.endsWith(`.${reading.target}`))
    .map(({ domain, isMine }) => {
      const copy = copies.get(domain);
      const verdict = verdictOf(reading.target, copy);
      const [endpoint, request] =
        verdict.state === 'links' || verdict.state === 'lost'
          ? [detail, withOurs(detail, { target: domain, filters: ['domain_from', '=', reading.target] })]
          : [source, withOurs(source, { target: domain, order_by: ['rank,desc'], limit: 1000 })];
      return {
        domain,
        isMine,
        ...verdict,
        copyAt: copy?.fetchedAt ?? null,
        copied: copy?.linkers.size ?? 0,
        total: copy?.total ?? null,
        hash: hashOfRequest(endpoint, request),
        priceUsd: estimateUsd(endpoint, request, prices),
      };
    });
}
