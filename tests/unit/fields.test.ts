import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpoints } from '../../lib/endpoints/index.ts';
import {
  bytes,
  count,
  type Field,
  flag,
  group,
  host,
  httpStatus,
  json,
  list,
  listPerTarget,
  perTarget,
  rank,
  rowReader,
  spam,
  tags,
  tally,
  text,
  time,
  url,
  usd,
  words,
} from '../../lib/fields.ts';
import { lossesOf } from '../fixtures/losses.ts';
import { fieldPaths, jsonTypeOf, type Path, rawRow, valueAt, withValueAt } from '../fixtures/raw.ts';

// Thousands of made-up rows take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

type Row = Record<string, unknown>;

/** What a value reads as in a row of one field. */
const read = (field: Field, value: unknown): unknown => rowReader({ field })({ field: value }).field;

describe('a word', () => {
  it.each<[string, Field, [value: unknown, reads: unknown][]]>([
    [
      'text',
      text('A'),
      [
        ['', ''],
        ['灯 \u0000 🗼', '灯 \u0000 🗼'],
        [5, null],
        [null, null],
        [['x'], null],
      ],
    ],
    [
      'count',
      count('A'),
      [
        [0, 0],
        [-1, -1],
        [2 ** 52, 2 ** 52],
        [0.5, 0.5],
        ['5', null],
        [Number.NaN, null],
        [Number.POSITIVE_INFINITY, null],
      ],
    ],
    [
      'flag',
      flag('A'),
      [
        [false, false],
        [true, true],
        [0, null],
        ['true', null],
      ],
    ],
    [
      'tags',
      tags('A'),
      [
        [[], []],
        [
          ['a', 'b'],
          ['a', 'b'],
        ],
        [
          ['a', null, 5, 'b'],
          ['a', 'b'],
        ],
        ['a', null],
        [{}, null],
      ],
    ],
    [
      'tally',
      tally('A'),
      [
        [{}, {}],
        [
          { '': 0, 'co.uk': 3 },
          { '': 0, 'co.uk': 3 },
        ],
        [
          { a: 'x', b: 1 },
          { a: null, b: 1 },
        ],
        [[], null],
        [5, null],
      ],
    ],
    [
      'words',
      words('A'),
      [
        [{ a: '' }, { a: '' }],
        [
          { a: 5, b: 'x' },
          { a: null, b: 'x' },
        ],
        ['x', null],
      ],
    ],
    [
      'json',
      json('A'),
      [
        [{}, {}],
        [{ a: [{ b: null }] }, { a: [{ b: null }] }],
        [[1], null],
        ['{}', null],
      ],
    ],
    [
      'group',
      group('A', { a: text('A'), b: flag('B') }),
      [
        [{}, { a: null, b: null }],
        [
          { a: '', b: 5, c: 1 },
          { a: '', b: null },
        ],
        [[], null],
        ['x', null],
      ],
    ],
    [
      'list',
      list('A', { a: text('A') }),
      [
        [[], []],
        [
          [{ a: 'x' }, {}, null, 5, { a: 6 }],
          [{ a: 'x' }, { a: null }, { a: null }],
        ],
        [{}, null],
      ],
    ],
    [
      'map by target',
      perTarget('A', { a: text('A') }),
      [
        [{}, {}],
        [
          { 1: { a: 'x' }, 20: 5 },
          { 1: { a: 'x' }, 20: null },
        ],
        [[{}], null],
      ],
    ],
    [
      'map of lists by target',
      listPerTarget('A', { a: text('A') }),
      [
        [
          { 1: [], 2: [{ a: 'x' }, 5], 3: {} },
          { 1: [], 2: [{ a: 'x' }], 3: null },
        ],
        [[], null],
      ],
    ],
  ])('%s reads what it should, and anything else as null', (_, field, cases) => {
    for (const [value, reads] of cases) expect(read(field, value), JSON.stringify(value)).toEqual(reads);
    for (const none of [undefined, null, Symbol('x'), () => 1]) expect(read(field, none)).toBeNull();
    expect(rowReader({ field })({})).toEqual({ field: null });
  });

  it.each(Object.entries({ text, host, url, time, count, bytes, rank, spam, httpStatus, usd, flag, tags, tally, words, json }))(
    '%s has its own kind, a label and a help that may be left out',
    (kind, word) => {
      expect(word('Label')).toMatchObject({ kind, label: 'Label', help: '' });
      expect(word('Label', 'Help.')).toMatchObject({ kind, label: 'Label', help: 'Help.' });
    },
  );

  it('of a row that is no object is null, each row a row of its own', () => {
    const row = rowReader({ a: text('A'), b: tags('B') });
    for (const raw of [null, undefined, 5, 'x', [], true]) expect(row(raw)).toEqual({ a: null, b: null });
    expect(row(null)).not.toBe(row(null));
  });
});

/** A result whose rows are these, in the shape the endpoint has. */
function resultWith(endpoint: Endpoint, rows: unknown[]): unknown[] {
  const inItems = endpoint.rows([{ items: [{}] }]).length === 1 && endpoint.rows([{}, {}]).length === 0;
  return inItems ? [{ ...rawRow(endpoint.head), total_count: 7, items_count: rows.length, items: rows }] : rows;
}

const wrongTypes: Record<ReturnType<typeof jsonTypeOf>, unknown> = {
  string: 'wrong',
  number: 77,
  boolean: true,
  array: [1, 'x', {}],
  object: { x: 1 },
};
const numbers = ['count', 'bytes', 'rank', 'spam', 'httpStatus', 'usd'];
const strings = ['text', 'host', 'url', 'time'];

/** What may become of a field: the value that comes instead (none: it is missing), and what it must read as. */
const drifts = (field: Field): { name: string; comes: [unknown?]; reads: unknown }[] => [
  { name: 'missing', comes: [], reads: null },
  { name: 'null', comes: [null], reads: null },
  { name: 'undefined', comes: [undefined], reads: null },
  { name: 'NaN', comes: [Number.NaN], reads: null },
  { name: 'infinite', comes: [Number.POSITIVE_INFINITY], reads: null },
  ...[1e308, -1e308, 2 ** 53].map((huge) => ({
    name: String(huge),
    comes: [huge] as [unknown],
    reads: numbers.includes(field.kind) ? huge : null,
  })),
  ...['', 'x'.repeat(100_000)].map((long) => ({
    name: `a text of ${long.length}`,
    comes: [long] as [unknown],
    reads: strings.includes(field.kind) ? long : null,
  })),
  ...Object.entries(wrongTypes)
    .filter(([type]) => type !== jsonTypeOf(field))
    .map(([type, wrong]) => ({ name: `of type ${type}`, comes: [wrong] as [unknown], reads: null })),
];

/** The row without a value, to compare the rest. */
const without = (row: unknown, path: Path): unknown => withValueAt(row, path);

describe.each(endpoints)('the rows of $id', (endpoint) => {
  const raw = rawRow(endpoint.row);
  const whole = endpoint.read(resultWith(endpoint, [raw, raw]));

  it('with every field in good order lose nothing', () => {
    expect(whole.rows).toHaveLength(2);
    for (const row of whole.rows) expect(lossesOf(endpoint.row, raw, row)).toEqual([]);
    expect(whole.head).toEqual(rawRow(endpoint.head));
  });

  it('survive any one field missing, empty, of another type, huge or not a number: all the rest stays', () => {
    for (const { path, field } of fieldPaths(endpoint.row)) {
      const rest = without(whole.rows[0], path);
      for (const { name, comes, reads } of drifts(field)) {
        const drifted = withValueAt(raw, path, ...comes);
        const { rows, head, totalCount } = endpoint.read(resultWith(endpoint, [drifted, raw]));
        const what = `${path.join('.')} ${name}`;
        expect(valueAt(rows[0], path), what).toEqual(reads);
        expect(without(rows[0], path), what).toEqual(rest);
        expect([rows[1], head, totalCount], what).toEqual([whole.rows[1], whole.head, whole.totalCount]);
      }
    }
  });

  it('survive any one field beside them gone wrong', () => {
    for (const { path, field } of fieldPaths(endpoint.head)) {
      for (const { name, comes, reads } of drifts(field)) {
        const result = resultWith(endpoint, [raw, raw]).map((first) => withValueAt(first, path, ...comes));
        const { rows, head } = endpoint.read(result);
        expect(rows, name).toEqual(whole.rows);
        expect(head, name).toEqual({ ...whole.head, [path[0] as string]: reads });
      }
    }
  });

  it('leave out what is not declared, wherever it comes', () => {
    const objects = fieldPaths(endpoint.row).map(({ path }) => path.slice(0, -1));
    const extra = objects.reduce((row, path) => withValueAt(row, [...path, 'added_in_2031'], { a: 1 }), raw);
    expect(endpoint.read(resultWith(endpoint, [extra, extra])).rows).toEqual(whole.rows);
  });

  it('are not harmed by keys such as __proto__ and constructor', () => {
    const evil = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":1,';
    const hostile = JSON.parse(JSON.stringify([raw, raw]).replaceAll('{', evil));
    const { rows } = endpoint.read(resultWith(endpoint, hostile));
    expect(({} as Row).polluted).toBeUndefined();
    expect(rows.map(harmless)).toEqual(whole.rows);
  });
});

/** A copy without the hostile keys a map of any keys may keep, having made sure that no object inherits from them. */
function harmless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(harmless);
  if (typeof value !== 'object' || value === null) return value;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  const hostile = ['__proto__', 'constructor', 'toString'];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !hostile.includes(key))
      .map(([key, inner]) => [key, harmless(inner)]),
  );
}

describe('any JSON at all', () => {
  const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

  it('is read without a throw, and no row is lost or added', () => {
    fc.assert(
      fc.property(fc.constantFrom(...endpoints), fc.array(anyJson, { maxLength: 4 }), fc.boolean(), (endpoint, values, wrapped) => {
        const result = wrapped ? resultWith(endpoint, values) : values;
        const { rows, head } = endpoint.read(result);
        expect(rows).toHaveLength(endpoint.rows(result).length);
        for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(endpoint.row));
        expect(Object.keys(head)).toEqual(Object.keys(endpoint.head));
      }),
      { numRuns: 3000 },
    );
  });

  it('in the place of any field is read without a throw, and every other field stays', () => {
    const places = endpoints.flatMap((endpoint) =>
      fieldPaths(endpoint.row).map(({ path }) => ({ endpoint, path, raw: rawRow(endpoint.row) })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), anyJson, ({ endpoint, path, raw }, value) => {
        const [row] = endpoint.read(resultWith(endpoint, [withValueAt(raw, path, value)])).rows;
        const [whole] = endpoint.read(resultWith(endpoint, [raw])).rows;
        expect(without(row, path)).toEqual(without(whole, path));
      }),
      { numRuns: 4000 },
    );
  });
});
