import { expect, it } from 'vitest';
import type { CacheGroup } from '../../lib/messages.ts';
import { groupColumns, groupOf, groupRow, isOf, sumOf } from '../../lib/shelf-table.ts';

const group = (more: Partial<CacheGroup> = {}): CacheGroup => ({
  ...{
    endpoint: 'anchors',
    target: 'a.com',
    answers: 2,
    rows: 150,
    bytes: 9000,
    stale: 1,
    oldestAt: 1000,
    newestAt: 2000,
    paidUsd: 0.0552,
  },
  ...more,
});

it('what is cleared is of a report, of a target, of both, or everything', () => {
  expect(isOf({}, group())).toBe(true);
  expect(isOf({ endpoint: 'anchors' }, group())).toBe(true);
  expect(isOf({ endpoint: 'summary' }, group())).toBe(false);
  expect(isOf({ target: 'a.com' }, group({ endpoint: 'summary' }))).toBe(true);
  expect(isOf({ target: null }, group())).toBe(false);
  expect(isOf({ target: null }, group({ target: null }))).toBe(true);
});

it('sums say what buying them again would cost, to the millionth', () => {
  expect(sumOf([group({ paidUsd: 0.1 }), group({ paidUsd: 0.2 })])).toEqual({ answers: 4, rows: 300, bytes: 18_000, stale: 2, usd: 0.3 });
  expect(sumOf([])).toMatchObject({ answers: 0, usd: 0 });
});

it('a row leads to its report with its target, and keeps its group', () => {
  const row = groupRow(group());
  expect(row.hash).toBe('#/anchors?target=a.com');
  expect(groupRow(group({ endpoint: 'domain_intersection', target: 'a.com, b.com' })).hash).toBe('#/domain_intersection');
  expect(groupOf(row)).toEqual(group());
  expect(groupColumns.every(({ value }) => value(row) !== undefined)).toBe(true);
});
