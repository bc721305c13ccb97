import { useState } from 'preact/hooks';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { allowanceFor } from '../../lib/failure-words.ts';
import { age, count, money, NOTHING } from '../../lib/format.ts';
import type { Pull, Stored } from '../../lib/messages.ts';
import type { AllowOnce, Failure } from '../../lib/outcome.ts';
import { isPaged, MOST_PER_PAGE, nextPage, pageSizeOf, pagesLeft, priceOfRest, rowsOf } from '../../lib/pages.ts';
import type { PriceList } from '../../lib/price.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { AllowThisOnce } from '../AllowThisOnce.tsx';
import { Notice } from '../Notice.tsx';
import { useModal } from '../use-modal.ts';

/** Why the rest of a list was not begun, and up to which row it was wanted. */
export type Refused = { failure: Failure; upTo: number | null };

type Props = {
  endpoint: Endpoint;
  /** The list's first page, as it was answered. */
  first: Stored;
  /** How far the list is loaded; null where nothing but its first page was asked for. */
  pull: Pull | null;
  /** Rows left out because an earlier page had them. */
  dropped: number;
  prices: PriceList | null;
  /** What costs more than this is listed first and wants a second press, in US dollars. */
  confirmAboveUsd: number;
  refused: Refused | null;
  /** The person wants the list up to this row; null for its end. */
  onStart: (upTo: number | null, allow?: AllowOnce) => void;
  onPause: () => void;
  /** `again`: a page whose call was lost and may have been charged is knowingly asked for once more. */
  onResume: (again: boolean, allow?: AllowOnce) => void;
  onCancel: () => void;
};

/** Rows to load: what the button says, and what pressing it can cost. */
type Offer = { label: string; upTo: number | null; calls: number; most: number; priceUsd: number };

/** What of a list is here, and the ways to have the rest of it, each with its whole price. */
export function LoadStrip(props: Props) {
  const { endpoint, pull, dropped, prices, confirmAboveUsd, refused, onStart, onPause, onResume, onCancel } = props;
  const [offered, setOffered] = useState<Offer | null>(null);
  if (!isPaged(endpoint)) return null;

  const state = stateOf(props);
  const { loaded, total, hasMore, pageSize } = state;
  const restOf = (upTo: number): Pick<Offer, 'calls' | 'most' | 'priceUsd'> => ({
    calls: pagesLeft(upTo, loaded, pageSize),
    most: pageSize,
    priceUsd: priceOfRest(endpoint, state.request, { loaded, total: upTo, perPage: pageSize }, prices),
  });
  const offers: Offer[] = [];
  const next = loaded + MOST_PER_PAGE;
  if (hasMore && (total === null || next < total))
    offers.push({ label: t`Load next ${count(MOST_PER_PAGE)}`, upTo: next, ...restOf(next) });
  if (hasMore && total !== null) offers.push({ label: t`Load all ${count(total)}`, upTo: total, ...restOf(total) });
  const take = (offer: Offer) => (offer.priceUsd > confirmAboveUsd ? setOffered(offer) : onStart(offer.upTo));

  const isRunning = pull?.state === 'running';
  const isPaused = pull?.state === 'paused';
  const goal = Math.min(pull?.upTo ?? Number.POSITIVE_INFINITY, total ?? Number.POSITIVE_INFINITY);
  const resume = pull && isPaused && (
    <>
      <button
        type="button"
        class="primary"
        disabled={pull.isAsking}
        onClick={() => onResume(pull.failure !== null && pull.failure.spent !== 'no')}
      >
        {t`Resume`}
        {Number.isFinite(goal) && <Price usd={restOf(goal).priceUsd} />}
      </button>
      <button type="button" onClick={onCancel}>{t`Cancel`}</button>
    </>
  );
  return (
    <section class="load" aria-label={t`Loaded rows`} data-state={pull?.state ?? 'first'}>
      <div class="strip num small">
        <span data-field="loaded">
          <b>{count(loaded)}</b> {t`${total !== null && t`of ${count(total)} `}loaded ·`} <Spent usd={state.costUsd} />
          {pull && pull.maybeUsd > 0 && t` and perhaps ${money(pull.maybeUsd)} more`} · {age(state.fetchedAt)}
        </span>
        {isRunning && <Progress pull={pull} goal={goal} />}
        {isRunning && (
          <>
            <button type="button" onClick={onPause}>{t`Pause`}</button>
            <button type="button" onClick={onCancel}>{t`Cancel`}</button>
          </>
        )}
        {isPaused && !pull.failure && (
          <>
            <span>{pull.isAsking ? t`Pausing, the page on its way is still taken in` : t`Paused`}</span>
            {resume}
          </>
        )}
        {!isRunning &&
          !isPaused &&
          offers.map((offer) => (
            <button key={offer.label} type="button" disabled={pull?.isAsking} onClick={() => take(offer)}>
              {offer.label}
              <Price usd={offer.priceUsd} />
            </button>
          ))}
      </div>
      <Alert>
        {isPaused && pull.failure && (
          <Notice failure={pull.failure}>
            <p class="row">
              <AllowThisOnce
                allow={allowanceFor(pull.failure, Number.isFinite(goal) ? restOf(goal).priceUsd : undefined)}
                onAllow={(allow) => onResume(false, allow)}
              />
              {resume}
            </p>
          </Notice>
        )}
        {refused && !isRunning && !isPaused && (
          <Notice failure={refused.failure}>
            <p class="row">
              <AllowThisOnce allow={allowanceFor(refused.failure)} onAllow={(allow) => onStart(refused.upTo, allow)} />
            </p>
          </Notice>
        )}
      </Alert>
      {notesOf(state, pull, dropped).map((note) => (
        <p key={note} class="muted small">
          {note}
        </p>
      ))}
      {offered && (
        <Confirm
          offer={offered}
          onYes={() => {
            setOffered(null);
            onStart(offered.upTo, { past: 'action', upToUsd: offered.priceUsd });
          }}
          onNo={() => setOffered(null)}
        />
      )}
    </section>
  );
}

type State = {
  request: AnyRequest;
  loaded: number;
  /** Rows of the list; null where nobody counts them. */
  total: number | null;
  hasMore: boolean;
  pageSize: number;
  costUsd: number;
  fetchedAt: number;
};

/** How a list stands: by its pull, or by its first page alone. */
function stateOf({ endpoint, first, pull }: Props): State {
  const { request, rows, head, totalCount, costUsd, fetchedAt } = first;
  if (pull && pull.pages > 0)
    return { ...pull, request, total: rowsOf(request, pull.totalCount), fetchedAt: Math.min(fetchedAt, pull.fetchedAt ?? fetchedAt) };
  const reading = {
    ...{ request, totalCount, upTo: null, perPage: MOST_PER_PAGE, loaded: rows.length },
    after: typeof head.search_after_token === 'string' ? head.search_after_token : null,
    last: { limit: Number(request.limit ?? endpoint.request.limit?.apiDefault), rows: rows.length },
  };
  return {
    ...{ request, loaded: rows.length, total: rowsOf(request, totalCount), costUsd, fetchedAt },
    hasMore: nextPage(endpoint, reading) !== null,
    pageSize: pageSizeOf(endpoint, reading),
  };
}

/** What is easily misread in the counts, one sentence each. */
function notesOf({ loaded, total, hasMore }: State, pull: Pull | null, dropped: number): string[] {
  const notes: string[] = [];
  const isLess = total !== null && loaded < total;
  if (pull?.state === 'done' && isLess && loaded < (pull.upTo ?? total))
    notes.push(t`DataForSEO counts ${count(total)} rows but gave ${count(loaded)}.`);
  if (isLess && !hasMore && loaded > 0)
    notes.push(t`DataForSEO has no way to ask for the rows after these. Another sort order or a filter reaches them.`);
  if (pull && pull.firstTotalCount !== null && pull.totalCount !== pull.firstTotalCount)
    notes.push(
      t`The index changed while this was loaded: it counted ${count(pull.firstTotalCount)} rows at first and ${count(pull.totalCount)} at last.`,
    );
  if (dropped > 0)
    notes.push(
      dropped === 1 ? t`${count(dropped)} row came twice and is shown once.` : t`${count(dropped)} rows came twice and are shown once.`,
    );
  return notes;
}

const Spent = ({ usd }: { usd: number }) => <>{usd > 0 ? t`${money(usd)} spent` : t`free`}</>;

const Price = ({ usd }: { usd: number }) => (
  <>
    {' · '}
    <span class="price">{usd > 0 ? money(usd) : t`free`}</span>
  </>
);

/** How far a running pull is and how fast. The rate counts to the last page, so that it does not fall while one waits for the next. */
function Progress({ pull, goal }: { pull: Pull; goal: number }) {
  const { loaded, since, updatedAt } = pull;
  const seconds = (updatedAt - since.at) / 1000;
  const rate = loaded > since.loaded && seconds > 0 ? count(Math.round((loaded - since.loaded) / seconds)) : NOTHING;
  const text = Number.isFinite(goal) ? t`${count(loaded)} of ${count(goal)} rows` : t`${count(loaded)} rows`;
  return (
    <>
      <progress
        aria-label={t`Loading rows`}
        aria-valuetext={text}
        style={{ accentColor: 'var(--accent)' }}
        {...(Number.isFinite(goal) ? { value: loaded, max: goal } : {})}
      />
      <span data-field="rate">{t`${text} · ${rate} rows/s`}</span>
    </>
  );
}

/** Says what will be bought before the first request. Closing it in any way costs nothing. */
function Confirm({ offer, onYes, onNo }: { offer: Offer; onYes: () => void; onNo: () => void }) {
  const dialog = useModal();
  const { label, calls, most, priceUsd } = offer;
  return (
    <dialog ref={dialog} class="card" aria-labelledby="load-title" onClose={onNo}>
      <h2 id="load-title">{t`${label} rows?`}</h2>
      <p class="num">
        {calls === 1
          ? t`${count(calls)} call to DataForSEO of up to ${count(most)} rows, together ${money(priceUsd)} at most. Rows that are loaded already are not bought again.`
          : t`${count(calls)} calls to DataForSEO of up to ${count(most)} rows, together ${money(priceUsd)} at most. Rows that are loaded already are not bought again.`}
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {calls === 1 ? t`Buy ${count(calls)} call` : t`Buy ${count(calls)} calls`}
          <Price usd={priceUsd} />
        </button>
        <button type="button" onClick={onNo}>{t`Not now`}</button>
      </p>
    </dialog>
  );
}
