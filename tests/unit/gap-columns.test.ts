import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { filterableAt, filterableOf } from '../../lib/filterable.ts';
import { columnsForFile, fieldsOfLinker, matrixColumns } from '../../lib/gap/columns.ts';
import { linkerOf, numberedField, rivalsOf } from '../../lib/gap/matrix.ts';
import { fixture, resultOf } from '../fixtures/replies.ts';

const read = (id: 'domain_intersection' | 'page_intersection') => {
  const endpoint = endpointOf(id);
  const { matrix, row } = endpoint;
  const field = numberedField(row);
  if (!matrix || field === null) throw new Error(`${id} is no matrix.`);
  const { rows, head } = endpoint.read(resultOf(fixture(id)));
  const rivals = rivalsOf(head, []);
  const fields = row[field]?.fields ?? {};
  const linkerAt = (each: Record<string, unknown>) => linkerOf(each, field, matrix, rivals.length);
  const columns = matrixColumns({ matrix, fields, rivals, linkerAt, linksToMe: () => 7 });
  const first = rows[0] as Record<string, unknown>;
  const valueAt = (path: string) => columns.find((column) => column.path === path)?.value(first);
  return { endpoint, fields, columns, rivals, first, linkerAt, valueAt };
};

describe('the columns of a link gap', () => {
  const { endpoint, fields, columns, rivals, first, linkerAt, valueAt } = read('domain_intersection');

  it('are who links, what it comes to, and one for each rival', () => {
    expect(columns.filter(({ width }) => width).map(({ path, label }) => [path, label])).toEqual([
      ['target', 'Linking domain'],
      ['hits', 'Hits'],
      ['best_rank', 'Best rank'],
      ['worst_spam', 'Worst spam'],
      ['1.backlinks', 'lamp-rivals.example'],
      ['2.backlinks', 'tower-rivals.example'],
      ['first_seen', 'First seen'],
    ]);
    expect(['target', 'hits', 'best_rank', 'worst_spam', '1.backlinks', '2.rank', 'links_to_me'].map(valueAt)).toEqual([
      'harbour-blog.example',
      ...[2, 214, 4, 37, 88, 7],
    ]);
  });

  it('of a rival are named as the API filters and sorts by them', () => {
    const filterable = filterableOf(endpoint, null, { targets: rivals });
    for (const { path, rival } of columns) if (rival !== null) expect(filterableAt(filterable, path)?.canSort, path).toBe(true);
    expect(filterableAt(filterable, '2.backlinks')?.label).toBe('tower-rivals.example: Backlinks');
  });

  it('have a heading of their own in a file, with the rival’s name', () => {
    const headings = columnsForFile(columns, rivals).map(({ path }) => path);
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.slice(0, 6)).toEqual([
      'linking_domain',
      'hits',
      'best_rank',
      'worst_spam',
      'lamp-rivals.example backlinks',
      'lamp-rivals.example rank',
    ]);
  });

  it('leave nothing out of a row’s details', () => {
    const all = fieldsOfLinker(fields, linkerAt(first), rivals);
    expect(all).toHaveLength(Object.keys(fields).length * 2);
    expect(all.find(({ path }) => path === '2.referring_links_tld')?.value({})).toEqual({ example: 31, 'co.example': 4, рф: 2 });
    expect(new Set(all.map(({ of }) => of))).toEqual(new Set(rivals));
  });
});

describe('the columns of a page intersection', () => {
  const { fields, columns, rivals, first, linkerAt, valueAt } = read('page_intersection');

  it('say the anchors for each target, and of the page its rel, place and spam', () => {
    expect(columns.filter(({ width }) => width).map(({ path }) => path)).toEqual([
      ...['url_from', 'hits', 'best_rank', 'worst_spam', '1.anchor', '2.anchor'],
      ...['page_from_rank', 'dofollow', 'attributes', 'semantic_location', 'first_seen'],
    ]);
    expect(valueAt('1.anchor')).toBe('灯塔; 灯塔');
    expect(valueAt('1.links')).toBe(2);
    expect(valueAt('attributes')).toBe('noopener, ugc');
    expect(valueAt('dofollow')).toBe('yes');
    expect(valueAt('semantic_location')).toBe('article');
    expect(columns[0]?.href?.(first)).toMatch(/^https:\/\/harbour-blog\.example\/lamps\?utm_source=a#:~:text=/);
  });

  it('have every link object in a row’s details, each under its target and number', () => {
    const all = fieldsOfLinker(fields, linkerAt(first), rivals);
    const groups = [...new Set(all.map(({ of }) => of))];
    expect(groups.slice(0, 2)).toEqual(['lamp-rivals.example, link 1 of 2', 'lamp-rivals.example, link 2 of 2']);
    expect(all).toHaveLength(Object.keys(fields).length * groups.length);
    expect(all.find(({ path }) => path === '1.1.domain_to')?.value({})).toBe('www.lamp-rivals.example');
  });

  it('are columns where there is no link', () => {
    const nothing = { page_intersection: { 1: null }, summary: null };
    for (const { value } of columns) expect(() => value(nothing)).not.toThrow();
    expect(columns.map(({ value }) => value(nothing)).filter((value) => value !== null)).toEqual([0, 7]);
  });
});
