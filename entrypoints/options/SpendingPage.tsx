import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import '../../components/spending/spending.css';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Alert } from '../../components/Alert.tsx';
import { Rows } from '../../components/explorer/TableResult.tsx';
import { Waiting } from '../../components/explorer/Waiting.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Account } from '../../components/spending/Account.tsx';
import { CapCard } from '../../components/spending/CapCard.tsx';
import { LostCalls } from '../../components/spending/LostCalls.tsx';
import { Prices } from '../../components/spending/Prices.tsx';
import { Totals } from '../../components/spending/Totals.tsx';
import type { Row } from '../../lib/columns.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { csv } from '../../lib/export/csv.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { count, money } from '../../lib/format.ts';
import { ledgerColumns, ledgerRows } from '../../lib/ledger.ts';
import { type CacheHits, type Call, sendMessage } from '../../lib/messages.ts';
import { failed } from '../../lib/outcome.ts';
import { hashOf } from '../../lib/route.ts';
import { type Grouping, groupings, labelOf, partOf, totalsBy } from '../../lib/spending.ts';
import { saveFile } from './download.ts';
import type { PageProps } from './pages.tsx';
import { useAccount } from './use-account.ts';
import { useLost } from './use-lost.ts';

type Ledger = { calls: Call[]; hits: CacheHits[] };

/** The address of a way to add up, and of the calls of one sum. */
const hrefOf = (by: Grouping, only: string | null): string =>
  hashOf('spending', new URLSearchParams({ by, ...(only === null ? {} : { only }) }));

function wayIn(query: string): { by: Grouping; only: string | null } {
  const values = new URLSearchParams(query);
  return { by: groupings.find((each) => each === values.get('by')) ?? 'day', only: values.get('only') };
}

/** Every paid call, what it cost and what became of it, with the caps and what is left. Reading it is free. */
export function SpendingPage({ query, status, onAnswered }: PageProps) {
  const { ledger, isBroken, read } = useLedger();
  const { environment } = status.settings;
  // The status is read again after every call, in any window that has come to the front.
  useEffect(() => void read(), [read, status]);
  const lost = useLost(onAnswered);
  const account = useAccount(onAnswered);
  const { by, only } = wayIn(query);

  const totals = useMemo(() => totalsBy(ledger?.calls ?? [], ledger?.hits ?? [], by), [ledger, by]);
  const rows = useMemo(() => {
    const { calls, hits } = partOf(ledger?.calls ?? [], ledger?.hits ?? [], by, only);
    return ledgerRows(calls, hits, environment);
  }, [ledger, by, only, environment]);
  const saved = (ledger?.hits ?? []).reduce((so, { hits, savedUsd }) => ({ hits: so.hits + hits, usd: so.usd + savedUsd }), {
    hits: 0,
    usd: 0,
  });
  const isNewer = (account.readAt ?? 0) > (status.balanceAt ?? 0);

  if (isBroken)
    return (
      <Alert>
        <Notice failure={failed('bug').failure} />
      </Alert>
    );
  if (!ledger) return <Waiting since={Date.now()} isBuying={false} />;
  return (
    <>
      <div class="spending num">
        <CapCard of="day" cap={status.caps.day} isKnown={!status.storageTrouble} />
        <CapCard of="month" cap={status.caps.month} isKnown={!status.storageTrouble} />
        <section class="card" data-field="saved">
          <h2>{t`Saved by stored answers`}</h2>
          <p>
            <b class="amount">{money(saved.usd)}</b>{' '}
            <span class="muted">{saved.hits === 1 ? t`${count(saved.hits)} free look` : t`${count(saved.hits)} free looks`}</span>
          </p>
          <p class="muted small">
            {t`One action above ${money(status.settings.confirmAboveUsd)} asks you first.`} <a href="#/settings">{t`Change the caps`}</a>
          </p>
        </section>
        <Account
          balanceUsd={isNewer ? (account.account?.money?.balance ?? null) : status.balanceUsd}
          readAt={isNewer ? account.readAt : status.balanceAt}
          limits={account.account ? (account.account.money?.limits ?? null) : undefined}
          limitUntil={status.accountLimitUntil}
          isReading={account.isReading}
          failure={account.failure}
          onRead={() => void account.read()}
        />
      </div>
      <LostCalls
        calls={ledger.calls.filter(({ state }) => state === 'unknown')}
        nameOf={({ endpoint }) => endpointOf(endpoint).title}
        found={lost.found}
        failure={lost.failure}
        isChecking={lost.isChecking}
        mayCheckAt={lost.mayCheckAt}
        onCheck={() => void lost.check()}
      />
      {totals.length === 0 && status.storageTrouble && (
        <section class="notice" data-state="no-ledger">
          <h2>{t`The ledger cannot be read`}</h2>
          <p>{t`What was spent before is not known here until storage works again. DataForSEO’s own dashboard has what was charged.`}</p>
        </section>
      )}
      {totals.length === 0 && !status.storageTrouble && (
        <section class="notice" data-state="no-calls">
          <h2>{t`Nothing is spent yet`}</h2>
          <p>{t`Every paid call gets a line here before it is sent, with its price, and afterwards what it cost.`}</p>
          <a class="button" href="#/summary">{t`Open the overview`}</a>
        </section>
      )}
      {totals.length > 0 && <Totals by={by} totals={totals} only={only} hrefOf={hrefOf} />}
      {only !== null && (
        <p class="row">
          <span class="chip">{t`Only ${<bdi>{visibleText(labelOf(by, only), 80)}</bdi>}`}</span>
          <a href={hrefOf(by, null)}>{t`List every call`}</a>
        </p>
      )}
      {only !== null && rows.length === 0 && totals.length > 0 && (
        <section class="notice" data-state="no-such-calls">
          <h2>{t`No call belongs to this`}</h2>
          <p>{t`It may have been before the oldest call in the ledger, or in another environment.`}</p>
        </section>
      )}
      {rows.length > 0 && <Ledger rows={rows} environment={environment} />}
      <Prices prices={status.prices} />
    </>
  );
}

/** The ledger of the environment in use. What was read stays while it is read again. */
function useLedger() {
  const [ledger, setLedger] = useState<Ledger | null>(null);
  const [isBroken, setBroken] = useState(false);
  const read = useCallback(
    () =>
      Promise.all([sendMessage('ledger'), sendMessage('cacheHits')]).then(
        ([calls, hits]) => {
          setLedger({ calls, hits });
          setBroken(false);
        },
        () => setBroken(true),
      ),
    [],
  );
  return { ledger, isBroken, read };
}

function Ledger({ rows, environment }: { rows: Row[]; environment: string }) {
  const save = (shown: readonly Row[]) => {
    const about = {
      ...{ targets: [environment], title: t`Spending`, endpoint: 'spending', request: {}, environment, fetchedAt: Date.now() },
      ...{ rows: shown.length, total: rows.length, scope: 'filtered' as const, costUsd: 0 },
    };
    void saveFile(csv(ledgerColumns, shown, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
  };
  return (
    <Rows
      caption={t`Spending`}
      columns={ledgerColumns}
      rows={rows}
      keyPath="id"
      totalCount={null}
      isCounted={false}
      tools={({ found }) => (
        <>
          <span class="grow" />
          <button type="button" onClick={() => save(found)}>{t`Export CSV`}</button>
        </>
      )}
      acts={{
        renderActs: ({ hash }) => typeof hash === 'string' && <a class="button" href={hash}>{t`Open the report`}</a>,
      }}
    />
  );
}
