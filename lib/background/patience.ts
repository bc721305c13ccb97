import type { Endpoint, WireTask } from '../endpoints/define.ts';
import type { Failure, Outcome } from '../outcome.ts';
import { callApi, type Reply, type Wire } from './client.ts';
import type { Credentials } from './credentials.ts';

const LONGEST_WAIT_MS = 60_000;
/** Codes by which DataForSEO says that it took no task: too many a minute, too many at once. */
const notTaken = [40202, 40209];

type Sending = {
  wire: Wire;
  endpoint: Endpoint;
  task: WireTask;
  credentials: Credentials | null;
  /** Told before a call is sent again, with how often it then was; may call it off. */
  mayGoOn: (sends: number) => Promise<boolean>;
};

/**
 * Makes a call, and makes it again only where DataForSEO itself said that it did nothing and charged nothing, and for free calls. Whatever
 * may have been charged, which a broken connection cannot tell, is never sent again.
 */
export async function callPatiently({ wire, endpoint, task, credentials, mayGoOn }: Sending): Promise<Outcome<Reply>> {
  for (let sends = 1; ; sends += 1) {
    const outcome = await callApi(wire, endpoint, task, credentials);
    const waitMs = outcome.ok ? null : waitFor(outcome.failure, endpoint.free, sends);
    if (waitMs === null) return outcome;
    await new Promise((go) => setTimeout(go, waitMs));
    if (!(await mayGoOn(sends + 1))) return outcome;
  }
}

/** How long to wait before a call is sent again, in ms; null where it must not be. `sends`: how often it was. */
function waitFor({ kind, code, costUsd, spent, waitMs }: Failure, isFree: boolean, sends: number): number | null {
  // 2, 4, 8 s; apart from each other, so that several that were refused together do not come back together.
  if (code !== null && notTaken.includes(code)) return costUsd === 0 && sends <= 3 ? 2 ** sends * 1000 * (0.75 + Math.random() / 2) : null;
  if (kind === 'rate-limited') {
    const asked = waitMs ?? 2 ** sends * 1000;
    return spent === 'no' && sends <= 2 && asked <= LONGEST_WAIT_MS ? asked : null;
  }
  const isPassing = kind === 'unreachable' || kind === 'server-trouble' || kind === 'unreadable-reply';
  return isFree && isPassing && sends <= 2 ? 4 ** sends * 125 : null;
}
