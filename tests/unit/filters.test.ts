import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  type Condition,
  conditionsOf,
  type Filter,
  type FilterType,
  faultOf,
  filterSchema,
  isCondition,
  LONGEST_REGEX,
  MOST_CONDITIONS,
  MOST_SORTS,
  operatorsOf,
  orderSchema,
} from '../../lib/filters.ts';
import { aFilter } from '../fixtures/arbitraries.ts';

// Thousands of made-up filters take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const values: Record<FilterType, Condition[2]> = {
  bool: true,
  num: 80,
  str: '%lamp%',
  time: '2026-01-31 08:00:00 +00:00',
  'array.str': 'blogs',
  'array.num': 4,
};
const typed = (Object.keys(operatorsOf) as FilterType[]).flatMap((type) => operatorsOf[type].map((operator) => [type, operator] as const));
const one: Condition = ['rank', '>', 80];
/** So many conditions in a row, joined. */
const many = (conditions: number): unknown[] =>
  Array.from({ length: conditions }, () => one).flatMap((each, at) => (at ? ['and', each] : [each]));
/** One condition inside so many lists. */
const nested = (lists: number): unknown => (lists === 0 ? one : [nested(lists - 1)]);

describe('an operator', () => {
  it.each(typed)('on %s: %s takes a value of that type', (type, operator) => {
    const isList = operator === 'in' || operator === 'not_in';
    const value = values[type];
    expect(faultOf(['field', operator, isList ? [value, value] : value])).toBeNull();
    expect(faultOf(['field', operator, isList ? value : [value]])).toBe(
      `“${operator}” wants ${isList ? 'a list of values' : 'one value'}.`,
    );
  });

  it('is one of the eighteen the API knows', () => {
    expect(new Set(typed.map(([, operator]) => operator)).size).toBe(18);
    for (const unknown of ['==', '!=', 'contains', 'LIKE', '', 'has not', 'constructor'])
      expect(faultOf(['rank', unknown, 80])).toBe(`“${unknown}” is not an operator the API knows.`);
  });

  it('on text takes the empty text, nought and false as values', () => {
    for (const value of ['', 0, false]) expect(faultOf(['anchor', '=', value])).toBeNull();
  });

  it('without a value is refused by the field’s name', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, {}])
      expect(faultOf(['rank', '=', value])).toBe('The value of “rank” is missing.');
    for (const value of [[], [null], [[1]], [1, {}]]) expect(faultOf(['rank', 'in', value])).toBe('The value of “rank” is missing.');
    expect(faultOf(['', '=', 5])).toBe('A condition begins with the name of a field.');
  });

  it.each(['regex', 'not_regex', 'match', 'not_match'])('%s takes 1,000 characters and no more', (operator) => {
    expect(faultOf(['anchor', operator, 'x'.repeat(LONGEST_REGEX)])).toBeNull();
    expect(faultOf(['anchor', operator, 'x'.repeat(LONGEST_REGEX + 1)])).toBe('A regular expression may have 1000 characters.');
  });

  it('that is no regular expression takes longer texts', () => {
    expect(faultOf(['anchor', 'like', 'x'.repeat(LONGEST_REGEX + 1)])).toBeNull();
  });
});

describe('a filter', () => {
  it.each<[string, Filter]>([
    ['one condition', one],
    ['one condition in a list', [one]],
    ['two with "and"', [one, 'and', one]],
    ['two with "or"', [one, 'or', one]],
    ['a nested pair', [one, 'and', [one, 'or', one]]],
    ['pairs of pairs', [[one, 'or', one], 'and', [one, 'or', [one, 'and', one]]]],
    ['the docs’ example', [['page_summary.backlinks', '>', 5], 'and', ['page', 'like', '%sites%']]],
    ['a key of a distribution', ['referring_links_semantic_locations.$empty', '>', 0]],
    ['a target’s number', ['1.dofollow', '=', true]],
  ])('may be %s', (_, filter) => {
    expect(faultOf(filter)).toBeNull();
    expect(filterSchema.safeParse(filter)).toEqual({ success: true, data: filter });
  });

  it('has at most eight conditions, however they are nested', () => {
    expect(faultOf(many(MOST_CONDITIONS))).toBeNull();
    expect(faultOf(many(MOST_CONDITIONS + 1))).toBe('The API takes at most 8 conditions; this has 9.');
    expect(faultOf([many(4), 'and', many(4)])).toBeNull();
    expect(faultOf([many(4), 'and', [many(4), 'or', one]])).toBe('The API takes at most 8 conditions; this has 9.');
  });

  it('is not nested without end', () => {
    expect(faultOf(nested(MOST_CONDITIONS))).toBeNull();
    expect(faultOf(nested(MOST_CONDITIONS + 1))).toBe('The conditions are nested too deeply.');
    expect(faultOf(nested(5000))).toBe('The conditions are nested too deeply.');
    const endless: unknown[] = [];
    endless.push(endless);
    expect(faultOf(endless)).toBe('The conditions are nested too deeply.');
  });

  const noList = 'A filter is a list such as ["rank", ">", 80].';
  const noJoint = 'Put "and" or "or" between two conditions.';
  it.each<[string, unknown, message: string]>([
    ['nothing', undefined, noList],
    ['null', null, noList],
    ['a text', 'rank > 80', noList],
    ['an object', { rank: 80 }, noList],
    ['an empty list', [], noList],
    ['an empty list inside', [[]], noList],
    ['a lone field', ['rank'], noList],
    ['a condition cut short', ['rank', '>'], noJoint],
    ['a condition with a rest', ['rank', '>', 80, 'and'], noJoint],
    ['conditions side by side', [one, one], noJoint],
    ['a comma for a word', [one, ',', one], noJoint],
    ['"AND" in capitals', [one, 'AND', one], noJoint],
    ['a word at the end', [one, 'and'], noJoint],
    ['a word at the beginning', ['and', one], noJoint],
    ['words alone', ['and', 'or', 'and'], noList],
    ['two words between', [one, 'and', 'and', one], noJoint],
    ['a fault deep inside', [one, 'and', [one, 'or', ['rank', 'near', 5]]], '“near” is not an operator the API knows.'],
  ])('cannot be %s', (_, filter, message) => {
    expect(faultOf(filter)).toBe(message);
    const read = filterSchema.safeParse(filter);
    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  it('of any valid kind is accepted, with all of its conditions', () => {
    fc.assert(
      fc.property(aFilter, (filter) => {
        expect(faultOf(filter)).toBeNull();
        const conditions = conditionsOf(filter);
        expect(conditions.length).toBeGreaterThan(0);
        expect(conditions.length).toBeLessThanOrEqual(MOST_CONDITIONS);
        expect(conditions.every(isCondition)).toBe(true);
        expect(conditions.every((condition) => faultOf(condition) === null)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('of any other kind is refused in a sentence, never with a throw', () => {
    const parts = fc.oneof(fc.constantFrom('and', 'or', 'rank', '>', 80, null), fc.anything());
    const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ depthSize: 'small' }, parts, fc.array(tie('tree'), { maxLength: 5 })) }));
    fc.assert(
      fc.property(tree, (filter) => {
        const fault = faultOf(filter);
        if (fault !== null) expect(fault).toMatch(/^[A-Z“].*[.]$/s);
        else expect(conditionsOf(filter as Filter).length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the conditions of a filter', () => {
  const [a, b, c]: Condition[] = [
    ['a', '=', 1],
    ['b', 'in', ['and', 'or']],
    ['and', '=', 'or'],
  ];
  it.each<[string, Filter, Condition[]]>([
    ['one', a as Condition, [a as Condition]],
    ['one in a list', [a as Condition], [a as Condition]],
    ['all, in the order written', [a as Condition, 'and', [b as Condition, 'or', c as Condition]], [a, b, c] as Condition[]],
  ])('are %s', (_, filter, conditions) => {
    expect(conditionsOf(filter)).toEqual(conditions);
  });

  it.each<[unknown, boolean]>([
    [['rank', '>', 80], true],
    [['rank', 'nonsense', null], true],
    [['rank', 'and', 'other'], false],
    [[['rank', '>', 80], 'and', ['rank', '<', 90]], false],
    [['rank', '>'], false],
    ['rank', false],
    [null, false],
  ])('%j is one: %s', (part, isOne) => {
    expect(isCondition(part)).toBe(isOne);
  });
});

describe('a sort', () => {
  const messagesOf = (order: unknown): string[] => orderSchema.safeParse(order).error?.issues.map(({ message }) => message) ?? [];

  it.each([
    'rank,desc',
    'backlinks,asc',
    '1.rank,desc',
    'page_summary.backlinks,asc',
    'referring_links_types.$empty,desc',
    'a.message-boards,asc',
  ])('may be %s', (sort) => {
    expect(messagesOf([sort])).toEqual([]);
  });

  it.each<unknown>(['rank', 'rank,', 'rank,up', 'rank, desc', ',desc', 'rank desc', 'rank,DESC', 'rank,desc,asc', '', 5, null])(
    'cannot be %j',
    (sort) => {
      expect(messagesOf([sort])).toEqual(['A sort is a field and a direction: rank,desc.']);
    },
  );

  it('by links of one TLD is not taken by the API, with a target’s number neither', () => {
    for (const sort of ['referring_links_tld.com,desc', '1.referring_links_tld.co.uk,asc', 'page_summary.referring_links_tld.com,asc'])
      expect(messagesOf([sort])).toEqual(['The API cannot sort by links of one TLD.']);
  });

  it('comes with at most two others', () => {
    const sorts = (number: number) => Array.from({ length: number }, (_, at) => `field_${at},asc`);
    expect(messagesOf(sorts(0))).toEqual([]);
    expect(messagesOf(sorts(MOST_SORTS))).toEqual([]);
    expect(messagesOf(sorts(MOST_SORTS + 1))).toEqual(['The API takes at most 3 sorts.']);
    for (const none of ['rank,desc', null, {}]) expect(messagesOf(none)[0]).toBe('Sorts are a list: ["rank,desc"].');
  });
});
