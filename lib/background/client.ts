import ky, { isTimeoutError } from 'ky';
import type { Endpoint, WireTask } from '../endpoints/define.ts';
import { type Failure, failed, good, type Outcome } from '../outcome.ts';
import { visibleText } from '../visible-text.ts';
import { t } from '../words.ts';
import { meaningOf, meaningOfStatus } from './codes.ts';
import { authorizationOf, type Credentials } from './credentials.ts';

/** The one seam between environments: where requests go, and through what. */
export type Wire = { origin: string; fetch: (request: Request) => Promise<Response> };

/**
 * A good reply: `result` is `[]` where the API has no data; `costUsd` null where the reply names no cost. `answeredAt` is the moment by
 * DataForSEO's own clock.
 */
export type Reply = { result: readonly unknown[]; costUsd: number | null; answeredAt?: number };

/** The API gives up after 120 s (code 50401); below that we would abandon an answer that is still charged. */
const TIMEOUT_MS = 130_000;
const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_SAID = 300;
const OK = 20_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes one call, once. Nothing is ever sent again here: a lost answer may have been charged, and the API has no idempotency key.
 * Trouble is converted here and nowhere else, over three levels: HTTP status, envelope code, task code.
 */
export async function callApi(wire: Wire, endpoint: Endpoint, task: WireTask, credentials: Credentials | null): Promise<Outcome<Reply>> {
  const address = `${wire.origin}${endpoint.path}`;
  let response: Response;
  try {
    response = await ky(address, {
      method: endpoint.method,
      ...(endpoint.method === 'POST' ? { json: [task] } : {}),
      headers: credentials ? { authorization: authorizationOf(credentials) } : {},
      // A 401 with WWW-Authenticate would otherwise open the browser's own login prompt and never return; cookies would ride along.
      credentials: 'omit',
      // The header must never reach another host.
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      timeout: TIMEOUT_MS,
      // ky's own limit ends with the headers; a body that stalls must not hang for ever.
      signal: AbortSignal.timeout(TIMEOUT_MS + 20_000),
      retry: 0,
      throwHttpErrors: false,
      fetch: (request) => wire.fetch(request as Request),
    });
  } catch (error) {
    return failed(isTimeoutError(error) ? 'timeout' : 'unreachable', { spent: endpoint.free ? 'no' : 'maybe' });
  }
  const body = await readBody(response);
  const outcome = body.ok ? readEnvelope(response.status, body.value) : body;
  const answeredAt = Date.parse(response.headers.get('date') ?? '');
  const waitMs = Number(response.headers.get('retry-after') || Number.NaN) * 1000;
  if (outcome.ok) return good({ ...outcome.value, ...(answeredAt ? { answeredAt } : {}) });
  return failed(outcome.failure.kind, {
    ...outcome.failure,
    ...(answeredAt ? { answeredAt } : {}),
    ...(waitMs >= 0 ? { waitMs } : {}),
  });
}

/** Reads at most 32 MiB of text; more is a fault of the service or of something in between. */
async function readBody(response: Response): Promise<Outcome<string>> {
  const reader = response.body?.getReader();
  if (!reader) return { ok: true, value: '' };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { ok: true, value: text + decoder.decode() };
      bytes += value.byteLength;
      if (bytes > MOST_BYTES) {
        await reader.cancel();
        return failed('too-large', { spent: 'maybe' });
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return failed('unreachable', { spent: 'maybe' });
  }
}

/** A stranger's words as they may stand in a sentence of ours. */
const cut = (text: string, longest = LONGEST_SAID): string => visibleText(text, text.length > longest ? longest - 1 : longest);
const saidIn = (level: Record<string, unknown>): string | null =>
  typeof level.status_message === 'string' ? cut(level.status_message) : null;

/** Codes and costs are numbers; a code sent as text is understood, since its answer is paid for all the same. */
const codeOf = (level: Record<string, unknown>): number | null => {
  const code = typeof level.status_code === 'string' ? Number(level.status_code) : level.status_code;
  return typeof code === 'number' && Number.isFinite(code) ? code : null;
};
const costOf = (level: Record<string, unknown>): number | null =>
  typeof level.cost === 'number' && Number.isFinite(level.cost) && level.cost >= 0 ? level.cost : null;

/** Reads the body of a reply: the envelope, its one task, the task's result. */
export function readEnvelope(status: number, text: string): Outcome<Reply> {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    const { kind, spent } = meaningOfStatus(status);
    return failed(kind, { spent, said: text.trim() ? cut(text.trim(), 120) : null });
  }
  const envelopeCode = isRecord(envelope) ? codeOf(envelope) : null;
  if (!isRecord(envelope) || envelopeCode === null) {
    const { kind, spent } = status >= 400 ? meaningOfStatus(status) : { kind: 'unexpected-reply' as const, spent: 'maybe' as const };
    return failed(kind, { spent, said: cut(text.trim(), 120) || null });
  }
  if (envelopeCode !== OK) return failureOf(envelopeCode, envelope, costOf(envelope));
  // A gateway may answer 5xx with an "Ok." envelope around nothing; 200 is the only status that carries results.
  if (status >= 400) return failed(meaningOfStatus(status).kind, { spent: 'maybe', said: saidIn(envelope) });
  // The condensed form has no tasks, and does not say what it cost.
  if (Array.isArray(envelope.items)) return { ok: true, value: { result: envelope.items, costUsd: null } };
  const task = Array.isArray(envelope.tasks) ? envelope.tasks[0] : null;
  const taskCode = isRecord(task) ? codeOf(task) : null;
  if (!isRecord(task) || taskCode === null) {
    const costUsd = (isRecord(task) ? costOf(task) : null) ?? costOf(envelope);
    return failed('unexpected-reply', { spent: costUsd ? 'yes' : 'maybe', costUsd, said: t`DataForSEO answered without doing a task.` });
  }
  const costUsd = costOf(task) ?? costOf(envelope);
  if (taskCode !== OK) return failureOf(taskCode, task, costUsd);
  return { ok: true, value: { result: Array.isArray(task.result) ? task.result : [], costUsd } };
}

function failureOf(code: number, level: Record<string, unknown>, costUsd: number | null): { ok: false; failure: Failure } {
  const { kind, spent } = meaningOf(code);
  return failed(kind, { code, said: saidIn(level), costUsd, spent: costUsd === null ? spent : costUsd > 0 ? 'yes' : 'no' });
}
