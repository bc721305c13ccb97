import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import type { Field, Fields } from '../../lib/fields.ts';
import { lossesOfAnswer, undeclaredIn } from '../fixtures/losses.ts';
import { holdsLists } from '../fixtures/raw.ts';
import { endpointOfReply, fixtures, type Recorded, readShared, recordings, resultOf, sharedIsHere } from '../fixtures/replies.ts';

// Recordings and the official schema lie beside the repository; without them these tests are skipped and counted.
type Shape = {
  $ref?: string;
  anyOf?: Shape[];
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  additionalProperties?: boolean | Shape;
};
type Schema = {
  $id: string;
  endpoints: Record<string, { path: string; response: { $ref: string } }>;
  $defs: Record<string, Shape>;
};

const schema = sharedIsHere ? (readShared('schema.json') as Schema) : null;
const ajv = new Ajv2020({ strict: false, allErrors: true });
if (schema) ajv.addSchema(schema);

const isError = ({ name }: Recorded): boolean => /(^|[/\\])error(s[/\\]|\.)/.test(name);
const isAi = ({ name }: Recorded): boolean => name.endsWith('.ai');
const recordingsOf = (endpoint: Endpoint): Recorded[] => recordings.filter(({ reply }) => endpointOfReply(reply) === endpoint);

/** What stands in a result beside the rows and is no field of ours: `read` counts the rows itself and has total_count apart. */
const counted = ['items', 'items_count', 'total_count'];

const official = (endpoint: Endpoint) => Object.values(schema?.endpoints ?? {}).find(({ path }) => path === endpoint.path);

/** A shape without its references and without null, which every official field may be. */
function plain(shape: Shape | undefined): Shape {
  if (shape?.$ref) return plain(schema?.$defs[shape.$ref.slice('#/$defs/'.length)]);
  const others = shape?.anyOf?.filter(({ type }) => type !== 'null');
  return others?.length === 1 ? plain(others[0]) : (shape ?? {});
}

const typeOf = ({ type }: Shape): string => [type ?? []].flat().filter((one) => one !== 'null')[0] ?? '';

/** The official shape of `tasks[].result[]`. */
function resultShape(endpoint: Endpoint): Shape {
  const tasks = plain(plain(official(endpoint)?.response).properties?.tasks);
  return plain(plain(plain(tasks.items).properties?.result).items);
}

/** The official fields under a shape, as `path: type`; a map by target counts as what is under its keys. */
function officialFields(shape: Shape, under = ''): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, given]) => {
    const inner = plain(given);
    const path = under + name;
    const every = plain(typeof inner.additionalProperties === 'object' ? inner.additionalProperties : undefined);
    const items = plain(inner.items);
    if (typeOf(inner) === 'array')
      return items.properties ? [`${path}: objects`, ...officialFields(items, `${path}.`)] : [`${path}: ${typeOf(items)}s`];
    if (every.properties) return [`${path}: object by target`, ...officialFields(every, `${path}.`)];
    if (every.items) return [`${path}: objects by target`, ...officialFields(plain(every.items), `${path}.`)];
    if (typeOf(every)) return [`${path}: map of ${typeOf(every)}s`];
    if (inner.properties) return [`${path}: object`, ...officialFields(inner, `${path}.`)];
    return [`${path}: ${typeOf(inner)}`];
  });
}

const officialType: Record<Exclude<Field['kind'], 'perTarget'>, string> = {
  text: 'string',
  host: 'string',
  url: 'string',
  time: 'string',
  count: 'integer',
  bytes: 'integer',
  rank: 'integer',
  spam: 'integer',
  httpStatus: 'integer',
  usd: 'number',
  flag: 'boolean',
  tags: 'strings',
  tally: 'map of integers',
  words: 'map of strings',
  json: 'object',
  group: 'object',
  list: 'objects',
};

/** Our fields in the same words. */
const ourFields = (fields: Fields, under = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const type = field.kind === 'perTarget' ? `object${holdsLists(field) ? 's' : ''} by target` : officialType[field.kind];
    return [`${under}${name}: ${type}`, ...ourFields(field.fields ?? {}, `${under}${name}.`)];
  });

/** Objects of the account's data that we keep as they come, so their inner fields are not declared one by one. */
const kept: Partial<Record<EndpointId, readonly string[]>> = {
  appendix_user_data: ['money.limits', 'money.statistics', 'rates.limits', 'rates.statistics', 'price'],
};

/** Fields the docs or reality have and the first official spec did not. */
const lateFields: [EndpointId, string][] = [
  ['index', 'total_domains: integer'],
  ['index', 'index_history.total_domains: integer'],
  ['referring_networks', 'backlinks_spam_score: integer'],
];

describe.each(endpoints)('a reply of $id', (endpoint) => {
  it.skipIf(!schema)('has every official field with its type, and none that is not official', () => {
    const shape = resultShape(endpoint);
    const rows = shape.properties?.items ? plain(plain(shape.properties.items).items) : shape;
    const isKept = (field: string): boolean => (kept[endpoint.id] ?? []).some((path) => field.startsWith(`${path}.`));
    expect(ourFields(endpoint.row).sort()).toEqual(
      officialFields(rows)
        .filter((field) => !isKept(field))
        .sort(),
    );
  });

  it.skipIf(!schema)('has every official field beside the rows', () => {
    const { properties = {} } = resultShape(endpoint);
    const beside = properties.items ? Object.keys(properties).filter((name) => !counted.includes(name)) : [];
    expect(Object.keys(endpoint.head).sort()).toEqual(beside.sort());
  });

  it.skipIf(!sharedIsHere)('is read without losing a single good value', () => {
    for (const { name, reply } of recordingsOf(endpoint)) expect(lossesOfAnswer(endpoint, resultOf(reply)), name).toEqual([]);
  });

  it.skipIf(!sharedIsHere)('holds nothing we do not know of', () => {
    for (const { name, reply } of recordingsOf(endpoint)) {
      const unknown = endpoint.rows(resultOf(reply)).flatMap((row) => undeclaredIn(endpoint.row, row));
      expect([...new Set(unknown)], name).toEqual([]);
    }
  });
});

describe('the fields that came late', () => {
  it.each(lateFields)('are known: %s has %s', (id, field) => {
    expect(ourFields(endpointOf(id).row)).toContain(field);
  });

  it.skipIf(!sharedIsHere)('are read: the total count of new and lost periods', () => {
    const endpoint = endpointOf('timeseries_new_lost_summary');
    const [recorded] = recordingsOf(endpoint);
    const result = resultOf(recorded?.reply ?? { status_code: 0, status_message: '' }) as { total_count?: number }[];
    expect(result[0]?.total_count).toBeTypeOf('number');
    expect(endpoint.read(result).totalCount).toBe(result[0]?.total_count);
  });
});

describe('the recordings', () => {
  it.skipIf(!sharedIsHere)('are all either an answer of an endpoint, an error or the .ai form', () => {
    const others = recordings.filter((one) => !isError(one) && !isAi(one) && !endpointOfReply(one.reply));
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it.skipIf(!sharedIsHere)('cover every endpoint but those whose shape another one or a fixture stands for', () => {
    const covered = endpoints.filter((endpoint) => recordingsOf(endpoint).length > 0).map(({ id }) => id);
    expect([...covered, 'referring_domains', 'available_filters']).toEqual(expect.arrayContaining(endpoints.map(({ id }) => id)));
  });

  it.skipIf(!sharedIsHere)('of errors are JSON with a code and words', () => {
    const errors = recordings.filter(isError);
    expect(errors.length).toBeGreaterThan(0);
    for (const { name, reply } of errors)
      expect([reply.status_code, reply.status_message], name).toEqual([expect.any(Number), expect.any(String)]);
  });

  it.skipIf(!sharedIsHere)('of the .ai form hold rows that read as those of the full form', () => {
    const ai = recordings.filter(isAi);
    expect(ai.length).toBeGreaterThan(0);
    for (const { name, reply } of ai) {
      const endpoint = endpointOf(name.replace(/\.ai$/, '') as EndpointId);
      const result = [{ items: (reply as { items?: unknown[] }).items }];
      expect(endpoint.read(result).rows.length, name).toBeGreaterThan(0);
      expect(lossesOfAnswer(endpoint, result), name).toEqual([]);
      expect(
        endpoint.rows(result).flatMap((row) => undeclaredIn(endpoint.row, row)),
        name,
      ).toEqual([]);
    }
  });
});

describe('our own fixtures', () => {
  // A recording of 2021 has this shape; the official schema no longer does.
  const past = ['domain_intersection.2021'];

  it.skipIf(!schema).each(fixtures.filter(({ name }) => !past.includes(name)))('are in the official shape: $name', ({ reply }) => {
    const endpoint = endpoints.find(({ path }) => path === `/${reply.tasks?.[0]?.path?.join('/')}`);
    const validate = endpoint && ajv.getSchema(`${schema?.$id}${official(endpoint)?.response.$ref}`);
    expect(validate?.(reply), ajv.errorsText(validate?.errors)).toBe(true);
  });
});
