import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { callApi, readEnvelope } from '../../lib/background/client.ts';
import { meaningOf, meaningOfStatus } from '../../lib/background/codes.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { spentWords, wordsOf } from '../../lib/failure-words.ts';
import type { Failure } from '../../lib/outcome.ts';

const summary = endpointOf('summary');
const login = { login: 'jörg@example.com', password: 'pässword' };
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const envelope = (task: unknown) => ({ status_code: 20000, status_message: 'Ok.', cost: 0, tasks: [task] });
const okTask = { status_code: 20000, cost: 0.024036, result: [{ rank: 5 }] };

const failureIn = (status: number, body: string): Failure => {
  const outcome = readEnvelope(status, body);
  if (outcome.ok) throw new Error('expected a failure');
  return outcome.failure;
};

/** The codes of https://docs.dataforseo.com/v3/appendix/errors/ that are not success. */
const documented = [
  40000, 40001, 40002, 40003, 40004, 40006, 40100, 40101, 40102, 40103, 40104, 40200, 40201, 40202, 40203, 40204, 40205, 40206, 40207,
  40209, 40210, 40400, 40401, 40402, 40403, 40404, 40408, 40501, 40502, 40503, 40504, 40505, 40506, 40601, 40602, 50000, 50001, 50100,
  50301, 50303, 50304, 50401, 50402,
];

describe('a call', () => {
  it('is one POST of one task with Basic auth over UTF-8, without cookies, redirects or cache', async () => {
    const bodies: unknown[] = [];
    const fetch = vi.fn(async (request: Request) => {
      bodies.push(await request.json());
      return json(envelope(okTask));
    });
    const outcome = await callApi({ origin: 'https://api.dataforseo.com', fetch }, summary, { target: 'example.com' }, login);
    expect(outcome).toEqual({ ok: true, value: { result: [{ rank: 5 }], costUsd: 0.024036 } });
    expect(fetch).toHaveBeenCalledTimes(1);
    const request = fetch.mock.calls[0]?.[0] as Request;
    expect(request.url).toBe('https://api.dataforseo.com/v3/backlinks/summary/live');
    expect(bodies).toEqual([[{ target: 'example.com' }]]);
    expect(Buffer.from((request.headers.get('authorization') ?? '').slice(6), 'base64').toString('utf8')).toBe('jörg@example.com:pässword');
    expect([request.method, request.credentials, request.redirect, request.cache, request.referrerPolicy]).toEqual([
      'POST',
      'omit',
      'error',
      'no-store',
      'no-referrer',
    ]);
  });

  it('is never sent again, whatever comes back', async () => {
    for (const status of [408, 413, 429, 500, 502, 503, 504]) {
      const fetch = vi.fn(async () => new Response('<h1>no</h1>', { status, headers: { 'retry-after': '0' } }));
      const outcome = await callApi({ origin: 'https://api.dataforseo.com', fetch }, summary, {}, login);
      expect(outcome.ok).toBe(false);
      expect(fetch).toHaveBeenCalledTimes(1);
    }
  });

  it('that breaks off may have been charged, and is not sent again', async () => {
    const fetch = vi.fn(async () => {
      throw new TypeError('Failed to fetch');
    });
    const outcome = await callApi({ origin: 'https://api.dataforseo.com', fetch }, summary, {}, login);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unreachable', spent: 'maybe' } });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('ends after 130 seconds as a timeout that may have been charged', async () => {
    vi.useFakeTimers();
    const fetch = (request: Request) =>
      new Promise<Response>((_, fail) => request.signal.addEventListener('abort', () => fail(request.signal.reason)));
    const pending = callApi({ origin: 'https://api.dataforseo.com', fetch }, summary, {}, login);
    await vi.advanceTimersByTimeAsync(129_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await pending).toMatchObject({ ok: false, failure: { kind: 'timeout', spent: 'maybe' } });
    vi.useRealTimers();
  });

  it('stops reading after 32 MiB', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
        if (sent > 100) controller.close();
      },
    });
    const outcome = await callApi({ origin: 'https://api.dataforseo.com', fetch: async () => new Response(body) }, summary, {}, login);
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-large', spent: 'maybe' } });
    expect(sent).toBeLessThan(40);
  });
});

describe('codes', () => {
  it.each(documented)('%i has a name, words, a next step and says whether it cost money', (code) => {
    const failure = failureIn(200, JSON.stringify(envelope({ status_code: code, status_message: 'Some words.' })));
    expect(failure.kind).not.toBe('unknown-code');
    expect(failure.code).toBe(code);
    const { title, advice, next } = wordsOf(failure);
    expect(title.length).toBeGreaterThan(8);
    expect(advice).toMatch(/[.”]$/);
    expect(next).toBeTruthy();
    expect(spentWords(failure)).toMatch(/Nothing was spent\.|may have/);
  });

  it('that nobody documented are named as such, with the API’s own words quoted', () => {
    const failure = failureIn(200, JSON.stringify(envelope({ status_code: 60000, status_message: 'New trouble.', cost: 0 })));
    expect(failure).toMatchObject({ kind: 'unknown-code', code: 60000, said: 'New trouble.', spent: 'no' });
  });

  it('sent as text are understood', () => {
    expect(failureIn(200, JSON.stringify(envelope({ status_code: '40501', status_message: "Invalid Field: 'target'." })))).toMatchObject({
      kind: 'rejected-request',
      code: 40501,
    });
  });

  it('refusals cost nothing, work that failed may have, and the reply’s own cost decides', () => {
    expect(meaningOf(40210).spent).toBe('no');
    expect(meaningOf(50000).spent).toBe('maybe');
    expect(failureIn(200, JSON.stringify(envelope({ status_code: 40103, cost: 0.02 })))).toMatchObject({ spent: 'yes', costUsd: 0.02 });
    expect(failureIn(200, JSON.stringify(envelope({ status_code: 50000, cost: 0 })))).toMatchObject({ spent: 'no', costUsd: 0 });
  });

  it('count at both levels: a good envelope around a failed task is a failure', () => {
    expect(failureIn(200, JSON.stringify({ status_code: 40402, status_message: 'Invalid Path.', tasks: null }))).toMatchObject({
      kind: 'unknown-address',
    });
    expect(failureIn(200, JSON.stringify(envelope({ status_code: 40203, status_message: 'The cost limit…' })))).toMatchObject({
      kind: 'account-limit',
    });
  });

  it('a 5xx with an "Ok." envelope is a failure', () => {
    expect(failureIn(502, JSON.stringify(envelope(okTask)))).toMatchObject({ kind: 'server-trouble', spent: 'maybe' });
  });

  it.each([
    [401, 'bad-credentials', 'no'],
    [402, 'no-funds', 'no'],
    [404, 'unknown-address', 'no'],
    [429, 'rate-limited', 'no'],
    [500, 'server-trouble', 'maybe'],
    [504, 'server-trouble', 'maybe'],
  ] as const)('HTTP %i without a code means %s', (status, kind, spent) => {
    expect(meaningOfStatus(status)).toEqual({ kind, spent });
    expect(failureIn(status, '')).toMatchObject({ kind, spent });
  });
});

describe('bodies', () => {
  it('with `result: null` are an answer: nothing is known, and it was paid for', () => {
    expect(readEnvelope(200, JSON.stringify(envelope({ status_code: 20000, cost: 0.024036, result: null, result_count: 0 })))).toEqual({
      ok: true,
      value: { result: [], costUsd: 0.024036 },
    });
  });

  it('with a byte order mark are read; with a negative or written-out cost the cost counts as not given', () => {
    expect(readEnvelope(200, `\uFEFF${JSON.stringify(envelope(okTask))}`).ok).toBe(true);
    for (const cost of [-1, '0.02', null])
      expect(readEnvelope(200, JSON.stringify({ ...envelope({ ...okTask, cost }), cost }))).toMatchObject({
        ok: true,
        value: { costUsd: null },
      });
  });

  it('of strangers are quoted short', () => {
    const failure = failureIn(200, `<!doctype html>${'x'.repeat(5000)}`);
    expect(failure).toMatchObject({ kind: 'unreadable-reply', spent: 'maybe' });
    expect(failure.said?.length).toBeLessThanOrEqual(120);
    expect(
      failureIn(200, JSON.stringify(envelope({ status_code: 40501, status_message: 'y'.repeat(5000) }))).said?.length,
    ).toBeLessThanOrEqual(300);
  });

  it('cut off anywhere are never taken for whole', () => {
    const whole = JSON.stringify(envelope({ ...okTask, result: [{ items: Array.from({ length: 20 }, (_, rank) => ({ rank })) }] }));
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 100)) expect(failureIn(200, whole.slice(0, at)).spent).toBe('maybe');
  });

  const corpus = new URL('../../../shared/corpus/bad-bodies.json', import.meta.url);
  const bodies: { id: string; body: string }[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')).bodies : [];
  it.skipIf(bodies.length === 0)('of the corpus end in a named failure or an answer, and pollute nothing', () => {
    for (const { body } of bodies) {
      const outcome = readEnvelope(200, body);
      if (outcome.ok) expect(() => summary.read(outcome.value.result)).not.toThrow();
      else expect(wordsOf(outcome.failure).title).toBeTruthy();
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
