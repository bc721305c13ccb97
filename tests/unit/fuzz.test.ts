import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Browser, browser } from 'wxt/browser';
import { readEnvelope } from '../../lib/background/client.ts';
import { driftSoFar, noteDrift } from '../../lib/background/drift.ts';
import { figuresIn } from '../../lib/background/figures.ts';
import { answer, handlers } from '../../lib/background/router.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import type { Fields } from '../../lib/fields.ts';
import type { Protocol } from '../../lib/messages.ts';
import { createSample } from '../../lib/sample/index.ts';
import { installNetwork } from '../fixtures/background.ts';

/** What comes from outside may be anything; nothing of it may stop us or lose what else was paid for. */

type Sampled = { endpoint: (typeof endpoints)[number]; body: string; request: Record<string, unknown> };
let sampled: Sampled[] = [];

/** A whole reply of every endpoint, as the sample environment makes it. */
beforeAll(async () => {
  installNetwork();
  const sample = createSample({ now: () => Date.UTC(2026, 10, 1) });
  sampled = await Promise.all(
    endpoints.map(async (endpoint) => {
      const moments = { datetime_from: '2026-10-01 00:00:00 +00:00', datetime_to: '2026-10-31 00:00:00 +00:00' };
      const values: Record<string, unknown> = { target: 'forbes.com', targets: ['forbes.com', 'bbc.co.uk'], limit: 1, ...moments };
      const request = Object.fromEntries(Object.entries(values).filter(([name]) => name in endpoint.request));
      const { method } = endpoint;
      const body = method === 'POST' ? JSON.stringify([endpoint.task(request)]) : undefined;
      const reply = await sample(new Request(`https://sample.invalid${endpoint.path}`, { method, ...(body ? { body } : {}) }));
      return { endpoint, body: await reply.text(), request };
    }),
  );
}, 60_000);

/** Every place in a value, as paths of keys. */
function placesIn(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

/** The value with another one at a path; undefined takes the key away. */
function withAt(value: unknown, [key, ...rest]: string[], other: unknown): unknown {
  if (key === undefined) return other;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  const inner = withAt((value as Record<string, unknown>)[key], rest, other);
  if (inner === undefined && !Array.isArray(copy)) delete copy[key];
  else (copy as Record<string, unknown>)[key] = inner;
  return copy;
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    0,
    -1,
    1e308,
    Number.NaN,
    [],
    {},
    '0',
    'x'.repeat(5000),
    '__proto__',
    '\u202e\u0000',
    [[]],
    true,
  ),
  fc.anything({ maxDepth: 1, maxKeys: 2 }),
);

/** Reads a body as the desk does. Throws where anything of it does. */
function read({ endpoint, request }: Sampled, body: string): number {
  const outcome = readEnvelope(200, body);
  if (!outcome.ok) return 0;
  const { rows } = endpoint.read(outcome.value.result);
  noteDrift(endpoint, endpoint.rows(outcome.value.result)[0]);
  figuresIn(endpoint, request, rows, 0);
  for (const row of rows) if (typeof row !== 'object' || Array.isArray(row)) throw new Error('a row is not a row');
  return rows.length;
}

describe('replies', () => {
  it('read whole as they are', () => {
    for (const each of sampled) expect(read(each, each.body), each.endpoint.id).toBeGreaterThan(0);
  });

  it('of 80,000 mutations of every endpoint’s whole reply never throw', () => {
    const parsed = sampled.map(({ body }) => JSON.parse(body) as unknown);
    const places = parsed.map((body) => placesIn(body));
    let rows = 0;
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }), (which, changes) => {
        const at = which % sampled.length;
        const paths = places[at] ?? [];
        const body = changes.reduce((now, [place, value]) => withAt(now, paths[place % paths.length] ?? [], value), parsed[at]);
        rows += read(sampled[at] as Sampled, JSON.stringify(body) ?? '');
      }),
      { numRuns: 80_000 },
    );
    expect(rows).toBeGreaterThan(10_000);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    for (const name of Object.keys(driftSoFar()))
      expect(endpoints.some(({ id, row }) => Object.keys(row).some((field) => `${id}.${field}` === name))).toBe(true);
  }, 120_000);

  it('of 20,000 texts that are cut, flipped or nothing of the kind never throw', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string({ maxLength: 20, unit: 'binary' }), fc.boolean(), (which, where, junk, isWhole) => {
        const each = sampled[which % sampled.length] as Sampled;
        const cut = where % each.body.length;
        read(each, isWhole ? junk : each.body.slice(0, cut) + junk + (where % 2 ? each.body.slice(cut + 1) : ''));
      }),
      { numRuns: 20_000 },
    );
  }, 120_000);
});

/** Every declared field, those inside of groups too, as paths. */
const pathsOf = (fields: Fields): string[][] =>
  Object.entries(fields).flatMap(([name, { kind, fields: inner }]) =>
    kind === 'group' && inner ? [[name], ...pathsOf(inner).map((rest) => [name, ...rest])] : [[name]],
  );

const valueAt = (row: unknown, path: string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    row,
  );

const drifts: [string, unknown][] = [
  ...([
    ['missing', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a number', 7],
    ['a list', [1]],
    ['an object', { x: 1 }],
  ] as [string, unknown][]),
  ...([
    ['yes', true],
    ['huge', 'y'.repeat(100_000)],
    ['not finite', Number.POSITIVE_INFINITY],
  ] as [string, unknown][]),
];

it.each(endpoints.map(({ id }, at) => [id, at] as const))('R20 drift of any field of %s leaves every other field as it is', (_, at) => {
  const { endpoint, body } = sampled[at] as Sampled;
  const outcome = readEnvelope(200, body);
  if (!outcome.ok) throw new Error('the sample is not good');
  const raw = endpoint.rows(outcome.value.result)[0];
  const readRow = (row: unknown) => endpoint.read(endpoint.rows([{ items: [] }]).length ? [row] : [{ items: [row] }]).rows[0];
  const whole = readRow(raw);
  const paths = pathsOf(endpoint.row);
  for (const path of paths) {
    const others = paths.filter(
      (other) => !path.every((key, depth) => other[depth] === key) && !other.every((key, depth) => path[depth] === key),
    );
    const changed = drifts.map(([, value]) => withAt(raw, path, value));
    const renamed = withAt(withAt(raw, path, undefined), [...path.slice(0, -1), `${path.at(-1)}_2`], valueAt(raw, path));
    const extra = withAt(raw, [...path.slice(0, -1), 'brand_new'], { deep: [1] });
    for (const row of [...changed, renamed, extra]) {
      const now = readRow(row);
      for (const other of others) expect(valueAt(now, other)).toEqual(valueAt(whole, other));
    }
  }
});

it('random messages to the router are answered or refused, and nothing else', async () => {
  const id = 'test-extension-id';
  Object.assign(browser.runtime, { id, getURL: (path: string) => `chrome-extension://${id}${path}` });
  const sender = { id, origin: `chrome-extension://${id}`, url: `chrome-extension://${id}/options.html` } as Browser.runtime.MessageSender;
  const types = Object.keys(handlers) as (keyof Protocol)[];
  const words = [
    'text',
    'allows',
    'from',
    'scope',
    'inPrivate',
    'endpoint',
    'request',
    'askedBy',
    'buy',
    'id',
    'perPage',
    'upTo',
    'allow',
    'target',
    'targets',
  ];
  const likely = fc.constantFrom<unknown>(
    'summary',
    'backlinks',
    { target: 'a.com' },
    {},
    'explorer',
    'never',
    'unless-fresh',
    'any',
    'tab',
    'root',
    1000,
    null,
    true,
    ['summary'],
  );
  const payload = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom(...words, 'keeping', 'passphrase', 'login', 'password', 'endpoints'), fc.oneof(likely, odd)),
  );
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...types), payload, async (type, data) => {
      const outcome = await answer(type, data, sender).then(
        () => 'answered',
        (error: Error) => error.message,
      );
      if (outcome === 'answered') ran += 1;
      else expect(outcome).toMatch(/^Refused/);
    }),
    { numRuns: 10_000 },
  );
  expect(ran).toBeGreaterThan(500);
}, 120_000);
