import { describe, expect, it } from 'vitest';
import { type Column, type ColumnKind, columnsOf, isNumeric, type Row } from '../../lib/columns.ts';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { localView, noFilter } from '../../lib/local-view.ts';
import { fieldPaths, rawRow, valueAt } from '../fixtures/raw.ts';
import { fixture, resultOf } from '../fixtures/replies.ts';

const answerOf = (id: Parameters<typeof endpointOf>[0], name: string = id) => {
  const endpoint = endpointOf(id);
  return { endpoint, answer: endpoint.read(resultOf(fixture(name))) };
};

describe('the columns of a report', () => {
  it('have the dotted paths of the wire; values of groups are named by their group', () => {
    const { endpoint, answer } = answerOf('domain_pages');
    const columns = columnsOf(endpoint, answer);
    const links = columns.find(({ path }) => path === 'page_summary.backlinks');
    expect(columns[0]?.path).toBe('page');
    expect(links).toMatchObject({ label: 'Backlinks', of: 'Links', kind: 'count' });
    expect(links?.value(answer.rows[0] as Row)).toBe(valueAt(answer.rows[0], ['page_summary', 'backlinks']));
    expect(columns.some(({ kind }) => ['group', 'perTarget'].includes(kind as string))).toBe(false);
  });

  it('are spread over the targets that are there, under the targets’ names', () => {
    const { endpoint, answer } = answerOf('domain_intersection');
    const columns = columnsOf(endpoint, answer);
    expect(columns[0]).toMatchObject({ path: 'domain_intersection.1.target', label: 'Linking domain', of: 'lamp-rivals.example' });
    expect(columns.find(({ path }) => path === 'domain_intersection.2.backlinks')?.of).toBe('tower-rivals.example');
    expect(columns.some(({ path }) => path.startsWith('domain_intersection.3'))).toBe(false);
    expect(columns.at(-1)).toMatchObject({ path: 'summary.intersections_count', of: 'Hits' });
  });

  it('show the first link of each target of a page, and keep all of them', () => {
    const { endpoint, answer } = answerOf('page_intersection');
    const columns = columnsOf(endpoint, answer);
    const first = columns.find(({ path }) => path === 'page_intersection.1.0.url_from');
    const all = columns.find(({ path }) => path === 'page_intersection.1');
    expect(first?.value(answer.rows[0] as Row)).toBe('https://harbour-blog.example/lamps?utm_source=a');
    expect(all?.kind).toBe('list');
    expect(all?.value(answer.rows[0] as Row)).toBe(valueAt(answer.rows[0], ['page_intersection', '1']));
  });

  it('number a target without a name', () => {
    const { row } = endpointOf('domain_intersection');
    const columns = columnsOf({ row }, { rows: [{ domain_intersection: { 7: { backlinks: 3 }, ['__proto__']: {}, x: {} } }], head: {} });
    expect(columns[0]).toMatchObject({ path: 'domain_intersection.7.target', of: 'Links to 7' });
    expect(new Set(columns.map(({ path }) => path.split('.')[1]))).toEqual(new Set(['7', 'intersections_count']));
  });

  it.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('of %s lose no value and repeat no path', (_, endpoint) => {
    const row = rawRow(endpoint.row);
    const columns = columnsOf(endpoint, { rows: [row], head: rawRow(endpoint.head) });
    const paths = columns.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { path, value, label } of columns) {
      expect(value(row)).toEqual(valueAt(row, path.split('.')) ?? null);
      expect(label).not.toBe('');
    }
    const lists = columns.filter(({ kind }) => kind === 'list').map(({ path }) => `${path}.`);
    const leaves = fieldPaths(endpoint.row).flatMap(({ path, field }) => (field.fields && field.kind !== 'list' ? [] : path.join('.')));
    const missed = leaves.filter((leaf) => !paths.includes(leaf) && !lists.some((list) => leaf.startsWith(list)));
    expect(missed).toEqual([]);
  });

  it('read nothing that a row does not own', () => {
    const [column] = columnsOf({ row: { constructor: endpointOf('anchors').row.anchor } } as never, { rows: [], head: {} });
    expect(column?.value({})).toBeNull();
  });
});

const columnOf = (kind: ColumnKind): Column => ({ path: 'v', label: 'v', of: '', kind, help: '', value: (row) => row.v ?? null });

/** Rows as a table shows them: sorted by one column, or found by a text. */
const sortedBy = (rows: readonly Row[], column: Column, direction: 'asc' | 'desc'): Row[] =>
  [...localView([column], rows).shown(noFilter, [{ path: column.path, direction }]).order].map((at) => rows[at] as Row);
const rowFilter = (columns: readonly Column[]) => (rows: readonly Row[], text: string) =>
  [...localView(columns, rows).shown({ text, columns: [] }, []).order].map((at) => rows[at] as Row);
const sortedValues = (kind: ColumnKind, values: unknown[], direction: 'asc' | 'desc') =>
  sortedBy(
    values.map((v) => ({ v })),
    columnOf(kind),
    direction,
  ).map(({ v }) => v);

describe('sorting loaded rows', () => {
  it.each<[ColumnKind, unknown[]]>([
    ['count', [-1, 0, 9, 10, 2_000_000_000_000]],
    ['rank', [0, 7, 100]],
    ['text', ['a2', 'a10', 'b', 'Б']],
    ['host', ['a.example', 'b.example']],
    ['flag', [false, true]],
    ['time', ['2025-12-31 23:00:00 +00:00', '2026-01-01 00:30:00 +02:00', '2026-01-01 00:00:00 +00:00']],
    ['tally', [{ US: 1 }, { US: 1, GB: 3 }, { '': 9 }]],
    ['tags', [['a'], ['a', 'b'], ['b']]],
    ['list', [[], [{}], [{}, {}]]],
    ['words', [{ a: '1' }, { b: '1' }]],
  ])('puts %s in order, with nulls last both ways', (kind, ordered) => {
    const shuffled = [null, ...ordered.toReversed(), null];
    const up = kind === 'time' ? [ordered[1], ordered[0], ordered[2]] : ordered;
    expect(sortedValues(kind, shuffled, 'asc')).toEqual([...up, null, null]);
    expect(sortedValues(kind, shuffled, 'desc')).toEqual([...up.toReversed(), null, null]);
  });

  it('keeps the order of equal rows and leaves the given rows alone', () => {
    const rows = Array.from({ length: 50 }, (_, at) => ({ v: at % 2, at }));
    const before = [...rows];
    const ats = sortedBy(rows, columnOf('count'), 'desc').map(({ at }) => Number(at));
    expect(ats).toEqual([...ats.slice(0, 25).toSorted((a, b) => a - b), ...ats.slice(25).toSorted((a, b) => a - b)]);
    expect(rows).toEqual(before);
  });

  it('knows which kinds are numbers', () => {
    expect((['count', 'bytes', 'rank', 'spam', 'httpStatus', 'usd'] as const).every(isNumeric)).toBe(true);
    expect((['text', 'time', 'flag', 'tally', 'json'] as const).some(isNumeric)).toBe(false);
  });
});

describe('finding among loaded rows', () => {
  const { endpoint, answer } = answerOf('backlinks');
  const find = rowFilter(columnsOf(endpoint, answer));
  const texts = (text: string) => find(answer.rows, text).length;

  it('looks in every column, at what is shown and at what came, in either case', () => {
    expect(texts('')).toBe(answer.rows.length);
    expect(texts('   ')).toBe(answer.rows.length);
    const host = String(answer.rows[0]?.domain_from);
    expect(texts(host.toUpperCase())).toBeGreaterThan(0);
    expect(texts('no such words anywhere')).toBe(0);
  });

  it('finds a figure with its groups and without', () => {
    const rows = [{ v: 12_408 }, { v: 3 }];
    const among = rowFilter([columnOf('count')]);
    expect(among(rows, '12408')).toEqual([rows[0]]);
    expect(among(rows, (12_408).toLocaleString())).toEqual([rows[0]]);
  });

  it('does not find a value across two columns', () => {
    const two = [columnOf('text'), { ...columnOf('text'), path: 'w', value: (row: Row) => row.w }];
    expect(rowFilter(two)([{ v: 'one', w: 'two' }], 'onetwo')).toEqual([]);
  });

  it('of a page that links lead to the link on it', () => {
    const backlinks = endpointOf('backlinks');
    const rows = [
      { url_from: 'https://blog.example.org/post', text_pre: 'as we read in', anchor: 'the big list', text_post: 'of last year' },
      { url_from: 'javascript:alert(1)', anchor: 'x' },
      { url_from: 'https://blog.example.org/image', anchor: null },
    ];
    const source = columnsOf(backlinks, { rows, head: {} }).find(({ path }) => path === 'url_from');
    expect(source?.href?.(rows[0] ?? {})).toMatch(/^https:\/\/blog\.example\.org\/post#:~:text=.*the%20big%20list/);
    expect(source?.href?.(rows[1] ?? {})).toBeNull();
    expect(source?.href?.(rows[2] ?? {})).toBe('https://blog.example.org/image');
  });
});
