import { type EndpointId, endpoints } from '../endpoints/index.ts';
import type { Filter } from '../filters.ts';
import { cursorOf, faultOf, offsetAfter, valuesOf, type Wire } from './accept.ts';
import { costOf, functionOf, messages, taskId } from './account.ts';
import type { Ask } from './ask.ts';
import { sortedBy, testFor, valueAt } from './filter.ts';
import { makers } from './makers.ts';
import { hashOf, Random } from './random.ts';
import { type Facts, rankOfHundred, written } from './rows.ts';
import { DAY_MS, type Sky } from './world.ts';

export type SampleOptions = {
  /** Milliseconds since 1970; only the day matters. Default: the clock. */
  now?: () => number;
  /** Another word, another web. */
  seed?: string;
  /** Size of the lists: 1 is at most 5,000 rows. At most 4. */
  scale?: number;
};

const VERSION = '0.1.20260817';
/** How many links and rows lists are kept; a second page must not make the first one again. */
const KEPT = 12;

/** The error a request ends with. */
type Failure = { code: number; message: string };
type Outcome = { result: Facts[] | null; items: Facts[]; billed: number };

/**
 * The built-in sample environment: answers every endpoint as https://api.dataforseo.com does, with invented data. The same request gives
 * the same bytes all day (UTC). Hosts with "nodata" in their name are not in the index, hosts with "lost" have lost all their links.
 *
 * Pure: no network, no storage, no browser. Credentials are not looked at.
 */
export function createSample({ now = Date.now, seed = '', scale = 1 }: SampleOptions = {}): (request: Request) => Promise<Response> {
  const kept = new Map<string, unknown>();
  const keep = (key: string, make: () => unknown): unknown => {
    const value = kept.has(key) ? kept.get(key) : make();
    kept.delete(key);
    kept.set(key, value);
    for (const [oldest] of kept) if (kept.size > KEPT) kept.delete(oldest);
    return value;
  };
  return async (request) => {
    const sky: Sky = { seed, today: Math.floor(now() / DAY_MS) * DAY_MS, most: Math.max(1, Math.round(5000 * Math.min(4, scale))) };
    const { pathname } = new URL(request.url);
    const isAi = pathname.endsWith('.ai');
    const path = isAi ? pathname.slice(0, -3) : pathname;
    const endpoint = endpoints.find((one) => one.path === path && one.method === request.method && (one.ai || !isAi));
    if (!endpoint) return replyOf(refused(40402), 404);
    const body = endpoint.method === 'POST' ? tasksIn(await request.text()) : [{}];
    if (typeof body === 'number') return replyOf(isAi ? { status_code: body, status_message: messages[body] } : refused(body));
    const keepToday: Ask['keep'] = (key, make) => keep(`${sky.today} ${key}`, make) as ReturnType<typeof make>;
    const tasks = body.map((wire) => {
      const failure = body.length > 1 ? failureOf(40000) : faultOf(endpoint, wire);
      const outcome = failure ? null : answer({ sky, endpoint, values: valuesOf(endpoint, wire, sky, isAi), keep: keepToday }, wire);
      return { wire, failure, outcome };
    });
    const ids = tasks.map(({ wire }) => taskId(sky, pathname + JSON.stringify(wire), endpoints.indexOf(endpoint)));
    if (isAi) {
      const { failure, outcome } = tasks[0] as (typeof tasks)[number];
      const items = condensed(outcome?.items ?? []) ?? [];
      return replyOf({ id: ids[0], ...statusOf(failure), ...(failure ? {} : { items }) });
    }
    return replyOf(
      enveloped(
        tasks.map(({ wire, failure, outcome }, at) => ({
          id: ids[at],
          ...statusOf(failure),
          time: secondsOf(ids[at] ?? ''),
          cost: outcome && !endpoint.free ? costOf(outcome.billed) : 0,
          result_count: outcome?.result?.length ?? 0,
          path: endpoint.path.split('/').slice(1),
          data: { api: endpoint.path.split('/')[2], function: functionOf(endpoint), ...wire },
          result: outcome?.result ?? null,
        })),
      ),
    );
  };
}

const replyOf = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });

const failureOf = (code: number): Failure => ({ code, message: messages[code] ?? '' });
const statusOf = (failure: Failure | null) => ({
  status_code: failure?.code ?? 20000,
  status_message: failure?.message ?? messages[20000],
});
const secondsOf = (what: string): string => `${(0.04 + (hashOf(what) % 9000) / 10_000).toFixed(4)} sec.`;

/** A reply to something that never became a task. */
const refused = (code: number) => ({
  version: VERSION,
  ...statusOf(failureOf(code)),
  time: '0 sec.',
  cost: 0,
  tasks_count: 0,
  tasks_error: 0,
  tasks: null,
});

const enveloped = (tasks: { status_code: number; time: string; cost: number }[]) => ({
  version: VERSION,
  ...statusOf(null),
  time: tasks[0]?.time,
  cost: Number(tasks.reduce((sum, { cost }) => sum + cost, 0).toFixed(6)),
  tasks_count: tasks.length,
  tasks_error: tasks.filter(({ status_code }) => status_code !== 20000).length,
  tasks,
});

/** The tasks of a body, or the code it is refused with. */
function tasksIn(text: string): Wire[] | number {
  if (!text.trim()) return 40502;
  try {
    const body: unknown = JSON.parse(text);
    if (!Array.isArray(body) || body.some((task) => typeof task !== 'object' || task === null || Array.isArray(task))) return 40503;
    return body.length ? body : 40502;
  } catch {
    return 40503;
  }
}

const paging = new Set('limit offset filters order_by search_after_token tag internal_list_limit rank_scale'.split(' '));

/** Makes all rows, then filters, sorts, cuts the page and writes it. */
function answer(ask: Ask, wire: Wire): Outcome {
  const { sky, endpoint, values } = ask;
  const { make, type = endpoint.id } = makers[endpoint.id as EndpointId] ?? {};
  const lasting = JSON.stringify(Object.entries(wire).filter(([name]) => !paging.has(name)));
  const made = make ? ask.keep(`rows ${endpoint.id} ${lasting}`, () => make(ask)) : { rows: [{}] };
  if (!made) return { result: null, items: [], billed: 1 };
  const isHundred = values.rank_scale === 'one_hundred';
  const numbered = Object.entries(endpoint.row).find(([, { kind }]) => kind === 'perTarget')?.[0];
  const read = (row: unknown, path: string) => {
    const value = valueAt(numbered ? (row as Facts)[numbered] : row, path);
    // Every field that ends in "rank" is on the scale asked for, whether shown or filtered by.
    return isHundred && typeof value === 'number' && /rank$/.test(path) ? rankOfHundred(value) : value;
  };
  let rows = made.rows;
  if (values.filters) rows = rows.filter(testFor(values.filters as Filter, read));
  if (values.order_by) rows = sortedBy(rows, values.order_by as string[], read);
  if (made.thin) rows = made.thin(rows);
  const start = (wire.search_after_token ? offsetAfter(wire) : Number(values.offset)) || 0;
  const page = rows.slice(start, start + Number(values.limit ?? rows.length));
  const writing = { sky, type, isHundred, keys: Number(values.internal_list_limit ?? Number.POSITIVE_INFINITY) };
  const items = page.map((row, at) =>
    written(endpoint.row, row, { ...writing, random: new Random(`${endpoint.id} ${lasting} ${start + at}`) }),
  );
  // Where rows stand in the result itself there is nothing beside them.
  if (endpoint.rows([{ items: [] }]).length) return { result: items, items, billed: items.length };
  const end = start + page.length;
  const heads = { ...wire, ...values, targets: wire.targets, search_after_token: end < rows.length ? cursorOf(wire, end) : null };
  const head = Object.fromEntries(Object.keys(endpoint.head).map((name) => [name, heads[name as keyof typeof heads] ?? null]));
  const total = 'limit' in endpoint.request ? { total_count: rows.length } : made.head;
  return { result: [{ ...head, ...total, items_count: items.length, items }], items, billed: items.length };
}

/** The `.ai` form of a value: what is empty, null, zero or false is left out, fractions have three decimals. */
function condensed<T>(value: T): T | undefined {
  if (typeof value === 'number') return (Math.round(value * 1000) / 1000 || undefined) as T | undefined;
  if (typeof value !== 'object' || value === null) return value || undefined;
  if (Array.isArray(value)) {
    const list = value.map(condensed).filter((one) => one !== undefined);
    return list.length ? (list as T) : undefined;
  }
  const entries = Object.entries(value)
    .filter(([name]) => name !== 'position' && name !== 'xpath')
    .map(([name, one]) => [name, condensed(one)])
    .filter(([, one]) => one !== undefined);
  return entries.length ? (Object.fromEntries(entries) as T) : undefined;
}
