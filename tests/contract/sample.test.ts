import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import { createSample } from '../../lib/sample/index.ts';
import { lossesOfAnswer, undeclaredIn } from '../fixtures/losses.ts';
import { readShared, sharedIsHere } from '../fixtures/replies.ts';

// The official schema lies beside the repository; without it the tests against it are skipped and counted.
type Official = { path: string; response: { $ref: string }; aiResponse?: { $ref: string } };
type Schema = { $id: string; endpoints: Record<string, Official> };

const schema = sharedIsHere ? (readShared('schema.json') as Schema) : null;
const ajv = new Ajv2020({ strict: false, allErrors: true });
if (schema) ajv.addSchema(schema);
const official = ({ path }: Endpoint) => Object.values(schema?.endpoints ?? {}).find((one) => one.path === path);

const sample = createSample({ now: () => Date.UTC(2026, 10, 22, 8), scale: 0.06 });

async function ask(endpoint: Endpoint, task: Record<string, unknown>, ending = '') {
  const post = { method: 'POST', body: JSON.stringify([task]) };
  const reply = await sample(new Request(`https://api.dataforseo.com${endpoint.path}${ending}`, endpoint.method === 'POST' ? post : {}));
  return { status: reply.status, body: await reply.json() };
}

const targets = ['forbes.com', 'lost-cause.org', 'blog.moz.com', 'https://ahrefs.com/blog/', 'nodata.example.org', 'xn--e1afmkfd.xn--p1ai'];
/** Which of them each kind of report takes. */
const allowed = {
  any: targets,
  site: targets.filter((target) => !target.startsWith('https')),
  domain: targets.filter((target) => !/^https|^blog|^nodata/.test(target)),
};

/** Several ways to ask one endpoint, made of the parameters it has. */
function asked({ request, method }: Endpoint): Record<string, unknown>[] {
  if (method === 'GET') return [{}];
  if (request.datetime_from?.required) {
    const span = { datetime_from: '2026-11-01 00:00:00 +00:00', datetime_to: '2026-11-22 00:00:00 +00:00' };
    return [span, { ...span, include_metadata: true, sort: 'desc', limit: 3 }];
  }
  const { target, targets: many } = request;
  const isNumbered = 'intersection_mode' in request;
  const named: Record<string, unknown>[] = target
    ? allowed[target.allows ?? 'any'].map((one) => ({ target: one }))
    : many
      ? [targets.slice(0, 2), targets].map((some) => ({
          targets: isNumbered ? Object.fromEntries(some.map((one, at) => [at + 1, one])) : some,
        }))
      : [{}];
  const values = Object.entries(request).flatMap<Record<string, unknown>>(([name, { choices = [], control }]) =>
    control === 'choice' ? choices.map((choice) => ({ [name]: choice })) : control === 'flag' ? [{ [name]: true }, { [name]: false }] : [],
  );
  return [...named, ...values.map((value) => ({ ...named[0], ...value }))];
}

const live = endpoints.filter(({ ai }) => ai);

describe('the sample answers as the API does', () => {
  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s', async (_, endpoint) => {
    for (const task of asked(endpoint)) {
      const { status, body } = await ask(endpoint, task);
      const what = JSON.stringify(task);
      expect(status, what).toBe(200);
      expect(body.tasks[0], what).toMatchObject({ status_code: 20000, data: task, path: endpoint.path.split('/').slice(1) });
      const result = body.tasks[0].result ?? [];
      expect(lossesOfAnswer(endpoint, result), what).toEqual([]);
      for (const row of endpoint.rows(result)) expect(undeclaredIn(endpoint.row, row), what).toEqual([]);
      expect(Object.keys(endpoint.head).filter((name) => result[0] && !(name in result[0]))).toEqual([]);
    }
  });

  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s has rows, and says something in every field',
    async (_, endpoint) => {
      const rows: Record<string, unknown>[] = [];
      for (const task of asked(endpoint))
        rows.push(...(endpoint.read((await ask(endpoint, task)).body.tasks[0].result ?? []).rows as typeof rows));
      const silent = Object.keys(endpoint.row).filter((name) => rows.every((row) => row[name] === null));
      // Null is what these are for nearly everyone, or for the family of an endpoint that is no more.
      const usual = /subscription_expiry_date|content_duplicates/;
      expect(silent.filter((name) => !usual.test(name))).toEqual([]);
    },
  );
});

describe.skipIf(!sharedIsHere)('the sample fits the official schema', () => {
  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s', async (_, endpoint) => {
    const validate = ajv.compile({ $ref: `${schema?.$id}${official(endpoint)?.response.$ref}` });
    for (const task of asked(endpoint)) {
      const { body } = await ask(endpoint, task);
      expect(validate(body) ? [] : validate.errors, JSON.stringify(task)).toEqual([]);
    }
  });

  it.each(live.map((endpoint) => [endpoint.id, endpoint] as const))('%s in its condensed form', async (_, endpoint) => {
    const { aiResponse } = official(endpoint) ?? {};
    const validate = aiResponse ? ajv.compile({ $ref: `${schema?.$id}${aiResponse.$ref}` }) : () => true;
    for (const task of asked(endpoint)) {
      const { body } = await ask(endpoint, task, '.ai');
      expect(validate(body), JSON.stringify(task)).toBe(true);
      expect(Object.keys(body)).toEqual(['id', 'status_code', 'status_message', 'items']);
    }
  });
});
