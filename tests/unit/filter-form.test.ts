import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { endpointOf } from '../../lib/endpoints/index.ts';
import {
  type ConditionNode,
  conditionNodes,
  dayIn,
  faultsIn,
  filterOf,
  type GroupNode,
  treeOf,
  wordNamed,
  wordsOf,
} from '../../lib/filter-form.ts';
import { type Filterable, filterableOf } from '../../lib/filterable.ts';
import { conditionsOf, type Filter, type FilterType, faultOf, LONGEST_REGEX, operatorsOf } from '../../lib/filters.ts';
import { aFilter } from '../fixtures/arbitraries.ts';

// Thousands of made-up filters take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const fields = filterableOf(endpointOf('backlinks'), null);
const field = (path: string, type: FilterType): Filterable => ({ path, label: path, help: '', type, canSort: true });
const oneOfEach = (Object.keys(operatorsOf) as FilterType[]).map((type) => field(type, type));

const untouched = (tree: GroupNode): GroupNode => ({
  ...tree,
  parts: tree.parts.map((part) => {
    if (part.kind === 'group') return untouched(part);
    const { given: _, ...node } = part;
    return node;
  }),
});

/** A condition as typed. */
const typed = (path: string, word: string, text: string): GroupNode => ({
  kind: 'group',
  id: -1,
  joint: 'and',
  parts: [{ kind: 'condition', id: -2, path, word, text }],
});
const faultOfTyped = (path: string, word: string, text: string, among = fields): string | null =>
  faultsIn(typed(path, word, text), among).byId.get(-2) ?? null;
const first = (filter: Filter): ConditionNode => conditionNodes(treeOf(filter))[0] as ConditionNode;

describe('a filter in the editor', () => {
  it.each<[string, Filter]>([
    ['one condition', ['rank', '>', 80]],
    ['one in a list', [['rank', '>', 80]]],
    ['one in two lists', [[['rank', '>', 80]]]],
    ['a wrapped one among others', [[['rank', '>', 80]], 'and', ['rank', '<', 90]]],
    ['nested groups', [['dofollow', '=', true], 'and', [['rank', '>', 80], 'or', ['anchor', 'like', '%x%']]]],
    ['mixed words', [['a', '=', 1], 'and', ['b', '=', 2], 'or', ['c', '=', 3]]],
    ['figures as text', ['rank', '>', '80']],
    ['a flag as text', ['dofollow', '=', 'true']],
    ['a list with commas', ['anchor', 'in', ['one, two']]],
    ['a list with line breaks', ['anchor', 'in', ['a\nb', 'c']]],
    ['the empty text', ['anchor', '=', '']],
    ['percent signs', ['anchor', 'like', '%50%%']],
    ['an operator of another type', ['rank', 'like', '%8%']],
    ['a moment within a day', ['first_seen', '>', '2026-01-31 08:00:00 +00:00']],
  ])('comes back as it was: %s', (_, filter) => {
    expect(filterOf(treeOf(filter), fields)).toEqual(filter);
  });

  it('comes back as it was, whatever the grammar allows', () => {
    fc.assert(
      fc.property(aFilter, fc.boolean(), (filter, isKnown) => {
        const tree = treeOf(filter);
        expect(filterOf(tree, isKnown ? fields : [])).toEqual(filter);
        expect(conditionNodes(tree)).toHaveLength(conditionsOf(filter).length);
      }),
      { numRuns: 2000 },
    );
  });

  it('means the same when all of its values are typed again', () => {
    const text = fc.stringMatching(/^[\w%(][\w %.*()]{0,20}[\w%)]$/);
    const number = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
    const values: Record<FilterType, fc.Arbitrary<string | number | boolean>> = {
      bool: fc.boolean(),
      num: number,
      str: text,
      time: fc.constantFrom('2026-01-31 00:00:00 +00:00', '2026-01-31 08:15:00 +00:00'),
      'array.str': text,
      'array.num': number,
    };
    const condition = fc.constantFrom(...oneOfEach).chain(({ path, type }) =>
      fc.constantFrom(...operatorsOf[type]).chain((operator) => {
        const one = values[type];
        const value = operator.endsWith('in') ? fc.array(one as fc.Arbitrary<string>, { minLength: 1, maxLength: 4 }) : one;
        return fc.tuple(fc.constant(path), fc.constant(operator), value);
      }),
    );
    fc.assert(
      fc.property(condition, (filter) => {
        const tree = untouched(treeOf(filter as Filter));
        expect(faultsIn(tree, oneOfEach)).toEqual({ byId: new Map(), whole: null });
        expect(filterOf(tree, oneOfEach)).toEqual(filter);
      }),
      { numRuns: 2000 },
    );
  });

  it('is none without conditions, and groups without conditions are none', () => {
    expect(filterOf(treeOf(null), fields)).toBeNull();
    const tree = treeOf(null);
    expect(filterOf({ ...tree, parts: [treeOf(null), first(['rank', '>', 1]), treeOf(null)] }, fields)).toEqual(['rank', '>', 1]);
  });
});

describe('an operator’s word', () => {
  it.each(Object.keys(operatorsOf) as FilterType[])('exists for every operator on %s, each once', (type) => {
    const words = wordsOf(type);
    expect(new Set(words.map(({ operator }) => operator))).toEqual(new Set(operatorsOf[type]));
    expect(new Set(words.map(({ id }) => id)).size).toBe(words.length);
    expect(new Set(words.map((each) => each.words)).size).toBe(words.length);
  });

  it.each<[Filter, word: string, text: string]>([
    [['anchor', 'like', '%lamp%'], 'contains', 'lamp'],
    [['anchor', 'ilike', '%lamp%'], 'contains, in any case', 'lamp'],
    [['anchor', 'not_like', '%lamp%'], 'does not contain', 'lamp'],
    [['anchor', 'like', 'lamp%'], 'begins with', 'lamp'],
    [['anchor', 'like', '%lamp'], 'ends with', 'lamp'],
    [['anchor', 'like', 'la%mp'], 'is like (% is anything)', 'la%mp'],
    [['anchor', 'like', '%la%mp%'], 'is like (% is anything)', '%la%mp%'],
    [['anchor', 'like', '%%'], 'is like (% is anything)', '%%'],
    [['anchor', 'like', 'lamp'], 'is like (% is anything)', 'lamp'],
    [['anchor', 'ilike', 'lamp%'], 'is like, in any case (% is anything)', 'lamp%'],
    [['anchor', '=', '100%'], 'is', '100%'],
    [['anchor', 'regex', '%a%'], 'matches regex', '%a%'],
    [['anchor', 'in', ['a', 'b']], 'is one of', 'a, b'],
    [['anchor', 'in', ['a, b', 'c']], 'is one of', 'a, b\nc'],
  ])('%j is “%s” %j', (filter, words, text) => {
    const node = first(filter);
    expect(wordNamed(node.word).words).toBe(words);
    expect(node.text).toBe(text);
  });
});

describe('a typed value', () => {
  it.each<[string, string, string, Filter]>([
    ['rank', '>', ' 80 ', ['rank', '>', 80]],
    ['rank', 'in', '1, 2,,3', ['rank', 'in', [1, 2, 3]]],
    ['rank', 'in', '1\n2\n', ['rank', 'in', [1, 2]]],
    ['dofollow', '=', 'yes', ['dofollow', '=', true]],
    ['dofollow', '<>', 'false', ['dofollow', '<>', false]],
    ['first_seen', '>', '2026-01-31', ['first_seen', '>', '2026-01-31 00:00:00 +00:00']],
    ['anchor', 'like %x%', 'a$&b', ['anchor', 'like', '%a$&b%']],
    ['anchor', '=', ' two ', ['anchor', '=', ' two ']],
    ['anchor', 'in', 'a, b\nc', ['anchor', 'in', ['a, b', 'c']]],
    ['domain_from_platform_type', 'has', 'blogs', ['domain_from_platform_type', 'has', 'blogs']],
  ])('%s %s %j is %j', (path, word, text, filter) => {
    expect(faultOfTyped(path, word, text)).toBeNull();
    expect(filterOf(typed(path, word, text), fields)).toEqual(filter);
    expect(faultOf(filter)).toBeNull();
  });

  it.each<[string, string, string, fault: string]>([
    ['', '', '', 'Choose a field.'],
    ['colour', '=', 'red', 'This report cannot be filtered by “colour”.'],
    ['rank', '>', '', 'The value is missing.'],
    ['rank', '>', 'high', '“high” is not a number.'],
    ['rank', '>', '0x10', '“0x10” is not a number.'],
    ['rank', '>', 'Infinity', '“Infinity” is not a number.'],
    ['rank', 'in', ' , ', 'List at least one value, with commas or line breaks between them.'],
    ['rank', 'in', '1, two', '“two” is not a number.'],
    ['rank', 'like', '8%', '“is like (% is anything)” does not work on Rank of link.'],
    ['dofollow', '=', 'maybe', '“maybe” is not yes or no.'],
    ['first_seen', '>', '31.1.2026', '“31.1.2026” is not a day such as 2026-01-31.'],
    ['first_seen', '>', '2026-02-30', '“2026-02-30” is not a day such as 2026-01-31.'],
    ['anchor', 'like %x%', '  ', 'The value is missing.'],
    ['anchor', 'regex', 'x'.repeat(LONGEST_REGEX + 1), 'A regular expression may have 1000 characters.'],
  ])('%s %s %j is wrong', (path, word, text, fault) => {
    expect(faultOfTyped(path, word, text)).toBe(fault);
  });

  it('of a distribution wants its key', () => {
    const anchors = filterableOf(endpointOf('anchors'), null);
    expect(faultOfTyped('referring_links_tld.$tld', '>', '1', anchors)).toBe('Say which tld.');
    expect(faultOfTyped('referring_links_tld.', '>', '1', anchors)).toBe('Say which tld.');
    expect(faultOfTyped('referring_links_tld.co.uk', '>', '1', anchors)).toBeNull();
  });

  it('of an unknown field is what it looks like', () => {
    for (const [text, value] of [
      ['80', 80],
      ['true', true],
      ['red', 'red'],
    ] as const)
      expect(filterOf(typed('colour', '=', text), fields)).toEqual(['colour', '=', value]);
  });

  it('shows as a day where it is one', () => {
    expect(dayIn('2026-01-31 00:00:00 +00:00')).toBe('2026-01-31');
    expect(dayIn('2026-01-31')).toBe('2026-01-31');
    for (const none of ['2026-01-31 08:00:00 +00:00', '2026-02-30', '', 'soon']) expect(dayIn(none)).toBeNull();
  });
});

describe('a filter with too many conditions', () => {
  it('is told of as a whole', () => {
    const filter = Array.from({ length: 9 }, () => ['rank', '>', 80]).flatMap((each, at) => (at ? ['and', each] : [each])) as Filter;
    expect(faultsIn(treeOf(filter), fields)).toEqual({ byId: new Map(), whole: 'The API takes at most 8 conditions; this has 9.' });
  });
});
