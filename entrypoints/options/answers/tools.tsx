/** What may be done with the rows of a part of an answer, by the name its playbook gives it. */

import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { DisavowBuilder } from '../../../components/answers/DisavowBuilder.tsx';
import { RedirectEditor } from '../../../components/answers/RedirectEditor.tsx';
import { ReviewBar } from '../../../components/answers/ReviewBar.tsx';
import type { Row } from '../../../lib/columns.ts';
import { csv } from '../../../lib/export/csv.ts';
import { count } from '../../../lib/format.ts';
import type { Tool } from '../../../lib/playbooks/define.ts';
import { column } from '../../../lib/playbooks/parts.ts';
import { prospectOf, withProspects } from '../../../lib/prospects.ts';
import type { Redirect } from '../../../lib/redirects.ts';
import { type Review, type ReviewState, type Reviews, reviewWords } from '../../../lib/reviews.ts';
import { t } from '../../../lib/words.ts';
import { saveFile } from '../download.ts';
import { prospectLists, redirectLists, reviewLists, useList } from './lists.ts';
import { SectionTable, type SectionTableProps } from './SectionTable.tsx';

const own = <T,>(record: Readonly<Record<string, T>> | null, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

/** Selected websites go into the list of prospects. */
function ProspectTable(props: SectionTableProps) {
  const [, change] = useList(prospectLists);
  const [said, setSaid] = useState('');
  const [target = ''] = props.targets;
  const add = (rows: readonly Row[]) => {
    const found = rows.map((row) => prospectOf(row, target, Date.now()));
    void change((list) => {
      const { list: all, added } = withProspects(list, found);
      setSaid(added < rows.length ? t`${count(added)} added, the others are in the list already` : t`${count(added)} added`);
      return all;
    });
  };
  return (
    <>
      <SectionTable {...props} renderSelected={(rows) => <button type="button" onClick={() => add(rows)}>{t`Add to prospects`}</button>} />
      <p class="muted small">
        <span role="status">{said ? `${said}. ` : t`Select rows to add them to your list. `}</span>
        <a href="#/prospects">{t`Open the prospects`}</a>
      </p>
    </>
  );
}

/** Where dead pages should lead, as typed; kept, so that nobody types it twice. */
function RedirectTable({ table, targets, leadsTo, fetchedAt, environment }: SectionTableProps) {
  const [lists, change] = useList(redirectLists);
  const [target = ''] = targets;
  const typed = own(lists, target) ?? {};
  const type = (url: string, to: string) =>
    change((all) => {
      const { [url]: _, ...rest } = own(all, target) ?? {};
      return { ...all, [target]: to === '' ? rest : { ...rest, [url]: to } };
    });
  const saveCsv = (redirects: readonly Redirect[]) => {
    const columns = [column('from', t`From`, 'url'), column('to', t`To`, 'url'), column('status', t`Status`, 'httpStatus')];
    const rows = redirects.map((redirect) => ({ ...redirect, status: 301 }));
    const about = {
      ...{ targets, environment, fetchedAt, title: t`Redirects`, endpoint: 'redirects', request: {} },
      ...{ rows: rows.length, total: rows.length, scope: 'loaded' as const, costUsd: 0 },
    };
    void saveFile(csv(columns, rows, about), 'redirects.csv', 'text/csv');
  };
  return (
    <RedirectEditor
      rows={table.rows}
      doors={table.doors ?? (() => [])}
      leadsTo={leadsTo}
      typed={typed}
      onTyped={(url, to) => void type(url, to)}
      onSave={(text, name, type) => void saveFile([text], name, type)}
      onSaveCsv={saveCsv}
    />
  );
}

/** Websites with what was decided of each, and the disavow file of those that are to be disavowed. */
function ReviewTable(props: SectionTableProps) {
  const { table, targets } = props;
  const [lists, change] = useList(reviewLists);
  const [target = ''] = targets;
  const reviews: Reviews = own(lists, target) ?? {};
  const state = useMemo(
    () => ({
      ...column('state', t`Decided`, 'text', t`What you decided of it; select rows to decide.`),
      value: (row: Row) => {
        const review = own(reviews, String(row.domain));
        return review ? reviewWords[review.state] : null;
      },
    }),
    [reviews],
  );
  const shown = useMemo(() => ({ ...table, columns: [state, ...table.columns] }), [table, state]);
  const decide = (rows: readonly Row[], to: ReviewState | null) =>
    change((all) => {
      const mine: Record<string, Review> = { ...own(all, target) };
      for (const row of rows) {
        const domain = String(row.domain);
        if (to === null) delete mine[domain];
        else mine[domain] = { state: to, at: Date.now(), reasons: table.facts?.(row).slice() ?? [] };
      }
      return { ...all, [target]: mine };
    });
  const decided = (wanted: ReviewState) => Object.entries(reviews).filter(([, { state }]) => state === wanted);
  return (
    <>
      <SectionTable {...props} table={shown} renderSelected={(rows) => <ReviewBar onDecide={(to) => void decide(rows, to)} />} />
      <p
        class="muted small num"
        data-field="decided"
      >{t`Keep ${count(decided('keep').length)}, investigate ${count(decided('investigate').length)}, disavow ${count(decided('disavow').length)}. Kept in this browser.`}</p>
      <DisavowBuilder
        domains={decided('disavow').map(([domain, { reasons }]) => ({ domain, reasons }))}
        keep={decided('keep').map(([domain]) => domain)}
        onSave={(file) => void saveFile([file], 'disavow.txt', 'text/plain')}
      />
    </>
  );
}

/** What draws a table, by the tool its playbook names. */
export const tools: Record<Tool | 'none', (props: SectionTableProps) => ComponentChildren> = {
  none: SectionTable,
  prospects: ProspectTable,
  redirects: RedirectTable,
  review: ReviewTable,
};
