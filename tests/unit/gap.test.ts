import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { isWithin, notExcluded } from '../../lib/endpoints/intersection.ts';
import { conditionsOf, type Filter, faultOf } from '../../lib/filters.ts';
import { type Gap, gapOf, judged, linesOf, listsOf, withMe } from '../../lib/gap/build.ts';
import { linkerOf, numberedField, rivalsOf, valuesOf } from '../../lib/gap/matrix.ts';
import { renumbered } from '../../lib/gap/renumber.ts';
import { mineOf, rowsIn, type TabId, tabs } from '../../lib/gap/tabs.ts';
import { estimateUsd } from '../../lib/price.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { requestOf, routeOf } from '../../lib/route.ts';
import { wireTargetOf } from '../../lib/target.ts';
import { aFilter } from '../fixtures/arbitraries.ts';
import { fixture, resultOf } from '../fixtures/replies.ts';

const nobody: Gap = { me: '', isMeExcluded: true, rivals: [], others: [] };
const read = (texts: readonly string[]) => texts.map((text) => wireTargetOf(text, 'any'));
const add = (gap: Gap, place: 'rivals' | 'others', texts: readonly string[], most = place === 'rivals' ? 20 : 10) =>
  judged(texts, read(texts), place, gap, most);

describe('who is within whom', () => {
  it.each<[target: string, site: string, is: boolean]>([
    ['a.com', 'a.com', true],
    ['A.com', 'www.a.com', true],
    ['blog.a.com', 'a.com', true],
    ['a.com', 'blog.a.com', false],
    ['nota.com', 'a.com', false],
    ['https://www.a.com/x', 'a.com', true],
    ['https://a.com/x', 'https://a.com/x', true],
    ['https://a.com/x/', 'https://a.com/x', false],
    ['https://a.com/x/y', 'https://a.com/x/*', true],
    ['https://a.com/z', 'https://a.com/x/*', false],
    ['a.com', 'https://a.com/', false],
    ['a.com', '', false],
    ['', 'a.com', false],
  ])('%s in %s: %s', (target, site, is) => expect(isWithin(target, site)).toBe(is));

  it('a host without its subdomains has none of them', () => {
    expect(isWithin('blog.a.com', 'a.com', false)).toBe(false);
    expect(notExcluded({ targets: ['blog.a.com'], exclude_targets: ['a.com'], include_subdomains: false })).toBeNull();
    expect(notExcluded({ targets: ['b.com', 'blog.a.com'], exclude_targets: ['a.com'] })).toMatchObject({ param: 'targets' });
    expect(notExcluded({ targets: ['b.com'] })).toBeNull();
  });

  it.each(['domain_intersection', 'page_intersection'] as const)('%s refuses to ask for what is excluded', (id) => {
    expect(endpointOf(id).check?.({ targets: ['b.com', 'a.com'], exclude_targets: ['c.com', 'a.com'] })?.message).toContain('a.com');
    expect(endpointOf(id).check?.({ targets: ['b.com'], exclude_targets: ['a.com'] })).toBeNull();
  });
});

describe('the builder', () => {
  it('reads lists of every make: lines, commas, tabs, quotes, commas inside of pages', () => {
    expect(linesOf('a.com, b.com;c.com\td.com\r\n"e.com"\n\n<f.com>')).toEqual(['a.com', 'b.com', 'c.com', 'd.com', 'e.com', 'f.com']);
    expect(linesOf('https://a.com/x,1,y.html, https://b.com/?a=1;b=2;')).toEqual(['https://a.com/x,1,y.html', 'https://b.com/?a=1;b=2']);
    expect(linesOf('a.com,b.com;https://c.com/x,y,http://d.com;e.com/p,1')).toEqual([
      'a.com',
      'b.com',
      'https://c.com/x,y',
      'http://d.com;e.com/p,1',
    ]);
    expect(linesOf(' \n ,; ')).toEqual([]);
  });

  it('takes what can be asked for and says of the rest why not', () => {
    const gap: Gap = { ...nobody, me: 'mine.com', rivals: ['a.com'], others: ['left.com'] };
    const { taken, refused } = add(gap, 'rivals', [
      ...[
        'b.com',
        'https://www.B.com',
        'a.com',
        'mine.com',
        'https://blog.mine.com/x',
        'sub.left.com',
        'localhost',
        'not a site',
        'c.com/p',
      ],
    ]);
    expect(taken).toEqual(['b.com', 'https://c.com/p']);
    expect(refused).toEqual([
      { text: 'https://www.B.com', why: 'listed twice' },
      { text: 'a.com', why: 'already a rival' },
      { text: 'mine.com', why: 'your own site, which is never a rival' },
      { text: 'https://blog.mine.com/x', why: 'your own site, which is never a rival' },
      { text: 'sub.left.com', why: 'left out with left.com, so nobody who links to it could be found' },
      { text: 'localhost', why: 'this name is not on the public internet' },
      { text: 'not a site', why: 'this is not a web address' },
    ]);
  });

  it('takes twenty rivals and, with the own site, ten that are left out', () => {
    const many = Array.from({ length: 23 }, (_, at) => `site${at}.com`);
    const rivals = add(nobody, 'rivals', many);
    expect(rivals.taken).toHaveLength(20);
    expect(rivals.refused.map(({ why }) => why)).toEqual(Array(3).fill('one too many: there can be 20'));
    expect(add({ ...nobody, me: 'mine.com' }, 'others', many).taken).toHaveLength(9);
    expect(add(nobody, 'others', many).taken).toHaveLength(10);
  });

  it('says what of a very long paste was not read', () => {
    const { taken, refused } = judged(['a.com', 'b.com'], read(['a.com']), 'rivals', nobody, 20);
    expect(taken).toEqual(['a.com']);
    expect(refused[0]?.why).toContain('not read');
  });

  it('does not leave out who links to a rival', () => {
    const gap: Gap = { ...nobody, me: 'mine.com', rivals: ['blog.a.com'] };
    expect(add(gap, 'others', ['a.com', 'mine.com', 'c.com', 'c.com']).refused.map(({ text }) => text)).toEqual([
      'a.com',
      'mine.com',
      'c.com',
    ]);
  });

  it('makes the own site no rival where it is named later', () => {
    const { gap, refused } = withMe({ ...nobody, rivals: ['a.com', 'blog.b.com'], others: ['b.com'] }, 'b.com');
    expect(gap).toEqual({ me: 'b.com', isMeExcluded: true, rivals: ['a.com'], others: [] });
    expect(refused).toHaveLength(1);
  });

  it('finds the own site among the excluded again: the one named last, else the first', () => {
    const last = { site: 'mine.com', isIncluded: false };
    expect(gapOf({ targets: ['a.com'], excluded: ['x.com', 'mine.com'] }, last)).toMatchObject({ me: 'mine.com', others: ['x.com'] });
    expect(gapOf({ targets: [], excluded: ['x.com', 'y.com'] }, last)).toMatchObject({ me: 'x.com', isMeExcluded: true });
    expect(gapOf({ targets: [], excluded: [] }, last)).toMatchObject({ me: 'mine.com', isMeExcluded: false });
    expect(gapOf({ targets: [], excluded: ['x.com'] }, { ...last, isIncluded: true })).toEqual({
      ...{ me: 'mine.com', isMeExcluded: false, rivals: [], others: ['x.com'] },
    });
    // Two pages of the own site are compared with each other, which is no gap of it.
    expect(gapOf({ targets: ['https://mine.com/a', 'https://mine.com/b'], excluded: [] }, last)).toMatchObject({ me: '' });
    expect(gapOf({ targets: [], excluded: [] }, { site: '', isIncluded: false })).toMatchObject({ me: '', isMeExcluded: false });
  });

  const aTarget = fc.constantFrom(
    ...['a.com', 'www.a.com', 'blog.a.com', 'b.com', 'shop.b.com', 'https://a.com/', 'https://a.com/p', 'https://b.com/p/*', 'c.org'],
  );
  const aGap = fc.record({
    me: fc.oneof(fc.constant(''), aTarget),
    isMeExcluded: fc.boolean(),
    rivals: fc.array(aTarget, { maxLength: 8 }),
    others: fc.array(aTarget, { maxLength: 5 }),
  });

  it('never has the own site, or anybody excluded, among the targets, whatever is done', () => {
    fc.assert(
      fc.property(aGap, fc.array(aTarget, { maxLength: 6 }), aTarget, (start, texts, me) => {
        let gap: Gap = { ...start, others: start.others.filter((other) => other !== start.me) };
        gap = { ...gap, rivals: [...gap.rivals, ...add(gap, 'rivals', texts).taken] };
        for (const now of [gap, withMe(gap, me).gap]) {
          const { targets, excluded } = listsOf(now);
          for (const target of targets) for (const site of [...excluded, now.me]) expect(isWithin(target, site)).toBe(false);
          expect(new Set(targets).size).toBe(targets.length);
          expect(new Set(excluded).size).toBe(excluded.length);
          expect(notExcluded({ targets, exclude_targets: excluded })).toBeNull();
          if (now.me) expect(excluded.includes(now.me)).toBe(now.isMeExcluded);
          // The address says all of it.
          expect(listsOf(gapOf({ targets, excluded }, { site: now.me, isIncluded: !now.isMeExcluded }))).toEqual({ targets, excluded });
        }
      }),
    );
  });

  it('reaches the wire as numbered targets, the own site among the excluded alone', () => {
    const { targets, excluded } = listsOf({ me: 'mine.com', isMeExcluded: true, rivals: ['a.com', 'b.com'], others: ['c.com'] });
    expect(endpointOf('domain_intersection').task({ targets, exclude_targets: excluded })).toEqual({
      targets: { 1: 'a.com', 2: 'b.com' },
      exclude_targets: ['mine.com', 'c.com'],
    });
  });

  it('costs the same for two rivals as for twenty: a row is a site, however many it links to', () => {
    const endpoint = endpointOf('domain_intersection');
    const many = Array.from({ length: 20 }, (_, at) => `site${at}.com`);
    expect(estimateUsd(endpoint, { targets: many, limit: 1000 }, null)).toBe(0.06);
    expect(estimateUsd(endpoint, { targets: many.slice(0, 2), limit: 1000 }, null)).toBe(0.06);
    expect(estimateUsd(endpoint, { targets: many.slice(0, 2) }, null)).toBe(0.0276);
  });
});

describe('ticked competitors', () => {
  const onward = reportOf('competitors')?.onward ?? [];
  const rows = [{ target: 'a.com' }, { target: 'mine.com' }, { target: null }, { target: 'blog.mine.com' }, { target: 'b.com' }];

  it('become rivals, the site they compete with the excluded one', () => {
    expect(onward[0]?.title(2)).toBe('Build link gap with 2');
    const { page, values } = routeOf(onward[0]?.hash(rows, { target: 'mine.com' }) ?? '');
    expect([page, requestOf(endpointOf('domain_intersection'), values)]).toEqual([
      'domain_intersection',
      { targets: ['a.com', 'b.com'], exclude_targets: ['mine.com'] },
    ]);
  });

  it('lead to addresses, whatever they and the request are', () => {
    for (const { hash } of onward)
      for (const request of [{ target: 'mine.com' }, {}]) expect(hash(rows, request)).toMatch(/^#\/\w+\?targets=/);
    for (const { hash } of onward) expect(hash([], {})).toMatch(/^#\/\w+/);
  });
});

describe('conditions on a rival', () => {
  const before = ['a.com', 'b.com', 'c.com'];

  it('follow it to its new number, and go with it', () => {
    const request = {
      limit: 5,
      filters: [
        ['1.rank', '>', 5],
        'and',
        [['2.backlinks', '<', 3], 'or', ['3.backlinks', '<', 3]],
        'and',
        ['intersections_count', '>', 1],
      ],
      order_by: ['3.referring_links_countries.NL,desc', '1.rank,asc'],
    };
    expect(renumbered(request, before, ['c.com', 'b.com'])).toEqual({
      limit: 5,
      filters: [[['2.backlinks', '<', 3], 'or', ['1.backlinks', '<', 3]], 'and', ['intersections_count', '>', 1]],
      order_by: ['1.referring_links_countries.NL,desc'],
    });
    expect(renumbered(request, before, ['a.com'])).toEqual({
      limit: 5,
      filters: [['1.rank', '>', 5], 'and', ['intersections_count', '>', 1]],
      order_by: ['1.rank,asc'],
    });
    expect(renumbered({ filters: ['2.rank', '>', 1], order_by: ['2.rank,desc'] }, before, ['a.com'])).toEqual({});
    expect(renumbered({ filters: [['2.rank', '>', 1]] }, before, ['b.com'])).toEqual({ filters: [['1.rank', '>', 1]] });
    expect(renumbered({ filters: 'not readable' }, before, [])).toEqual({ filters: 'not readable' });
  });

  it('stay a filter the API takes, and come back as they were', () => {
    fc.assert(
      fc.property(aFilter, fc.shuffledSubarray(before), (filters, after) => {
        const next = renumbered({ filters }, before, after).filters as Filter | undefined;
        if (next) expect(faultOf(next)).toBeNull();
        const numbers = conditionsOf(filters).filter(([path]) => /^\d+\./.test(path)).length;
        if (numbers === 0) expect(next).toEqual(filters);
        if (after.length === before.length) expect(renumbered({ filters: next }, after, before)).toEqual({ filters });
      }),
    );
  });
});

describe('a matrix', () => {
  const domains = endpointOf('domain_intersection');
  const pages = endpointOf('page_intersection');
  const matrixOf = (endpoint: typeof domains) => endpoint.matrix as NonNullable<typeof endpoint.matrix>;
  const fieldOf = (endpoint: typeof domains) => numberedField(endpoint.row) ?? '';

  it('is what a recorded reply says, the old one and today’s', () => {
    for (const name of ['domain_intersection', 'domain_intersection.2021']) {
      const { rows, head } = domains.read(resultOf(fixture(name)));
      const names = rivalsOf(head, []);
      const linkers = rows.map((row) => linkerOf(row, fieldOf(domains), matrixOf(domains), names.length));
      expect(names.length, name).toBeGreaterThan(1);
      expect(linkers[0]?.who, name).toMatch(/\./);
      expect(linkers[0]?.hits, name).toBeGreaterThan(0);
    }
    const { rows } = domains.read(resultOf(fixture('domain_intersection')));
    expect(linkerOf(rows[0] as never, 'domain_intersection', matrixOf(domains), 2)).toMatchObject({
      who: 'harbour-blog.example',
      hits: 2,
      bestRank: 214,
      worstSpam: 4,
      since: '2019-03-04 05:06:07 +00:00',
      cells: [
        { links: 37, rank: 214 },
        { links: 37, rank: 88 },
      ],
    });
  });

  it('has every link of a page', () => {
    const { rows, head } = pages.read(resultOf(fixture('page_intersection')));
    const linker = linkerOf(rows[0] as never, fieldOf(pages), matrixOf(pages), rivalsOf(head, []).length);
    expect(linker.who).toBe('https://harbour-blog.example/lamps?utm_source=a');
    expect(linker.cells[0]).toMatchObject({ links: 2, rank: 301, spam: 0 });
    expect(valuesOf(linker, 'attributes')).toEqual(['noopener', 'ugc']);
    expect(valuesOf(linker, 'dofollow')).toEqual([true]);
  });

  it.each<[what: string, entries: unknown]>([
    ['no entries', null],
    ['a list of entries', []],
    ['entries that are none', { 1: null, 2: 'x', 3: 7, 4: [], 5: [null, 'x'] }],
    ['zeros for no link', { 1: { backlinks: 0, target: 'a.example' } }],
    ['numbers nobody asked for', { 99: { backlinks: 3, target: 'a.example' }, __proto__: { backlinks: 3 } }],
  ])('takes %s for no link', (_, entries) => {
    expect(linkerOf({ domain_intersection: entries }, 'domain_intersection', matrixOf(domains), 5)).toMatchObject({ hits: 0, who: null });
  });

  it('counts a link whose figures are missing, and invents none', () => {
    const linker = linkerOf({ domain_intersection: { 2: {} } }, 'domain_intersection', matrixOf(domains), 2);
    expect(linker).toMatchObject({ hits: 1, who: null, bestRank: null, worstSpam: null, since: null });
    expect(linker.cells).toEqual([null, { links: null, rank: null, spam: null, since: null, parts: [{}] }]);
  });

  it('names targets as the answer does, else as they were asked for', () => {
    expect(rivalsOf({ targets: { 1: 'a.com', 2: 'b.com' } }, ['x.com'])).toEqual(['a.com', 'b.com']);
    expect(rivalsOf({ targets: null }, ['x.com', 'y.com'])).toEqual(['x.com', 'y.com']);
    expect(rivalsOf({ targets: { 2: 'b.com', 0: 'no', 100: 'no', x: 'no' } }, [])).toEqual(['Target 1', 'b.com']);
    expect(rivalsOf({}, undefined)).toEqual([]);
  });
});

describe('the tabs', () => {
  const matrix = endpointOf('domain_intersection').matrix as NonNullable<ReturnType<typeof endpointOf>['matrix']>;
  const line = (who: string, ...links: number[]) =>
    linkerOf(
      { m: Object.fromEntries(links.map((backlinks, at) => [at + 1, backlinks ? { target: who, backlinks } : null])) },
      'm',
      matrix,
      links.length,
    );
  const linkers = [line('all.com', 1, 2, 3), line('two.com', 0, 9, 9), line('one.com', 4, 0, 0), line('weak.com', 0, 0, 5)];
  const inTab = (id: TabId, mine = mineOf('', true, null, matrix.mine)) => {
    const { linkers: found, unknown } = rowsIn(tabs.find((tab) => tab.id === id) as (typeof tabs)[number], linkers, mine);
    return [found.map(({ who }) => who), unknown];
  };

  it('count hits', () => {
    expect(inTab('all')).toEqual([['all.com'], 0]);
    expect(inTab('most')).toEqual([['all.com', 'two.com'], 0]);
    expect(inTab('any')[0]).toHaveLength(4);
    expect(inTab('unique')).toEqual([['one.com', 'weak.com'], 0]);
  });

  it('say nothing of the own site where nobody named one', () => {
    expect(inTab('missing')).toEqual([[], 4]);
    expect(inTab('weak')).toEqual([[], 4]);
  });

  it('know that whoever was left out is not here', () => {
    const mine = mineOf('mine.com', true, null, matrix.mine);
    expect(inTab('missing', mine)[0]).toHaveLength(4);
    expect(inTab('weak', mine)).toEqual([[], 0]);
  });

  it('read the own links from what is stored, and take silence for none only where the list is whole', () => {
    const rows = [
      { domain: 'www.Two.com', backlinks: 3 },
      { domain: 'weak.com', backlinks: 5 },
      { domain: null },
      { domain: 'all.com', backlinks: null },
    ];
    const partly = mineOf('mine.com', false, { rows, isWhole: false }, matrix.mine);
    expect(inTab('weak', partly)).toEqual([['all.com', 'two.com'], 1]);
    expect(inTab('missing', partly)).toEqual([[], 1]);
    const whole = mineOf('mine.com', false, { rows, isWhole: true }, matrix.mine);
    expect(inTab('missing', whole)).toEqual([['one.com'], 0]);
    expect(inTab('weak', whole)).toEqual([['all.com', 'two.com'], 0]);
    expect(inTab('missing', mineOf('mine.com', false, null, matrix.mine))).toEqual([[], 4]);
  });
});
