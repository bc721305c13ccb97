import { useMemo, useState } from 'preact/hooks';
import type { Column, Row } from '../../lib/columns.ts';
import { count } from '../../lib/format.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { alertWords, changedFigures } from '../../lib/watch/compare.ts';
import type { WatchRow, WatchRun } from '../../lib/watch/define.ts';
import { doorOfChange, hashOfSite, tableOfLook } from '../../lib/watch/rows.ts';
import { t } from '../../lib/words.ts';
import { Rows } from '../explorer/TableResult.tsx';
import { drawChanges } from './draw-changes.tsx';

/** The most sites that are told in sentences; all of them are in the table. */
const MOST_TOLD = 20;

/** What a look found: what passed a threshold in sentences, each leading to its rows, then every site with its changes. */
export function Found({ run, onExport }: { run: WatchRun; onExport: (columns: readonly Column[], rows: readonly Row[]) => void }) {
  const [isAll, setAll] = useState(false);
  const told = run.rows.filter(({ alerts }) => alerts.length > 0);
  const changed = useMemo(() => run.rows.filter((row) => row.alerts.length > 0 || changedFigures(row).length > 0), [run.rows]);
  const shown = isAll ? run.rows : changed;
  const table = useMemo(() => tableOfLook(shown), [shown]);
  const drawn = useMemo(() => drawChanges(table), [table]);
  return (
    <>
      {told.length > 0 && (
        <section class="card told" aria-labelledby="told-title">
          <h2 id="told-title">{t`Worth a word`}</h2>
          <ul>
            {told.slice(0, MOST_TOLD).map((row) => (
              <Told key={row.target} row={row} />
            ))}
          </ul>
          {told.length > MOST_TOLD && <p class="muted small">{t`And ${count(told.length - MOST_TOLD)} more, in the table below.`}</p>}
        </section>
      )}
      <label class="row small">
        <input type="checkbox" checked={isAll} onChange={({ currentTarget }) => setAll(currentTarget.checked)} />
        {t`Show sites without a change too (${count(run.rows.length - changed.length)})`}
      </label>
      {shown.length > 0 ? (
        <Rows
          caption={t`Changes of a look`}
          columns={table.columns}
          chosen={table.chosen}
          drawn={drawn}
          keyPath="target"
          rows={table.rows}
          totalCount={null}
          isCounted={false}
          tools={({ columns, found }) => (
            <>
              <span class="grow" />
              <button type="button" onClick={() => onExport(columns, found)}>{t`Export CSV`}</button>
            </>
          )}
        />
      ) : (
        <section class="notice" data-state="nothing-changed">
          <h2>{t`Nothing changed`}</h2>
          <p>{t`Every figure of ${count(run.rows.length)} sites is what it was at the look before.`}</p>
        </section>
      )}
    </>
  );
}

function Told({ row }: { row: WatchRow }) {
  return (
    <li data-site={row.target}>
      <a class="site" href={hashOfSite(row.target)}>
        <bdi>{visibleText(row.target, 60)}</bdi>
      </a>
      {row.isRival && <span class="chip">{t`rival`}</span>}
      <span class="sentences">
        {row.alerts.map((alert) => {
          const href = doorOfChange(row, alert.figure);
          return href ? (
            <a key={alert.kind + alert.figure} href={href}>
              {alertWords(alert)}
            </a>
          ) : (
            <span key={alert.kind + alert.figure}>{alertWords(alert)}</span>
          );
        })}
      </span>
      {row.losses.length > 0 && (
        <span class="muted small">
          {row.losses.slice(0, 5).map(({ domain, rank }, at) => (
            <span key={domain}>
              {at > 0 && ', '}
              <bdi>{visibleText(domain, 50)}</bdi> ({rank === null ? t`rank not known` : t`rank ${count(rank)}`})
            </span>
          ))}
          {row.losses.length > 5 && t` and ${count(row.losses.length - 5)} more`}
        </span>
      )}
    </li>
  );
}
