import { describe, expect, it } from 'vitest';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import type { Fields } from '../../lib/fields.ts';
import { faultsIn, treeOf } from '../../lib/filter-form.ts';
import { filterableAt, filterableOf } from '../../lib/filterable.ts';
import type { Filter } from '../../lib/filters.ts';
import type { ReportColumn } from '../../lib/reports/define.ts';
import { reportOf, reports } from '../../lib/reports/index.ts';
import { activePreset, requestOfPreset, withReport } from '../../lib/reports/presets.ts';

const NOW = Date.parse('2026-03-31T12:00:00Z');

/** Every path of a row that holds a value. */
const pathsOf = (fields: Fields, prefix = ''): string[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.kind === 'group' ? pathsOf(field.fields ?? {}, `${prefix}${name}.`) : [prefix + name],
  );

const pathsIn = (column: ReportColumn): string[] => {
  if ('path' in column) return [column.path];
  const { id: _, label: __, help: ___, width: ____, cell: _____, ...paths } = column;
  return Object.values(paths).flat();
};

/** What is wrong with a request, were it sent. */
function faultsOf(endpoint: Endpoint, request: AnyRequest): string[] {
  const read = endpoint.schema.safeParse(request);
  const faults = read.success ? [] : read.error.issues.map(({ message }) => message);
  const inFilter = (name: string, fields = filterableOf(endpoint, null)) => {
    const { byId, whole } = faultsIn(treeOf(request[name] as Filter | undefined), fields);
    return [...byId.values(), ...(whole ? [whole] : [])];
  };
  const sorts = ((request.order_by as string[]) ?? []).flatMap((sort) => {
    const path = sort.slice(0, sort.lastIndexOf(','));
    return filterableAt(filterableOf(endpoint, null), path)?.canSort ? [] : [`${path} cannot be sorted by`];
  });
  return [...faults, ...inFilter('filters'), ...inFilter('backlinks_filters', filterableOf(endpointOf('backlinks'), null)), ...sorts];
}

const asked = { target: 'forbes.com', limit: 250, exclude_internal_backlinks: false };

describe.each(reports.map((report) => [report.endpoint, report] as const))('the report on %s', (id, report) => {
  const endpoint = endpointOf(id);
  const known = pathsOf(endpoint.row);

  it('shows fields that its rows have, none twice, and first the one that names the row', () => {
    for (const column of report.columns) for (const path of pathsIn(column)) expect(known, path).toContain(path);
    const names = report.columns.map((column) => ('path' in column ? column.path : column.id));
    expect(new Set(names).size).toBe(names.length);
    expect(pathsIn(report.columns[0] as ReportColumn)).toContain(report.key);
  });

  it('tells rows apart by the field its endpoint names', () => {
    expect(report.key).toBe(endpoint.key);
    expect(known).toContain(report.key);
  });

  it('first asks what the API would take, for 100 rows', () => {
    const request = withReport(endpoint, report, { target: 'forbes.com' });
    expect(faultsOf(endpoint, request)).toEqual([]);
    expect(request.limit).toBe(100);
    expect(request.order_by).not.toHaveLength(0);
  });

  it('has questions with titles of their own', () => {
    for (const what of ['id', 'title', 'explains'] as const) {
      const all = report.presets.map((preset) => preset[what]);
      expect(new Set(all).size).toBe(all.length);
    }
    for (const text of [...report.presets.map(({ explains }) => explains), ...report.cautions]) expect(text).toMatch(/^[A-Za-z“].*\.$/s);
  });

  it.each(report.presets.map((preset) => [preset.title, preset] as const))('“%s” asks what the API would take', (_, preset) => {
    const request = requestOfPreset(endpoint, report, asked, preset, NOW);
    expect(faultsOf(endpoint, request)).toEqual([]);
    expect(request).toMatchObject({ target: 'forbes.com', limit: 250 });
    expect(request).not.toEqual(withReport(endpoint, report, asked));
    expect(activePreset(endpoint, report, request, NOW)).toBe(preset);
    // Asked after any other, it asks the same.
    for (const other of report.presets) {
      const before = requestOfPreset(endpoint, report, asked, other, NOW);
      expect(requestOfPreset(endpoint, report, before, preset, NOW)).toEqual(request);
    }
  });

  it('has no question active at first, and goes back to its first question', () => {
    const request = withReport(endpoint, report, { target: 'forbes.com' });
    expect(activePreset(endpoint, report, request, NOW)).toBeNull();
    for (const preset of report.presets) {
      const other = requestOfPreset(endpoint, report, request, preset, NOW);
      expect(requestOfPreset(endpoint, report, other, null, NOW)).toEqual(request);
    }
  });
});

describe('a door', () => {
  const open = (id: string, row: Record<string, unknown>, request: AnyRequest = asked): AnyRequest | null =>
    reportOf(id)?.opens?.request(row, request) ?? null;

  it.each<[string, Record<string, unknown>, Filter]>([
    ['referring_domains', { domain: 'essays.example' }, [['domain_from', '=', 'essays.example']]],
    ['anchors', { anchor: 'click here' }, [['anchor', '=', 'click here']]],
    ['referring_networks', { network_address: '198.51.100.7' }, [['domain_from_ip', '=', '198.51.100.7']]],
  ])('of %s lists every link behind the row', (id, row, filters) => {
    const request = open(id, row, { ...asked, backlinks_status_type: 'all', order_by: ['rank,desc'], internal_list_limit: 50 });
    expect(request).toEqual({
      target: 'forbes.com',
      exclude_internal_backlinks: false,
      backlinks_status_type: 'all',
      mode: 'as_is',
      filters,
    });
    expect(faultsOf(endpointOf('backlinks'), request ?? {})).toEqual([]);
  });

  it('of a subnet lists links from all of its addresses', () => {
    const row = { network_address: '198.51.100.0' };
    expect(open('referring_networks', row, { ...asked, network_address_type: 'subnet' })?.filters).toEqual([
      ['domain_from_ip', 'like', '198.51.100.%'],
    ]);
    expect(open('referring_networks', row)?.filters).toEqual([['domain_from_ip', '=', '198.51.100.0']]);
  });

  it('keeps to the links that were counted', () => {
    const row = { domain: 'essays.example' };
    const counted = (backlinks_filters: unknown) => open('referring_domains', row, { ...asked, backlinks_filters });
    const one = ['dofollow', '=', true];
    expect(counted([one])?.filters).toEqual([['domain_from', '=', 'essays.example'], 'and', one]);
    expect(counted(one)?.filters).toEqual([['domain_from', '=', 'essays.example'], 'and', one]);
    expect(counted([one, 'or', one])?.filters).toEqual([['domain_from', '=', 'essays.example'], 'and', [one, 'or', one]]);
    const eight = Array.from({ length: 8 }, () => one).flatMap((each, at) => (at ? ['and', each] : [each]));
    expect(counted(eight)).toBeNull();
  });

  it.each(['domain_pages', 'domain_pages_summary'])('of %s lists the links to the page', (id) => {
    const page = 'https://forbes.com/money/';
    const request = open(id, { page, url: page }, { ...asked, include_subdomains: false });
    expect(request).toEqual({ target: page, exclude_internal_backlinks: false, mode: 'as_is' });
    expect(open(id, { page, url: page }, { ...asked, backlinks_filters: [['dofollow', '=', true]] })?.filters).toEqual([
      ['dofollow', '=', true],
    ]);
    expect(open(id, { page: 'javascript:alert(1)', url: 'forbes.com' })).toBeNull();
  });

  it('of a competitor leads to its overview', () => {
    expect(open('competitors', { target: 'rival.example' })).toEqual({ target: 'rival.example' });
  });

  it.each(reports.filter(({ opens }) => opens).map(({ endpoint }) => endpoint))('of %s stays shut where the row names nothing', (id) => {
    const nothing = { anchor: '', domain: null, network_address: null, page: null, url: null, target: null };
    expect(open(id, nothing)).toBeNull();
    expect(open(id, {})).toBeNull();
  });
});

it('lists are reports of endpoints with rows, and the others have none', () => {
  expect(reports.map(({ endpoint }) => endpoint)).toEqual(
    endpoints.filter(({ request }) => request.filters && request.target).map(({ id }) => id),
  );
  expect(reportOf('summary')).toBeNull();
  expect(reportOf('constructor')).toBeNull();
});
