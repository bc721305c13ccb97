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
import { status, storeIfAny } from './desk.ts';

/** The report whose rows are the domains that link, and the one that lists their links. */
const source = endpointOf('referring_domains');
const detail = endpointOf('backlinks');

/** What a copy has of one linking host. */
type Linker = Pick<LinkToDomain, 'links' | 'nofollow' | 'firstSeen' | 'lostDate'> & { fetchedAt: number };
/** All that was bought of the referring domains of one domain, by linking host. */
type Copy = { linkers: Map<string, Linker>; fetchedAt: number; total: number | null };

/** What is read once is kept while the worker lives: a list of thousands is not read again for every popup. */
let known: { environment: EnvironmentName; until: number; copies: Map<string, Copy> } | null = null;
/** Counts forgettings: what was being read before one must not be kept after it. */
let forgotten = 0;

/** Forgets what was read, for a sign-out. */
export function forgetLinks(): void {
  known = null;
  forgotten++;
}

/** Takes in the answers that were stored since the last look. */
async function copiesOf(environment: EnvironmentName): Promise<Map<string, Copy>> {
  const begun = forgotten;
  const copies = known?.environment === environment ? known.copies : new Map<string, Copy>();
  const since = known?.environment === environment ? known.until : 0;
  const until = Date.now() - 1000; // an answer is stored a little after the moment it bears
  const store = await storeIfAny(environment);
  for (const key of (await store?.answersSince(since)) ?? []) {
    if (!key.startsWith(`${source.id}?`)) continue;
    const answer = await store?.answer(key);
    const { target } = answer?.request ?? {};
    if (!answer || typeof target !== 'string') continue;
    const copy = copies.get(target) ?? { linkers: new Map(), fetchedAt: 0, total: null };
    copies.set(target, copy);
    takeIn(copy, answer, answer.fetchedAt);
    if (isWhole(answer.request) && answer.fetchedAt >= copy.fetchedAt) copy.total = answer.totalCount;
    copy.fetchedAt = Math.max(copy.fetchedAt, answer.fetchedAt);
  }
  if (begun === forgotten) known = { environment, until, copies };
  return copies;
}

/** Only a list of live links without conditions counts all domains that link. */
const isWhole = ({ filters, backlinks_filters, backlinks_status_type: links = 'live' }: AnyRequest): boolean =>
  !filters && !backlinks_filters && links === 'live';

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function takeIn({ linkers }: Copy, { rows }: Answer, fetchedAt: number): void {
  for (const { domain, backlinks, first_seen, lost_date, referring_links_attributes: attributes } of rows) {
    if (typeof domain !== 'string' || (linkers.get(domain)?.fetchedAt ?? 0) > fetchedAt) continue;
    const rel = (attributes ?? null) as Record<string, unknown> | null;
    linkers.set(domain, {
      fetchedAt,
      links: numberOf(backlinks),
      // A tally without the word counts none of it; no tally counts nothing.
      nofollow: rel ? (numberOf(rel.nofollow) ?? 0) : null,
      firstSeen: textOf(first_seen),
      lostDate: textOf(lost_date),
    });
  }
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
  const copies = await copiesOf(environment);
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
