/** The stored answers as a table: one row per report and target. */

import type { Column, Row } from './columns.ts';
import { type EndpointId, endpointOf } from './endpoints/index.ts';
import type { CacheGroup } from './messages.ts';
import { roundUsd } from './price.ts';
import { hashOf } from './route.ts';
import { t } from './words.ts';

/** What is to be forgotten: of a report, of a target (null: what names none), of both, or everything. */
export type Which = { endpoint?: EndpointId; target?: string | null };

export const isOf = ({ endpoint, target }: Which, group: CacheGroup): boolean =>
  (endpoint === undefined || group.endpoint === endpoint) && (target === undefined || group.target === target);

/** What groups come to together. `usd` is what they cost, and about what buying them again would. */
export type Sum = { answers: number; rows: number; bytes: number; stale: number; usd: number };

export const sumOf = (groups: readonly CacheGroup[]): Sum =>
  groups.reduce(
    (so, { answers, rows, bytes, stale, paidUsd }) => ({
      ...{ answers: so.answers + answers, rows: so.rows + rows, bytes: so.bytes + bytes, stale: so.stale + stale },
      usd: roundUsd(so.usd + paidUsd),
    }),
    { answers: 0, rows: 0, bytes: 0, stale: 0, usd: 0 },
  );

const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** Where the answers of a group are looked at: its report, with the target where the report takes one. */
function hashOfGroup({ endpoint: id, target }: CacheGroup): string {
  const [name] = Object.entries(endpointOf(id).request).find(([, { control }]) => control === 'target') ?? [];
  return hashOf(id, name && target !== null ? new URLSearchParams({ [name]: target }) : null);
}

/** A group as a row. It keeps the group itself, for what is done with rows. */
export const groupRow = (group: CacheGroup): Row => ({
  id: `${group.endpoint} ${group.target ?? ''}`,
  report: endpointOf(group.endpoint).title,
  target: group.target,
  answers: group.answers,
  rows: group.rows,
  bytes: group.bytes,
  stale: group.stale,
  newest: written(group.newestAt),
  oldest: written(group.oldestAt),
  paid_usd: group.paidUsd,
  hash: hashOfGroup(group),
  group,
});

export const groupOf = ({ group }: Row): CacheGroup => group as CacheGroup;

const column = (path: string, label: string, kind: Column['kind'], help: string, more: Partial<Column> = {}): Column => ({
  ...{ path, label, of: '', kind, help, value: (row: Row) => row[path] ?? null, ...more },
});

export const groupColumns: readonly Column[] = [
  column('target', t`Target`, 'host', t`What the answers are about; empty where a report is about none. Opens the report.`, {
    href: ({ hash }) => (typeof hash === 'string' ? hash : null),
  }),
  column('report', t`Report`, 'text', t`What was asked.`),
  column(
    'answers',
    t`Answers`,
    'count',
    t`Answers of this report about this target: other filters, sorts and pages are answers of their own.`,
  ),
  column('rows', t`Rows`, 'count', t`Rows in these answers.`),
  column('bytes', t`Size`, 'bytes', t`What they take in this browser profile.`),
  column('paid_usd', t`Paid`, 'usd', t`What they cost, and about what buying them again would, in US dollars.`),
  column('newest', t`Newest`, 'time', t`When the newest of them was fetched.`, { isExact: true }),
  column('oldest', t`Oldest`, 'time', t`When the oldest of them was fetched.`, { isExact: true }),
  column('stale', t`Past lifetime`, 'count', t`Answers older than the report’s lifetime. They stay readable until room is needed.`),
];
