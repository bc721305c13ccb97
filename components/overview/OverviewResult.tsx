import { t } from '../../lib/words.ts';
import './overview.css';
import type { ComponentChildren } from 'preact';
import { type Column, columnsOf, type Row } from '../../lib/columns.ts';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import type { Rows } from '../../lib/endpoints/index.ts';
import type { Stored } from '../../lib/messages.ts';
import type { Beside } from '../explorer/beside.ts';
import { Cell } from '../explorer/Cell.tsx';
import { Glossary } from '../explorer/RecordResult.tsx';
import type { OnScreen } from '../explorer/TableResult.tsx';
import { Distribution } from './Distribution.tsx';
import { HeadFigures } from './HeadFigures.tsx';
import { Notices } from './Notices.tsx';
import { Onward } from './Onward.tsx';
import { OwnRecord } from './OwnRecord.tsx';

type Props = { endpoint: Endpoint; stored: Stored; isCounted: boolean; tools: (view: OnScreen) => ComponentChildren; beside: Beside };

/** What stands small below the scores and counts: what is known of the site, and the finer counts. */
const site = ['first_seen', 'lost_date', 'crawled_pages', 'internal_links_count', 'external_links_count'];
const nofollow = ['referring_main_domains_nofollow', 'referring_domains_nofollow', 'referring_pages_nofollow'];

/** A target at a glance: scores and counts, each a door to what it counts, where its links come from, and how it went. */
export function OverviewResult({ endpoint, stored, tools, beside }: Props) {
  const columns = columnsOf(endpoint, stored);
  const row = stored.rows[0] ?? {};
  const facts = columns.filter(({ path, of, kind }) => site.includes(path) || (of !== '' && kind !== 'spam'));
  const finer = columns.filter(({ path }) => nofollow.includes(path));
  const tallies = columns.filter(({ kind }) => kind === 'tally');
  const { request } = stored;
  // This answer is in the record; where it is not (a private window, other links), earlier ones are figures of something else.
  const past = beside.past.some(({ fetchedAt }) => fetchedAt === stored.fetchedAt) ? beside.past : [];
  return (
    <>
      <div class="strip num">{tools({ columns, found: stored.rows, selected: [] })}</div>
      <div class="record overview">
        <Notices row={row as Rows['summary']} request={request} />
        <HeadFigures columns={columns} row={row as Rows['summary']} stored={stored} past={past} />
        <div class="facts">
          <Facts name={t`The site`} columns={facts} row={row} />
          <Facts name={t`With nofollow`} columns={finer} row={row} />
        </div>
        {tallies.some(({ value }) => value(row) !== null) && (
          <div class="cards">
            {tallies.map((column) => (
              <Distribution key={column.path} column={column} value={column.value(row)} request={request} />
            ))}
          </div>
        )}
        <Onward request={request} prices={beside.prices} />
        <OwnRecord columns={columns} past={past} stored={stored} onSave={beside.onSave} />
        <Glossary columns={columns} />
      </div>
    </>
  );
}

function Facts({ name, columns, row }: { name: string; columns: readonly Column[]; row: Row }) {
  return (
    <section class="card">
      <h2>{name}</h2>
      <dl class="figures num">
        {columns.map(({ path, label, help, kind, value }) => (
          <div key={path}>
            <dt title={help || undefined}>{label}</dt>
            <dd data-field={path}>
              <Cell kind={kind} value={value(row)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
