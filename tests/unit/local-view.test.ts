import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column, ColumnKind, Row } from '../../lib/columns.ts';
import { type ColumnFilter, type LocalFilter, localView, noFilter, type SortBy } from '../../lib/local-view.ts';
import { sortedBy } from '../fixtures/sorted-by.ts';

const column = (path: string, kind: ColumnKind): Column => ({
  path,
  label: path,
  of: '',
  kind,
  help: '',
  value: (row) => row[path] ?? null,
});
const columns = [
  ...[column('n', 'count'), column('t', 'text'), column('at', 'time'), column('f', 'flag'), column('tags', 'tags')],
  ...[column('tally', 'tally'), column('list', 'list'), column('code', 'httpStatus')],
];

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const few = fc.constantFrom('', 'a', 'A', 'b', 'ä', 'page 2', 'page 10', 'Page 2', 'ж', '=x', 'e\u0301', 'é', 'x'.repeat(40));
const moments = fc
  .date({ min: new Date('2019-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().replace(/^(\S+)T(\S+)\.\d+Z$/, '$1 $2 +00:00'));
const row: fc.Arbitrary<Row> = fc.record({
  n: orNull(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1234, 12_408))),
  t: orNull(fc.oneof(few, fc.string())),
  at: orNull(fc.oneof(moments, fc.constantFrom('2026-01-31 00:00:00 +00:00', 'no moment'))),
  f: orNull(fc.boolean()),
  tags: orNull(fc.array(fc.constantFrom('ugc', 'nofollow', 'sponsored'), { maxLength: 2 })),
  tally: orNull(fc.dictionary(few, orNull(fc.nat(9)), { maxKeys: 3 })),
  list: orNull(fc.array(fc.record({ x: fc.nat(3) }), { maxLength: 3 })),
  code: orNull(fc.constantFrom(200, 301, 404)),
});
const rows = fc.array(row, { maxLength: 30 });
const sorts = fc
  .subarray(columns.map(({ path }) => path))
  .chain((paths) => fc.shuffledSubarray(paths))
  .chain((paths) =>
    fc.tuple(...paths.map((path) => fc.constantFrom('asc' as const, 'desc' as const).map((direction) => ({ path, direction })))),
  );

const rowsOf = (all: readonly Row[], filter: LocalFilter, sort: readonly SortBy[]): Row[] => {
  const { order, faults } = localView(columns, all).shown(filter, sort);
  expect(faults).toEqual([]);
  return [...order].map((at) => all[at] as Row);
};

/** Sorting whole rows by the last column first, each time stably. */
const naive = (all: readonly Row[], sort: readonly SortBy[]): Row[] =>
  sort.reduceRight<Row[]>(
    (now, { path, direction }) => sortedBy(now, columns.find((each) => each.path === path) as Column, direction),
    [...all],
  );

describe('sorting', () => {
  it('gives what sorting row by row gives, for any columns and directions', () => {
    fc.assert(
      fc.property(rows, sorts, (all, sort) => {
        const sorted = rowsOf(all, noFilter, sort);
        const expected = naive(all, sort);
        expect(sorted.map((each) => all.indexOf(each))).toEqual(expected.map((each) => all.indexOf(each)));
      }),
      { numRuns: 400 },
    );
  });

  it('keeps rows without a value last both ways', () => {
    const all: Row[] = [{ n: null }, { n: 2 }, { n: 0 }, {}];
    expect(rowsOf(all, noFilter, [{ path: 'n', direction: 'asc' }]).map(({ n }) => n)).toEqual([0, 2, null, undefined]);
    expect(rowsOf(all, noFilter, [{ path: 'n', direction: 'desc' }]).map(({ n }) => n)).toEqual([2, 0, null, undefined]);
  });

  it('reads numbers in texts as numbers, and forgets columns that are not there', () => {
    const all: Row[] = [{ t: 'page 10' }, { t: 'page 2' }];
    expect(
      rowsOf(all, noFilter, [
        { path: 'gone', direction: 'asc' },
        { path: 't', direction: 'asc' },
      ])[0],
    ).toEqual({ t: 'page 2' });
    expect(rowsOf(all, noFilter, [{ path: 'gone', direction: 'asc' }])).toEqual(all);
  });

  it('answers the same question with the same object', () => {
    const view = localView(columns, [{ n: 1 }, { n: 2 }]);
    const sort: SortBy[] = [{ path: 'n', direction: 'desc' }];
    const filter = { text: '2', columns: [] };
    expect(view.shown(noFilter, sort)).toBe(view.shown(noFilter, [...sort]));
    expect(view.shown(filter, sort)).toBe(view.shown(filter, sort));
    expect([...view.shown(filter, sort).order]).toEqual([1]);
    expect([...view.shown(noFilter, sort).order]).toEqual([1, 0]);
  });
});

const by = (filter: ColumnFilter, all: readonly Row[]): Row[] => rowsOf(all, { text: '', columns: [filter] }, []);

describe('filtering a column', () => {
  it('by text, whatever its case', () => {
    fc.assert(
      fc.property(rows, few, (all, text) => {
        const has = ({ t }: Row) => typeof t === 'string' && t.toLowerCase().includes(text.toLowerCase());
        expect(by({ path: 't', test: 'contains', text }, all)).toEqual(text === '' ? all : all.filter(has));
        expect(by({ path: 't', test: 'without', text }, all)).toEqual(text === '' ? all : all.filter((each) => !has(each)));
      }),
    );
  });

  it('by a range, with open ends; no value is in no range', () => {
    fc.assert(
      fc.property(rows, orNull(fc.integer({ min: -5, max: 5 })), orNull(fc.integer({ min: -5, max: 5 })), (all, from, to) => {
        const isIn = ({ n }: Row) => typeof n === 'number' && (from === null || n >= from) && (to === null || n <= to);
        expect(by({ path: 'n', test: 'range', from, to }, all)).toEqual(from === null && to === null ? all : all.filter(isIn));
      }),
    );
  });

  it('by days, both included; the start of a UTC day is that day', () => {
    const all: Row[] = [{ at: '2026-01-31 00:00:00 +00:00' }, { at: '2026-02-01 00:00:00 +00:00' }, { at: null }];
    expect(by({ path: 'at', test: 'days', from: '2026-01-31', to: '2026-01-31' }, all)).toEqual([all[0]]);
    expect(by({ path: 'at', test: 'days', from: null, to: '2026-02-01' }, all)).toEqual(all.slice(0, 2));
    expect(by({ path: 'at', test: 'days', from: '2026-02-01', to: null }, all)).toEqual([all[1]]);
  });

  it('by a flag, of which nothing may be known', () => {
    fc.assert(
      fc.property(rows, fc.subarray(['yes', 'no', 'unknown'] as const), (all, values) => {
        const nameOf = (f: unknown) => (f === true ? 'yes' : f === false ? 'no' : 'unknown');
        expect(by({ path: 'f', test: 'flag', values }, all)).toEqual(all.filter(({ f }) => (values as string[]).includes(nameOf(f))));
      }),
    );
  });

  it('by a set: any of the tags, a code, no value', () => {
    const all: Row[] = [
      { tags: ['ugc', 'nofollow'], code: 404 },
      { tags: [], code: 200 },
      { tags: null, code: null },
    ];
    expect(by({ path: 'tags', test: 'set', values: ['nofollow'] }, all)).toEqual([all[0]]);
    expect(by({ path: 'tags', test: 'set', values: [null] }, all)).toEqual(all.slice(1));
    expect(by({ path: 'code', test: 'set', values: ['200', null] }, all)).toEqual(all.slice(1));
  });

  it('by a pattern, tried on the first 1,000 characters', () => {
    const all: Row[] = [{ t: 'Best lamps 2024' }, { t: `${'x'.repeat(2000)}lamps` }, { t: null }];
    expect(by({ path: 't', test: 'regex', text: '^best .*\\d{4}$' }, all)).toEqual([all[0]]);
    expect(by({ path: 't', test: 'regex', text: 'lamps' }, all)).toEqual([all[0]]);
    expect(by({ path: 't', test: 'regex', text: '.*' }, all)).toEqual(all.slice(0, 2));
  });

  it.each([
    ['(', /not a pattern/],
    ['[z-a]', /not a pattern/],
    ['(a+)+$', /for ever/],
    ['(?:a|aa)*b', /for ever/],
    ['((ab?)c)*', /for ever/],
    ['(a{1,}){9}', /for ever/],
    ['.*a.*b.*c.*d', /at most 3 repeats/],
    ['a*a*a*a*b', /at most 3 repeats/],
    ['a'.repeat(201), /at most 200/],
  ])('says what is wrong with %s, and keeps every row', (text, message) => {
    const view = localView(columns, [{ t: 'a'.repeat(1000) }, { t: 'b' }]);
    const { order, faults } = view.shown({ text: '', columns: [{ path: 't', test: 'regex', text }] }, []);
    expect(order).toHaveLength(2);
    expect(faults).toEqual([{ path: 't', message: expect.stringMatching(message) }]);
  });

  it.each(['(https?)://', '(foo|bar)', 'a+b*c?', '\\(a+\\)+', '[(+]+', '(\\d{3}){2}', '(?<year>\\d{4})-\\d\\d'])('takes %s', (text) => {
    expect(localView(columns, []).shown({ text: '', columns: [{ path: 't', test: 'regex', text }] }, []).faults).toEqual([]);
  });

  it('stops a pattern that takes too long', () => {
    // Each text takes a noticeable time, none for ever.
    const view = localView(
      columns,
      Array.from({ length: 400 }, () => ({ t: 'a'.repeat(990) })),
    );
    const { order, faults } = view.shown({ text: '', columns: [{ path: 't', test: 'regex', text: 'a*a*b' }] }, []);
    expect(order).toHaveLength(400);
    expect(faults).toEqual([{ path: 't', message: expect.stringMatching(/too long/) }]);
  });

  it('refuses a day that is none, and leaves columns alone that are not there', () => {
    const view = localView(columns, [{ at: null }]);
    expect(view.shown({ text: '', columns: [{ path: 'at', test: 'days', from: 'soon', to: null }] }, []).faults).toHaveLength(1);
    expect(view.shown({ text: '', columns: [{ path: 'gone', test: 'contains', text: 'x' }] }, []).order).toHaveLength(1);
  });
});

describe('filtering all columns', () => {
  it('gives the same letter by letter as at once, together with columns and a sort', () => {
    fc.assert(
      fc.property(rows, few, sorts, (all, text, sort) => {
        const view = localView(columns, all);
        const conditions: ColumnFilter[] = [{ path: 'code', test: 'set', values: ['200', '404', null] }];
        for (let length = 0; length < text.length; length++) view.shown({ text: text.slice(0, length), columns: conditions }, []);
        const stepped = view.shown({ text, columns: conditions }, sort);
        const atOnce = localView(columns, all).shown({ text, columns: conditions }, sort);
        expect([...stepped.order]).toEqual([...atOnce.order]);
        const expected = naive(all, sort).filter(({ code }) => code !== 301);
        const found = [...atOnce.order].map((at) => all[at]);
        expect(found).toEqual(expected.filter((each) => found.includes(each)));
        if (text === '') expect(found).toEqual(expected);
      }),
    );
  });

  it.each([
    ['12,408', 1],
    ['12408', 1],
    ['31 2026', 0],
    ['2026-01-31', 1],
    ['UGC', 1],
    ['Lamps', 1],
    ['true', 0],
    ['b", "', 0],
    ['lamps\nugc', 0],
  ])('finds what is read and what the API wrote: %s', (text, found) => {
    const all: Row[] = [{ n: 12_408, at: '2026-01-31 08:00:00 +00:00', tags: ['ugc'], t: 'LAMPS', f: true }, { n: 3 }];
    expect(rowsOf(all, { text, columns: [] }, [])).toHaveLength(found);
  });
});

describe('what else a view knows', () => {
  it('the values most rows have', () => {
    const all: Row[] = [{ tags: ['ugc'] }, { tags: ['ugc', 'nofollow', 'ugc'] }, { tags: null }, { tags: [] }];
    const view = localView(columns, all);
    expect(view.tops('tags', 2)).toEqual([
      { value: null, count: 2 },
      { value: 'ugc', count: 2 },
    ]);
    expect(view.tops('gone', 2)).toEqual([]);
  });

  it('a name for every row that no other row has, and that stays when rows are added', () => {
    const all: Row[] = [{ t: 'a' }, { t: 'a' }, { t: null }, { t: '' }, { t: 'b' }];
    const keys = localView(columns, all, 't').keys();
    expect(new Set(keys).size).toBe(5);
    expect(keys[4]).toBe('b');
    expect(
      localView(columns, [...all, { t: 'c' }], 't')
        .keys()
        .slice(0, 5),
    ).toEqual(keys);
    expect(new Set(localView(columns, all).keys()).size).toBe(5);
  });

  it('what it can work out ahead, in slices', () => {
    const all: Row[] = Array.from({ length: 100 }, (_, n) => ({ n, t: `${n}` }));
    const view = localView(columns, all);
    let turns = 0;
    while (!view.prepare(['n', 't', 'gone'], () => turns++ % 2 === 0)) expect(turns).toBeLessThan(100);
    expect(turns).toBeGreaterThan(4);
    expect(view.shown({ text: '99', columns: [] }, [{ path: 't', direction: 'desc' }]).order).toHaveLength(1);
  });
});
