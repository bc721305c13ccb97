import type { Endpoint } from '../endpoints/define.ts';
import { endpointNamed } from '../endpoints/index.ts';
import { conditionsOf, type Filter } from '../filters.ts';
import { dayOf, type Param } from '../params.ts';
import { messages } from './account.ts';
import { fieldNamed, isAllowed } from './filter.ts';
import { hashOf } from './random.ts';
import type { Facts } from './rows.ts';
import { placeOf, type Sky } from './world.ts';

/** A task as it was posted. */
export type Wire = Record<string, unknown>;

/** What a condensed reply has rows of unless asked. https://docs.dataforseo.com/v3/ai_optimized_response/ */
const AI_ROWS = 10;

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A posted value as the registry's form has it: numbered targets are a list there. */
const formOf = ({ control }: Param, value: unknown): unknown =>
  control === 'targets' && isMap(value)
    ? Object.keys(value)
        .sort((a, b) => Number(a) - Number(b))
        .map((number) => value[number])
    : value;

/** The values a request works with: what was posted, else what the API assumes. */
export function valuesOf(endpoint: Endpoint, wire: Wire, sky: Sky, isAi: boolean): Facts {
  return Object.fromEntries(
    Object.entries(endpoint.request).map(([name, param]) => {
      const value = formOf(param, wire[name]);
      if (value !== undefined && value !== null) return [name, value];
      if (name === 'limit' && isAi) return [name, AI_ROWS];
      if (param.control === 'day') return [name, name === 'date_to' ? dayOf(sky.today) : param.least];
      return [name, param.apiDefault];
    }),
  );
}

/** What the API would refuse a task for, or null. */
export function faultOf(endpoint: Endpoint, wire: Wire): { code: number; message: string } | null {
  if (Object.keys(wire).some((name) => !(name in endpoint.request))) return { code: 40506, message: messages[40506] ?? '' };
  const form: Facts = {};
  for (const [name, param] of Object.entries(endpoint.request)) {
    const given = wire[name];
    if (given === undefined || given === null) {
      if (param.required) return invalid(name);
      continue;
    }
    form[name] = formOf(param, given);
    if (!param.schema.safeParse(form[name]).success || !isFit(endpoint, name, param, form[name])) return invalid(name);
    if (name === 'search_after_token' && offsetAfter(wire) === null) return invalid(name);
  }
  const sent = endpoint.task(form);
  const misshaped = Object.keys(form).find((name) => Array.isArray(sent[name]) !== Array.isArray(wire[name]));
  if (misshaped) return invalid(misshaped);
  const issue = endpoint.check?.(form);
  return issue ? invalid(issue.param) : null;
}

const invalid = (name: string) => ({ code: 40501, message: `Invalid Field: '${name}'.` });

/** What a cursor belongs to: everything else of the request must stay the same. */
const scopeOf = (wire: Wire): number => hashOf(JSON.stringify({ ...wire, search_after_token: null, offset: null, tag: null }));

/** The cursor of the rows after `offset`. Recorded ones are base64 of JSON like this; they are opaque to callers. */
export const cursorOf = (wire: Wire, offset: number): string =>
  btoa(JSON.stringify({ Version: 1, SearchAfterValues: { scope: scopeOf(wire) }, TokenRealOffset: offset }));

/** Where the cursor of a request goes on; null where it is not one of its own. */
export function offsetAfter(wire: Wire): number | null {
  try {
    const { SearchAfterValues: values, TokenRealOffset: offset } = JSON.parse(atob(String(wire.search_after_token)));
    return values.scope === scopeOf(wire) ? offset : null;
  } catch {
    return null;
  }
}

/** Whether the API would take a value its schema allows: hosts that can exist, fields the report has. */
function isFit(endpoint: Endpoint, name: string, { control, allows }: Param, value: unknown): boolean {
  const isTarget = (target: string) => {
    const place = placeOf(target.replace(/\*$/, ''));
    return place !== null && (allows === 'any' || place.page === null) && (allows !== 'domain' || place.host === place.main);
  };
  if (control === 'target') return isTarget(value as string);
  if (control === 'targets') return (value as string[]).every(isTarget);
  // `backlinks_filters` takes the fields of the report its name begins with.
  const { row } = endpointNamed(name.replace(/_filters$/, '')) ?? endpoint;
  if (control === 'filter') return conditionsOf(value as Filter).every((condition) => isAllowed(row, condition));
  if (control === 'order') return (value as string[]).every((order) => fieldNamed(row, order.slice(0, order.lastIndexOf(',')))?.sorts);
  return true;
}
