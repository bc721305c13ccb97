import { t } from '../../../lib/words.ts';
import '../../../components/bulk/bulk.css';
import '../../../components/watch/watch.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Alert } from '../../../components/Alert.tsx';
import { NextStep, WaysIn } from '../../../components/explorer/NextStep.tsx';
import { Rows } from '../../../components/explorer/TableResult.tsx';
import { Waiting } from '../../../components/explorer/Waiting.tsx';
import { Notice } from '../../../components/Notice.tsx';
import { Agree } from '../../../components/watch/Agree.tsx';
import { drawChanges } from '../../../components/watch/draw-changes.tsx';
import { Found } from '../../../components/watch/Found.tsx';
import { howItWent, Looks, momentOf } from '../../../components/watch/Looks.tsx';
import { SiteHistory } from '../../../components/watch/SiteHistory.tsx';
import { WatchState } from '../../../components/watch/WatchState.tsx';
import { metrics } from '../../../lib/bulk/metrics.ts';
import type { Column, Row } from '../../../lib/columns.ts';
import { endpointOf } from '../../../lib/endpoints/index.ts';
import { csv } from '../../../lib/export/csv.ts';
import { fileNameOf } from '../../../lib/export/file-name.ts';
import { wordsOf } from '../../../lib/failure-words.ts';
import { count, money } from '../../../lib/format.ts';
import { type Figures, sendMessage } from '../../../lib/messages.ts';
import type { Failure } from '../../../lib/outcome.ts';
import { hashOf, hashOfRequest } from '../../../lib/route.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';
import { visibleText } from '../../../lib/visible-text.ts';
import { lineOf } from '../../../lib/watch/compare.ts';
import { fileColumns } from '../../../lib/watch/csv.ts';
import type { Watchlist, WatchRun, WatchSetup } from '../../../lib/watch/define.ts';
import { priceOf } from '../../../lib/watch/plan.ts';
import { hashOfSite, tableOfList } from '../../../lib/watch/rows.ts';
import { saveFile } from '../download.ts';
import type { PageProps } from '../pages.tsx';
import { useLook, useWatch } from './use-watch.ts';
import { askForNotices, WatchSetupView } from './WatchSetupView.tsx';

const HOME = hashOf('watch');

/** Rows as a CSV file. */
function saveRows(title: string, columns: readonly Column[], rows: readonly Row[], environment: EnvironmentName): void {
  const about = {
    ...{ targets: [], environment, fetchedAt: Date.now(), title, endpoint: 'watchlist', request: {} },
    ...{ rows: rows.length, total: rows.length, scope: 'filtered' as const, costUsd: 0 },
  };
  void saveFile(csv(columns, rows, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
}

/** Sites that are looked at by themselves: the list, what each look found, how each site went, and what it all costs. */
export function WatchPage({ query, status, onStatus, onGo, onAnswered, onAllow, onSample }: PageProps) {
  const { environment } = status.settings;
  const [wish, setWish] = useState<(() => void) | null>(null);
  const values = new URLSearchParams(query);
  const watch = useWatch(environment, onAnswered);
  const { view, failure } = watch;
  const added = values.getAll('add');
  const isEditing = values.has('edit') || added.length > 0;
  const newest = view?.runs.find(({ finishedAt }) => finishedAt !== null)?.id ?? null;
  const look = useLook(values.get('look') ?? newest, `${newest} ${view?.isLooking}`);

  if (!view)
    return (
      <>
        <Alert>{failure && <Notice failure={failure} />}</Alert>
        {!failure && <Waiting since={Date.now()} isBuying={false} />}
      </>
    );
  const { list } = view;
  if (!list || isEditing)
    return (
      <>
        {!status.ready && !status.locked && <WaysIn onSample={onSample} />}
        <WatchSetupView
          key={`${environment} ${added}`}
          list={list}
          added={added}
          status={status}
          onStatus={onStatus}
          onSave={watch.save}
          onDone={() => onGo(HOME)}
        />
      </>
    );
  const site = values.get('site');
  if (site !== null) return <Site target={site} list={list} environment={environment} />;
  if (values.has('look')) return <Look run={look} environment={environment} />;

  const targets = list.sites.map(({ target }) => target);
  const price = priceOf(list, targets, status.settings.watchCapUsd, status.prices);
  const { lookUsd } = price;
  /** Above the limit on one action a second press is wanted. */
  const agreed = (act: () => void) => (lookUsd > status.settings.confirmAboveUsd ? setWish(() => act) : act());
  const agreeAnew = () => {
    const { every, figures, thresholds, notify, nameSites, sites } = list;
    const same = sites.map(({ target, isRival }) => ({ target, isRival }));
    void watch.save({ every, figures, thresholds, notify, nameSites, sites: same, agreedUsd: lookUsd });
  };
  const next = (hold: Failure) =>
    wordsOf(hold).next === 'raise-cap' ? (
      <a class="button" href={hold.said === 'watchlist' ? '#/watch?edit=' : '#/settings'}>{t`Change the cap`}</a>
    ) : hold.kind === 'dearer' ? (
      <button type="button" onClick={() => agreed(agreeAnew)}>
        {t`Go on at`} <span class="price">{t`${money(lookUsd)} a look`}</span>
      </button>
    ) : (
      <NextStep
        failure={hold}
        priceUsd={null}
        onAsk={() => void watch.setWatching(true)}
        onFix={() => onGo('#/watch?edit=')}
        onAllow={() => void onAllow().then(() => watch.setWatching(true))}
        onSample={onSample}
      />
    );
  return (
    <>
      <Alert>{failure && <Notice failure={failure} />}</Alert>
      <WatchState
        view={view}
        lookUsd={lookUsd}
        renderNext={next}
        onLook={() => agreed(() => void watch.lookNow())}
        onPause={(isOn) => void watch.setWatching(isOn)}
        onAllowNotices={() => void askForNotices().then(watch.read)}
      />
      <Sites list={list} newest={look} environment={environment} onSites={(sites) => void watch.keep(sites)} />
      {view.runs.length > 0 && <Looks runs={view.runs} />}
      <Forget onForget={() => void watch.forget()} />
      {wish && (
        <Agree
          title={t`Look at ${count(targets.length)} sites now?`}
          price={price}
          yes={
            <>
              {t`Look now ·`} <span class="price">{money(lookUsd)}</span>
            </>
          }
          onYes={() => {
            setWish(null);
            wish();
          }}
          onNo={() => setWish(null)}
        />
      )}
    </>
  );
}

type SitesProps = { list: Watchlist; newest: WatchRun | null; environment: EnvironmentName; onSites: (sites: WatchSetup['sites']) => void };

/** Every watched site with its newest figures. */
function Sites({ list, newest, environment, onSites }: SitesProps) {
  const table = useMemo(() => tableOfList(list.sites, newest?.rows ?? []), [list, newest]);
  const drawn = useMemo(() => drawChanges(table), [table]);
  const named = (rows: readonly Row[]) => new Set(rows.map(({ target }) => String(target)));
  const plain = list.sites.map(({ target, isRival }) => ({ target, isRival }));
  const mark = (rows: readonly Row[], isRival: boolean) => {
    const chosen = named(rows);
    onSites(plain.map((each) => (chosen.has(each.target) ? { ...each, isRival } : each)));
  };
  const remove = (rows: readonly Row[]) => {
    const chosen = named(rows);
    onSites(plain.filter(({ target }) => !chosen.has(target)));
  };
  const acts = (rows: readonly Row[]) => (
    <>
      <button type="button" onClick={() => mark(rows, true)}>
        {rows.length === 1 ? t`Mark as a rival` : t`Mark as rivals`}
      </button>
      <button type="button" onClick={() => mark(rows, false)}>{t`Mark as yours`}</button>
      <button type="button" disabled={rows.length >= plain.length} onClick={() => remove(rows)}>{t`Watch no more`}</button>
    </>
  );
  return (
    <Rows
      caption={t`Watched sites`}
      columns={table.columns}
      chosen={table.chosen}
      drawn={drawn}
      keyPath="target"
      rows={table.rows}
      totalCount={null}
      isCounted={false}
      acts={{
        renderSelected: acts,
        renderActs: (row) => (
          <span class="row">
            <a class="button" href={hashOfSite(String(row.target))}>{t`Open its history`}</a>
            {acts([row])}
          </span>
        ),
      }}
      tools={({ columns, found }) => (
        <>
          <span class="grow" />
          <button
            type="button"
            title={t`One line for each site; a watchlist reads it again.`}
            onClick={() => saveRows(t`Watchlist`, fileColumns, found, environment)}
          >{t`Export the list`}</button>
          <button type="button" onClick={() => saveRows(t`Watched sites`, columns, found, environment)}>{t`Export CSV`}</button>
        </>
      )}
    />
  );
}

/** What one look found. */
function Look({ run, environment }: { run: WatchRun | null; environment: EnvironmentName }) {
  if (!run)
    return (
      <section class="notice" data-state="no-look">
        <h2>{t`This look is not kept`}</h2>
        <p>{t`Of each environment the last hundred are.`}</p>
        <a class="button" href={HOME}>{t`Open the watchlist`}</a>
      </section>
    );
  const line = lineOf(run);
  const failures = run.steps.filter(({ failure }) => failure);
  return (
    <>
      <p class="num">
        <a href={HOME}>{t`Watchlist`}</a>{' '}
        {line.sites === 1
          ? t`· ${<b>{momentOf(run.startedAt)}</b>} · ${count(line.sites)} site, 
        ${count(line.changed)} changed · ${money(line.costUsd)} · ${howItWent(line)}`
          : t`· ${<b>{momentOf(run.startedAt)}</b>} · ${count(line.sites)} sites, 
        ${count(line.changed)} changed · ${money(line.costUsd)} · ${howItWent(line)}`}
      </p>
      {failures.length > 0 && (
        <ul class="warn-text small" data-field="failed-steps">
          {failures.map(({ key, endpoint, failure }) => (
            <li key={key}>{t`${endpointOf(endpoint).title}: ${failure && wordsOf(failure).title}. What it brings is as it was before.`}</li>
          ))}
        </ul>
      )}
      {run.finishedAt === null ? (
        <section class="notice" data-state="look-open">
          <h2>{t`This look is not over`}</h2>
          <p>
            {t`${count(run.steps.filter(({ state }) => state === 'done').length)} of ${count(run.steps.length)} calls are made. It goes on by itself, and buys none of them twice.`}
          </p>
        </section>
      ) : (
        <Found run={run} onExport={(columns, rows) => saveRows(`Changes ${run.id.slice(0, 10)}`, columns, rows, environment)} />
      )}
    </>
  );
}

const sources = ['summary' as const, ...metrics.map(({ endpoint }) => endpoint.id)];

/** How one site went. Reads the store only. */
function Site({ target, list, environment }: { target: string; list: Watchlist; environment: EnvironmentName }) {
  const [past, setPast] = useState<Figures[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    sendMessage('pastFigures', { endpoints: sources, target: target.slice(0, 2048) }).then(
      (figures) => isCurrent && setPast(figures),
      () => isCurrent && setPast([]),
    );
    return () => {
      isCurrent = false;
    };
  }, [target]);
  return (
    <>
      <p>
        <a href={HOME}>{t`Watchlist`}</a> ·{' '}
        <b>
          <bdi>{visibleText(target, 120)}</bdi>
        </b>{' '}
        · <a href={hashOfRequest(endpointOf('summary'), { target })}>{t`Open its overview`}</a>
      </p>
      {past && <SiteHistory target={target} past={past} every={list.every} environment={environment} onSave={saveFile} />}
    </>
  );
}

/** The way out: everything about the watchlist is forgotten. What was bought stays. */
function Forget({ onForget }: { onForget: () => void }) {
  const [isSure, setSure] = useState(false);
  return (
    <p class="row small muted">
      {isSure ? (
        <>
          {t`The list and its looks are forgotten; answers you bought stay.`}
          <button type="button" onClick={onForget}>{t`Forget the watchlist`}</button>
          <button type="button" onClick={() => setSure(false)}>{t`Keep it`}</button>
        </>
      ) : (
        <button type="button" class="link" onClick={() => setSure(true)}>{t`Stop watching and forget the list`}</button>
      )}
    </p>
  );
}
