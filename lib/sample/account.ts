import type { Endpoint } from '../endpoints/define.ts';
import { dayOf } from '../params.ts';
import { ASSUMED_PRICE, roundUsd } from '../price.ts';
import { filtersOf } from './filter.ts';
import { stamp } from './links.ts';
import { hashOf, Random } from './random.ts';
import type { Facts } from './rows.ts';
import { SITES, siteOf } from './sites.ts';
import { DAY_MS, type Sky } from './world.ts';

const { requestUsd, rowUsd } = ASSUMED_PRICE;

/** What a paid call with some rows costs, in US dollars; no rows are billed as one. */
export const costOf = (rows: number): number => roundUsd(requestUsd + rowUsd * Math.max(1, rows));

/** Every code the API may answer with. https://docs.dataforseo.com/v3/appendix/errors/ */
export const messages: Record<number, string> = {
  20000: 'Ok.',
  20100: 'Task Created.',
  40000: 'You can set only one task at a time.',
  40001: 'This id is used by another client, check the id.',
  40002: 'This id is used by another search engine, check the Path.',
  40003: 'This id is used by another search type, check the Path.',
  40004: 'This id is used by another function, check the id.',
  40006: 'You can set no more than 100 tasks at a time.',
  40100: 'You are not authorized to access this resource.',
  40101: 'Internal SE Server Error.',
  40102: 'No Search Results.',
  40103: 'Task execution failed, please try to resubmit the task.',
  40104: 'Please verify your account before using the API.',
  40200: 'Payment Required.',
  40201: 'Suspicious activity: account temporarily blocked.',
  40202: 'The rate-limit per minute has been exceeded.',
  40203: 'The cost limit has been exceeded.',
  40204: 'Access denied. Visit Plans and Subscriptions.',
  40205: 'The duplicate task limit per hour has been exceeded.',
  40206: 'The duplicate task limit per day has been exceeded.',
  40207: 'Access denied. Your IP is not whitelisted.',
  40209: 'Too many simultaneous queries.',
  40210: 'Insufficient Funds.',
  40400: 'Not Found.',
  40401: 'Task Not Found.',
  40402: 'Invalid Path.',
  40403: 'Results Expired.',
  40404: 'No Prepared Data Found.',
  40501: 'Invalid Field.',
  40502: 'POST Data Is Empty.',
  40503: 'POST Data Is Invalid.',
  40504: 'Too many intersecting keywords.',
  40505: 'You are using old data.',
  40506: 'Unknown Fields in POST Data.',
  40601: 'Task Handed.',
  40602: 'Task In Queue.',
  50000: 'Internal Error.',
  50001: 'Error While Checking the Balance.',
  50100: 'Not Implemented.',
  50301: '3rd Party API Service Unavailable.',
  50303: 'Update in progress.',
  50304: 'This function temporarily unavailable.',
  50401: 'Internal Error - Timeout.',
  50402: 'Target page took too long.',
};

export const codeRows = (): Facts[] => Object.entries(messages).map(([code, message]) => ({ code: Number(code), message }));

/** The function of an endpoint, as prices and limits are listed by: the last word of its path but for the mode. */
export const functionOf = ({ path }: Pick<Endpoint, 'path'>): string => path.split('/')[3] ?? '';

/** An id as the API makes them: day and time, account, function, and something no other has. */
export function taskId(sky: Sky, what: string, number: number): string {
  const random = new Random(`${sky.seed}task ${what} ${sky.today}`);
  const two = (value: number) => String(value).padStart(2, '0');
  const hex = (hashOf(`${what}a`).toString(16) + hashOf(`${what}b`).toString(16)).padStart(12, '0').slice(0, 12);
  const day = dayOf(sky.today);
  const time = day.slice(5).replace('-', '') + two(random.whole(0, 23)) + two(random.whole(0, 59));
  return `${time}-1535-0${265 + number}-0000-${hex}`;
}

/** The account: what it has, may and pays. */
export function accountFacts(sky: Sky, endpoints: readonly Endpoint[]): Facts {
  const day = dayOf(sky.today);
  const paid = endpoints.filter(({ free }) => !free).map(functionOf);
  const each = (value: unknown) => ({ backlinks: Object.fromEntries(paid.map((name) => [name, { live: value }])) });
  const prices = [
    { cost_type: 'per_request', cost: requestUsd },
    { cost_type: 'per_result', cost: rowUsd },
  ];
  const spent = (today: number) => ({ day: { value: day, total: today }, minute: { value: `${day} 00:00`, total: 0 } });
  return {
    login: 'sample@backlens.app',
    timezone: 'Europe/Berlin',
    money: {
      total: 100,
      balance: 41.203516,
      limits: { day: { ...each(0), total_backlinks: 5 }, minute: {} },
      statistics: spent(0.31128),
    },
    rates: { limits: { day: each(0), minute: each(2000) }, statistics: spent(12) },
    price: each({ priority_low: prices, priority_normal: prices, priority_high: prices }),
    backlinks_subscription_expiry_date: null,
    llm_mentions_subscription_expiry_date: null,
  };
}

/** Filters and sorts of every family, derived from the rows of the endpoint of that name. */
export const filterFacts = (families: string[], endpointNamed: (name: string) => Endpoint | null): Facts =>
  Object.fromEntries(
    families.map((family) => {
      const endpoint = endpointNamed(family);
      return [family, endpoint && filtersOf(endpoint.row)];
    }),
  );

/** How big the index is, and was on the first of each of the last twelve months. */
export function indexFacts(sky: Sky): Facts {
  const today = new Date(sky.today);
  const size = (share: number) => ({
    total_backlinks: Math.round(2_314_870_551_203 * share),
    total_pages: Math.round(383_902_117_640 * share),
    total_domains: Math.round(341_775_208 * share),
  });
  const history = Array.from({ length: 12 }, (_, at) => ({
    date: dayOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 11 + at)),
    ...size(0.93 + 0.006 * at),
  }));
  return { ...size(1), index_history: history };
}

/** Whether the services are up. */
export const statusFacts = (): Facts[] =>
  ['backlinks', 'appendix', 'serp'].map((api) => ({
    api,
    status: 'operational',
    endpoints: ['live', 'task_post'].map((endpoint) => ({ endpoint, status: 'operational' })),
  }));

const failures = [40501, 40506, 50401, 40202, 40501];

/** Calls the account is said to have made in the last three weeks, oldest first; some failed. */
export function pastCalls(sky: Sky, endpoints: readonly Endpoint[]): Facts[] {
  const paid = endpoints.filter(({ free }) => !free);
  return Array.from({ length: 60 }, (_, at) => {
    const random = new Random(`${sky.seed}past ${sky.today} ${at}`);
    const endpoint = random.pick(paid);
    const code = at % 7 === 3 ? random.pick(failures) : 20000;
    const asked = sky.today - (60 - at) * 0.35 * DAY_MS + random.whole(0, 9999) * 1000;
    const target = siteOf(sky, random.low(SITES - 1)).main;
    const message = code === 40501 ? "Invalid Field: 'target'." : messages[code];
    const [done, address] = [stamp(asked + 1000), `https://api.dataforseo.com${endpoint.path}`];
    return {
      id: taskId(sky, `past ${at}`, paid.indexOf(endpoint)),
      datetime_posted: stamp(asked),
      datetime_done: done,
      url: address,
      status: message,
      cost: code === 20000 ? costOf(random.pick([1, 10, 100, 1000])) : 0,
      metadata: { api: 'backlinks', function: functionOf(endpoint), target },
      datetime: done,
      function: `backlinks/${functionOf(endpoint)}`,
      error_code: code,
      error_message: message,
      http_url: address,
      http_method: endpoint.method,
      http_code: 200,
      http_time: random.whole(30, 900),
      http_response: JSON.stringify({ status_code: code, status_message: message }),
    };
  });
}
