import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import type { Param } from '../../lib/params.ts';
import { aRequest } from '../fixtures/arbitraries.ts';
import { readShared, sharedIsHere } from '../fixtures/replies.ts';

// The official schema and examples lie beside the repository; without them these tests are skipped and counted.
type Property = {
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  maxProperties?: number;
  maxLength?: number;
};
type Definition = { properties: Record<string, Property>; required?: string[] };
type Official = { method: string; path: string; request: { $ref: string } | null; live: boolean; aiPath?: string };
type Schema = { $id: string; endpoints: Record<string, Official>; $defs: Record<string, Definition & { items?: { $ref: string } }> };

const schema = sharedIsHere ? (readShared('schema.json') as Schema) : null;
const examples = sharedIsHere ? (readShared('request-examples.json') as Record<string, AnyRequest[]>) : {};
const defOf = ({ $ref }: { $ref: string }) => schema?.$defs[$ref.slice('#/$defs/'.length)];
const ajv = new Ajv2020({ strict: false, allErrors: true });
if (schema) ajv.addSchema(schema);

/** The official entry of an endpoint of ours, matched by path. */
function officialOf(endpoint: Endpoint): [id: string, official: Official] {
  const found = Object.entries(schema?.endpoints ?? {}).find(([, { path }]) => path === endpoint.path);
  if (!found) throw new Error(`The official schema does not have ${endpoint.path}.`);
  return found;
}

function definitionOf(endpoint: Endpoint): Definition {
  const { request } = officialOf(endpoint)[1];
  const items = request ? defOf(request)?.items : undefined;
  return (items ? defOf(items) : undefined) ?? { properties: {} };
}

function validatorOf(endpoint: Endpoint): ValidateFunction {
  const { request } = officialOf(endpoint)[1];
  const validate = request ? ajv.getSchema(`${schema?.$id}${request.$ref}`) : undefined;
  if (!validate) throw new Error(`The official schema has no request for ${endpoint.path}.`);
  return validate;
}

/** Our request for a body the API was sent: the intersections' numbered targets as the list our form has. */
const requestFrom = (body: AnyRequest): AnyRequest =>
  body.targets && !Array.isArray(body.targets) ? { ...body, targets: Object.values(body.targets) } : body;

/** The body for a request, as it is sent. */
function bodyOf(endpoint: Endpoint, request: AnyRequest): unknown[] {
  const read = endpoint.schema.safeParse(request);
  if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '));
  const fault = endpoint.check?.(read.data);
  if (fault) throw new Error(`${fault.param}: ${fault.message}`);
  return JSON.parse(JSON.stringify([endpoint.task(read.data)]));
}

type Fact = { what: string; ours: unknown; official: unknown };

/** What our registry and the official schema say of each parameter of an endpoint; undefined where one is silent. */
const factsOf = (endpoint: Endpoint): Fact[] =>
  Object.entries(definitionOf(endpoint).properties).flatMap(([name, property]) => {
    const param = endpoint.request[name];
    return [
      { what: `${name}.default`, ours: param?.apiDefault, official: property.default },
      { what: `${name}.least`, ours: param?.least, official: property.minimum },
      { what: `${name}.most`, ours: param?.most, official: property.maximum ?? mostItems(property) },
      {
        what: `${name}.choices`,
        ours: param?.choices && [...param.choices].sort(),
        official: property.enum?.filter((choice) => choice !== null).sort(),
      },
    ];
  });

const mostItems = ({ maxItems, maxProperties }: Property): number | undefined => maxItems ?? maxProperties;

const accepts = (param: Param | undefined, value: unknown): boolean => param?.schema.safeParse(value).success === true;
const posts = endpoints.filter(({ method }) => method === 'POST');
const gets = endpoints.filter(({ method }) => method === 'GET');

/** Ids that differ from the official file's own names, and why. */
const renamed: Record<string, string> = {
  // Its path is /v3/backlinks/errors and its `function` is `errors`; the file has the longer name to tell it from appendix_errors.
  errors: 'backlinks_errors',
};

/** Limits of ours that the schema does not have; everything both say is equal. */
const oursAlone: Record<string, string> = {
  'offset.most': 'The docs have a ceiling for backlinks alone; elsewhere it is the largest whole number JSON carries safely.',
  'date_from.least':
    'The schema has a pattern; the docs say from when on there is data: 2019-01-01 for history, 2019-01-30 for timeseries.',
  'date_to.least': 'As date_from: a range that ends before the data begins is empty and charged.',
  'custom_mode.choices': 'The schema takes any text as field; the docs list nine words and use a tenth in their example.',
};

/** Values the schema would let through and we do not: each would be refused by the API later, or charged for nothing. */
const refusedEarlier: [EndpointId, param: string, value: unknown, why: string][] = [
  ['summary', 'target', '  ', 'blanks answer 40501'],
  [
    'summary',
    'backlinks_filters',
    [
      ['rank', '>', 1],
      ['rank', '<', 9],
    ],
    'two conditions want "and" or "or" between them',
  ],
  ['summary', 'tag', null, 'null may be sent and says nothing; a missing parameter says the same'],
  ['backlinks', 'custom_mode', { field: 'rank', value: 3 }, 'not among the fields the docs group by'],
  ['backlinks', 'search_after_token', 'x'.repeat(10_001), 'no cursor is that long'],
  ['backlinks', 'filters', ['rank', 'in', 5], '"in" takes a list'],
  ['anchors', 'order_by', ['referring_links_tld.com,desc'], 'TLDs are filtered by, never sorted'],
  ['history', 'date_from', '2018-12-31', 'there is no data before 2019-01-01'],
  ['history', 'date_to', '2025-02-30', 'the day does not exist'],
  ['timeseries_summary', 'date_from', '2019-01-29', 'there is no data before 2019-01-30'],
  ['bulk_new_lost_backlinks', 'date_from', '2025-02-17', 'at most a year back'],
  ['id_list', 'datetime_from', '2026-02-15', 'a moment is more than a day'],
];

// Hundreds of made-up requests for each endpoint take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
beforeAll(() => {
  // The day after the last moment in the official examples.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-02-18T12:00:00Z') });
});
afterAll(() => {
  vi.useRealTimers();
});

describe('the list of endpoints', () => {
  it.skipIf(!schema)('has exactly the official paths, methods, names and .ai forms', () => {
    const facts = (id: string, path: string, method: string, ai: boolean) => `${method} ${path} ${id}${ai ? ' +.ai' : ''}`;
    // The schema lists no .ai form for available_filters; the vendor's own OpenAPI actions do.
    const official = Object.entries(schema?.endpoints ?? {}).map(([id, { path, method, aiPath }]) =>
      facts(id, path, method, aiPath !== undefined || id === 'available_filters'),
    );
    expect(endpoints.map(({ id, path, method, ai }) => facts(renamed[id] ?? id, path, method, ai)).sort()).toEqual(official.sort());
  });

  it.skipIf(!schema)('has an official example for every call that has a body', () => {
    expect(posts.map((endpoint) => officialOf(endpoint)[0]).sort()).toEqual(Object.keys(examples).sort());
  });
});

describe.each(posts)('the request of $id', (endpoint) => {
  it.skipIf(!schema)('produces the official example to the letter', () => {
    const official = examples[officialOf(endpoint)[0]];
    const body = bodyOf(endpoint, requestFrom(official?.[0] ?? {}));
    expect(body).toEqual(official);
    const validate = validatorOf(endpoint);
    expect(validate(body), ajv.errorsText(validate.errors)).toBe(true);
  });

  it.skipIf(!schema)('has the official parameters, no more and no fewer, and requires the same', () => {
    const { properties, required = [] } = definitionOf(endpoint);
    const names = Object.keys(endpoint.request);
    expect(names.sort()).toEqual(Object.keys(properties).sort());
    expect(names.filter((name) => endpoint.request[name]?.required)).toEqual([...required].sort());
  });

  it.skipIf(!schema)('has the official defaults, choices and limits', () => {
    const facts = factsOf(endpoint);
    const both = facts.filter(({ what, ours, official }) => official !== undefined && (ours !== undefined || what.endsWith('.default')));
    expect(both.map(({ what, ours }) => [what, ours])).toEqual(both.map(({ what, official }) => [what, official]));
  });

  it.skipIf(!schema)('takes what is just inside an official limit and refuses what is just outside', () => {
    for (const [name, property] of Object.entries(definitionOf(endpoint).properties)) {
      const { minimum, maximum, maxLength, enum: choices } = property;
      const most = mostItems(property);
      const item = (at: number): string => (name === 'order_by' ? `field_${at},asc` : `site-${at}.example`);
      const items = (many: number): string[] => Array.from({ length: many }, (_, at) => item(at));
      const edges: [value: unknown, taken: boolean][] = [
        ...(minimum === undefined
          ? []
          : ([
              [minimum, true],
              [minimum - 1, false],
            ] as const)),
        ...(maximum === undefined
          ? []
          : ([
              [maximum, true],
              [maximum + 1, false],
            ] as const)),
        ...(maxLength === undefined
          ? []
          : ([
              ['x'.repeat(maxLength), true],
              ['x'.repeat(maxLength + 1), false],
            ] as const)),
        ...(choices?.map((choice): [unknown, boolean] => [choice, choice !== null]) ?? []),
        ...(choices ? ([['another', false]] as const) : []),
        ...(most === undefined
          ? []
          : ([
              [items(most), true],
              [items(most + 1), false],
              [[], !endpoint.request[name]?.required],
            ] as const)),
      ].map(([value, taken]) => [value, taken]);
      for (const [value, taken] of edges)
        expect(accepts(endpoint.request[name], value), `${name}: ${JSON.stringify(value).slice(0, 80)}`).toBe(taken);
    }
  });

  it.skipIf(!schema)('never passes our checks in a shape the official schema refuses', () => {
    const validate = validatorOf(endpoint);
    fc.assert(
      fc.property(aRequest(endpoint), (request) => {
        const read = endpoint.schema.safeParse(request);
        if (!read.success) throw new Error(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '));
        const body = JSON.parse(JSON.stringify([endpoint.task(read.data)]));
        if (!validate(body)) throw new Error(ajv.errorsText(validate.errors));
      }),
      { numRuns: 150 },
    );
  });
});

describe('what differs from the official schema', () => {
  it.skipIf(!schema)('is nothing but the limits explained here', () => {
    const alone = posts.flatMap(factsOf).filter(({ ours, official }) => ours !== undefined && official === undefined);
    expect([...new Set(alone.map(({ what }) => what))].sort()).toEqual(Object.keys(oursAlone).sort());
  });

  it.skipIf(!schema).each(refusedEarlier)('is that %s refuses this %s early: %j, for %s', (id, param, value) => {
    const endpoint = endpointOf(id);
    const good = requestFrom(examples[officialOf(endpoint)[0]]?.[0] ?? {});
    expect(validatorOf(endpoint)([endpoint.task({ ...good, [param]: value })])).toBe(true);
    expect(accepts(endpoint.request[param], value)).toBe(false);
    expect(endpoint.schema.safeParse({ ...good, [param]: value }).success).toBe(false);
  });
});

describe.each(gets)('the request of $id', (endpoint) => {
  it('takes no parameters', () => {
    expect(endpoint.request).toEqual({});
    expect(endpoint.schema.safeParse({}).success).toBe(true);
    expect(endpoint.schema.safeParse({ limit: 5 }).success).toBe(false);
  });
});
