import { useEffect, useMemo, useState } from 'preact/hooks';
import { Rows } from '../../components/explorer/TableResult.tsx';
import type { Row } from '../../lib/columns.ts';
import { csv } from '../../lib/export/csv.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { count, money } from '../../lib/format.ts';
import { ledgerColumns, ledgerRow } from '../../lib/ledger.ts';
import { type Call, type Status, sendMessage } from '../../lib/messages.ts';
import { saveFile } from './download.ts';

/** Every paid call, what it cost and what became of it. Reading it is free. */
export function SpendingPage({ status }: { status: Status }) {
  const [calls, setCalls] = useState<Call[] | null>(null);
  useEffect(() => {
    sendMessage('ledger').then(setCalls, () => setCalls([]));
  }, [status]);
  const rows = useMemo(() => (calls ?? []).map(ledgerRow), [calls]);
  const { settings, spentTodayUsd, spentThisMonthUsd, balanceUsd } = status;
  const lost = (calls ?? []).filter(({ state }) => state === 'unknown').length;

  const save = (shown: readonly Row[]) => {
    const about = {
      targets: [settings.environment],
      title: 'Spending',
      endpoint: 'spending',
      request: {},
      environment: settings.environment,
      fetchedAt: Date.now(),
      rows: shown.length,
      total: rows.length,
      scope: 'filtered' as const,
      costUsd: 0,
    };
    void saveFile(csv(ledgerColumns, shown, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
  };

  return (
    <>
      <div class="record">
        <dl class="figures num card main-figures spending">
          <div>
            <dt>Today, of {money(settings.dayCapUsd)}</dt>
            <dd data-field="spent_today_total">{money(spentTodayUsd)}</dd>
          </div>
          <div>
            <dt>This month, of {money(settings.monthCapUsd)}</dt>
            <dd>{money(spentThisMonthUsd)}</dd>
          </div>
          <div>
            <dt>Balance</dt>
            <dd>{money(balanceUsd)}</dd>
          </div>
          <div>
            <dt>Answers lost</dt>
            <dd>{count(lost)}</dd>
          </div>
        </dl>
      </div>
      {calls?.length === 0 && (
        <section class="notice" data-state="no-calls">
          <h2>Nothing is spent yet</h2>
          <p>Every paid call gets a line here before it is sent, with its price, and afterwards what it cost.</p>
        </section>
      )}
      {rows.length > 0 && (
        <Rows
          caption="Spending"
          columns={ledgerColumns}
          rows={rows}
          totalCount={null}
          isCounted={false}
          tools={({ found }) => (
            <>
              <span class="grow" />
              <button type="button" onClick={() => save(found)}>
                Export CSV
              </button>
            </>
          )}
        />
      )}
    </>
  );
}
