/** The ledger as a table: what every paid call was and what it counts, and what stored answers saved. */

import type { Column, Row } from './columns.ts';
import type { AnyRequest } from './endpoints/define.ts';
import { endpointOf } from './endpoints/index.ts';
import { wordsOf } from './failure-words.ts';
import type { CacheHits, Call } from './messages.ts';
import { failed, type Limit } from './outcome.ts';
import { countedUsd } from './price.ts';
import { hashOfRequest } from './route.ts';
import type { EnvironmentName } from './settings.ts';
import { t } from './words.ts';

const stateWords: Record<Exclude<Call['state'], 'refused'>, string> = {
  sent: t`under way, counted at its estimate`,
  settled: t`answered`,
  unknown: t`answer lost, may have been charged, counted at its estimate`,
};

const askedByWords: Record<Call['askedBy'], string> = {
  popup: t`popup`,
  menu: t`context menu`,
  explorer: t`explorer`,
  watch: t`watchlist`,
};

/** What stands in the way of a paid call, in words. */
export const limitWords: Record<Limit, string> = {
  action: t`ask again above`,
  day: t`cap per day`,
  month: t`cap per month`,
  ledger: t`no ledger could be written`,
};

/** What became of a call, in words. */
export function outcomeWords({ state, failure, missedAt, checkedAt }: Call): string {
  const why = failure && wordsOf(failed(failure).failure).title;
  const checked = checkedAt === undefined ? '' : t`, by DataForSEO’s own list`;
  if (state === 'refused') return t`cost nothing${checked}${why ? `: ${why}` : ''}`;
  if (state === 'settled' && why) return t`charged without an answer${checked}: ${why}`;
  const missed = state === 'unknown' && missedAt !== undefined ? t`; not in DataForSEO’s list so far` : '';
  return `${stateWords[state]}${checked}${missed}`;
}

/** The address of the stored answer a call brought, by the key it is stored under; null where it has none any more. */
export function hashOfCall({ key, endpoint: id }: Pick<Call, 'key' | 'endpoint'>): string | null {
  try {
    return hashOfRequest(endpointOf(id), JSON.parse(key.slice(key.indexOf('?') + 1)) as AnyRequest);
  } catch {
    return null;
  }
}

/** A moment as the API writes it, so that the same column kind reads it. */
const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** A call as a row of the table. */
export const ledgerRow = (call: Call, environment: EnvironmentName): Row => ({
  at: written(call.at),
  environment,
  report: endpointOf(call.endpoint).title,
  target: call.target,
  asked_by: askedByWords[call.askedBy],
  rows: call.rows,
  estimate_usd: call.estimateUsd,
  cost_usd: call.costUsd,
  counted_usd: countedUsd(call),
  saved_usd: null,
  outcome: outcomeWords(call),
  allowed: call.allowed ? limitWords[call.allowed] : null,
  sends: call.sends ?? 1,
  id: call.opId,
  hash: hashOfCall(call),
});

/** A day's looks at stored answers as a row of the same table: they cost nothing and saved their price. */
export const hitsRow = ({ day, endpoint, target, hits, savedUsd }: CacheHits, environment: EnvironmentName): Row => ({
  at: `${day} 00:00:00 +00:00`,
  environment,
  report: endpointOf(endpoint).title,
  target,
  cost_usd: 0,
  counted_usd: 0,
  saved_usd: savedUsd,
  outcome: hits === 1 ? t`from the store, free` : t`from the store ${hits} times that day, free`,
  id: `${day} ${endpoint} ${target ?? ''}`,
});

/** The table's rows, newest first; a day's looks at stored answers stand at its end. */
export function ledgerRows(calls: readonly Call[], hits: readonly CacheHits[], environment: EnvironmentName): Row[] {
  const rows = [...calls.map((call) => ledgerRow(call, environment)), ...hits.map((each) => hitsRow(each, environment))];
  return rows.sort((a, b) => (String(a.at) < String(b.at) ? 1 : String(a.at) > String(b.at) ? -1 : 0));
}

const column = (path: string, label: string, kind: Column['kind'], help: string, more: Partial<Column> = {}): Column => ({
  ...{ path, label, of: '', kind, help, value: (row: Row) => row[path] ?? null, ...more },
});

export const ledgerColumns: readonly Column[] = [
  column('at', t`When`, 'time', t`When the call was sent, in your own time. Looks at stored answers are counted by the UTC day.`, {
    isExact: true,
  }),
  column('report', t`Report`, 'text', t`What was asked.`),
  column('target', t`Target`, 'host', t`What it was about; empty for private windows and after a sign-out. Leads to the stored answer.`, {
    href: ({ hash }) => (typeof hash === 'string' ? hash : null),
  }),
  column('rows', t`Rows`, 'count', t`Rows that came.`),
  column('estimate_usd', t`Estimate`, 'usd', t`The price on the button, in US dollars.`),
  column('cost_usd', t`Cost`, 'usd', t`What the API says it charged, in US dollars.`),
  column('counted_usd', t`Counted`, 'usd', t`What it counts against the caps, in US dollars.`),
  column('saved_usd', t`Saved`, 'usd', t`What stored answers would have cost again, in US dollars.`),
  column('outcome', t`Outcome`, 'text', t`What became of it.`),
  column('asked_by', t`Asked from`, 'text', t`The surface that asked.`),
  column('allowed', t`Limit passed`, 'text', t`The limit that you let this one call pass.`),
  column(
    'sends',
    t`Sent`,
    'count',
    t`How many times it was sent: more than once only where DataForSEO said that it had done nothing and charged nothing.`,
  ),
  column('environment', t`Environment`, 'text', t`Where it was asked: your account, the sandbox, or sample data.`),
  column('id', t`Operation`, 'text', t`Sent along as the tag, to find the call in the account’s history.`),
];
