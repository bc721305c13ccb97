/**
 * What became of calls whose answers were lost: DataForSEO lists every call of the account with its cost, for nothing, and ours carry the
 * operation's id as their tag. So the ledger, which counts a lost call at its estimate, comes to what was truly charged. One call of ours may
 * stand there twice: the browser itself sends a request again when a kept connection breaks ahead of the reply.
 */
import type { AnyRequest } from '../endpoints/define.ts';
import { endpointOf, type Rows } from '../endpoints/index.ts';
import type { Call, LostCheck } from '../messages.ts';
import { failed, good, type Outcome } from '../outcome.ts';
import { instantOf } from '../params.ts';
import { countedUsd, roundUsd } from '../price.ts';
import { identityOf } from '../request.ts';
import { readCredentials } from './credentials.ts';
import { type Desk, desk as ours } from './desk.ts';
import { environmentOf, isReachable } from './environments.ts';
import { callPatiently } from './patience.ts';
import { readSettings } from './preferences.ts';
import { type Amendment, DAY_MS, LOOKED_UP_FOR_MS } from './store.ts';

const MINUTE_MS = 60_000;
/** So long a call may be at work, and its clock may differ from ours. */
const LONGEST_CALL_MS = 150_000;
const SLACK_MS = 5 * MINUTE_MS;
/** A call that the list does not have is looked for once more, this much later, before it counts as never charged. */
const APART_MS = 5 * MINUTE_MS;
const MOST_LISTED = 1000;

type Listed = Rows['id_list'];

const tagOf = ({ metadata }: Listed): string | null => (typeof metadata?.tag === 'string' ? metadata.tag : null);

/** The call's own parameters, as its key has them: numbered targets are a list there. */
function identityIn(metadata: AnyRequest, { endpoint: id }: Call): string {
  const endpoint = endpointOf(id);
  const told = Object.entries(metadata).filter(([name]) => name in endpoint.request);
  const isNumbered = (name: string, value: unknown): value is object =>
    endpoint.request[name]?.control === 'targets' && typeof value === 'object' && value !== null && !Array.isArray(value);
  return identityOf(
    endpoint,
    Object.fromEntries(told.map(([name, value]) => [name, isNumbered(name, value) ? Object.values(value) : value])),
  );
}

/** Whether a listed call without a tag is this one: same address, same parameters where they are told, at that time. */
function isLike(listed: Listed, call: Call): boolean {
  if (tagOf(listed) !== null) return false;
  const isAi = call.key.startsWith('ai ');
  const postedAt = instantOf(listed.datetime_posted ?? '');
  const isThen = postedAt >= call.at - SLACK_MS && postedAt <= call.at + LONGEST_CALL_MS + SLACK_MS;
  const isThere = listed.url?.replace(/^https?:\/\/[^/]+/, '') === endpointOf(call.endpoint).path + (isAi ? '.ai' : '');
  const isSame = !listed.metadata || call.key === '' || identityIn(listed.metadata, call) === call.key.replace(/^ai /, '');
  return isThen && isThere && isSame;
}

/**
 * What DataForSEO's list says otherwise than the ledger. `list` is what it has up to `to`, newest first, and all of it since before the oldest
 * lost call unless it is as long as a list can be; `now` is the time by its own clock.
 */
function amendmentsBy(list: readonly Listed[], calls: readonly Call[], to: number, now: number): Amendment[] {
  const byTag = Map.groupBy(list, tagOf);
  const untagged = new Set(byTag.get(null) ?? []);
  const first = list.length < MOST_LISTED ? 0 : instantOf(list.at(-1)?.datetime_posted ?? '');
  const found: Amendment[] = [];
  for (const call of calls) {
    if (call.state === 'sent') continue;
    const tagged = byTag.get(call.opId) ?? [];
    const like = call.state === 'unknown' && tagged.length === 0 ? [...untagged].find((listed) => isLike(listed, call)) : undefined;
    if (like) untagged.delete(like);
    const listed = like ? [like] : tagged;
    const { opId } = call;
    if (listed.length > 0) {
      // One that has not ended yet has no cost yet either.
      if (listed.some(({ datetime_done }) => !datetime_done)) continue;
      const costUsd = roundUsd(listed.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
      if (call.state === 'unknown' || costUsd !== countedUsd(call))
        found.push({ opId, state: costUsd > 0 || call.failure === null ? 'settled' : 'refused', costUsd, checkedAt: now });
    } else if (call.state === 'unknown' && call.at > now) {
      // Our clock was ahead when it was sent; it was sent before now.
      found.push({ opId, at: now });
    } else if (call.state === 'unknown' && first < call.at - SLACK_MS && to > call.at + LONGEST_CALL_MS + MINUTE_MS) {
      if (call.missedAt === undefined) found.push({ opId, missedAt: now });
      else if (now - call.missedAt >= APART_MS) found.push({ opId, state: 'refused', costUsd: 0, checkedAt: now });
    }
  }
  return found;
}

/** A moment as the API wants it. */
const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** Looks for lost calls in DataForSEO's list. Free, at most once a minute. Nothing of what was asked leaves the browser, only a span of time. */
export async function checkLost(desk: Desk = ours): Promise<Outcome<LostCheck>> {
  const environment = environmentOf((await readSettings()).environment);
  const store = await desk.stores.ifAny(environment.name);
  if (!store) return failed('no-ledger');
  // More than a minute: the clock was set back since.
  const waitMs = store.clock().lookedAt + MINUTE_MS - Date.now();
  if (waitMs > 0 && waitMs <= MINUTE_MS) return failed('too-soon', { waitMs });
  const account = environment.needsAccount ? await readCredentials() : null;
  if (environment.needsAccount && !account?.credentials) return failed(account ? 'locked' : 'signed-out');
  if (environment.permission && !navigator.onLine) return failed('offline');
  if (!(await isReachable(environment))) return failed('no-permission');

  const begunAt = desk.signOuts();
  const endpoint = endpointOf('id_list');
  const ask = async (now: number) => {
    await store.look();
    // What the browser sent twice by itself may be listed late, and may have been settled long ago: nothing since the last look is left out.
    const before = store.clock().lookedTo ?? (await store.calls()).at(-1)?.at ?? now;
    const oldest = Math.min(now, before, ...(await store.lostCalls()).map(({ at }) => at - SLACK_MS));
    const from = Math.max(oldest - DAY_MS, now - LOOKED_UP_FOR_MS);
    const task = { datetime_from: written(from), datetime_to: written(now), include_metadata: true, limit: MOST_LISTED, sort: 'desc' };
    const credentials = account?.credentials ?? null;
    const reply = await callPatiently({ wire: environment, endpoint, task, credentials, mayGoOn: async () => false });
    store.hear(reply.ok ? reply.value.answeredAt : reply.failure.answeredAt);
    return { reply, from, to: now };
  };
  let { reply, from, to } = await ask(store.now());
  // The reply told another time than ours: the span was not the one that was meant.
  if (Math.abs(store.now() - to) > SLACK_MS) ({ reply, from, to } = await ask(store.now()));
  if (!reply.ok) return reply;
  // Another account's list says nothing of these calls.
  if (desk.signOuts() !== begunAt) return failed('signed-out');

  const list = endpoint.read(reply.value.result).rows as Listed[];
  const inSpan = (await store.calls()).filter(({ at }) => at >= from).reverse();
  const amended = await store.amend(amendmentsBy(list, inSpan, to, store.now()));
  await store.lookedThrough(to);
  const checked = amended.filter(({ checkedAt }) => checkedAt !== undefined);
  return good({
    open: (await store.lostCalls()).length,
    charged: checked.filter(({ state }) => state === 'settled'),
    notCharged: checked.filter(({ state }) => state === 'refused'),
    mayCheckAt: Date.now() + MINUTE_MS,
  });
}

/** Looks once without being asked, where a background that died has left lost calls. */
export async function checkLostByItself(): Promise<void> {
  const store = await ours.stores.ifAny((await readSettings()).environment);
  if ((await store?.lostCalls())?.length) await checkLost();
}
