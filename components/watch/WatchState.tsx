import type { ComponentChildren } from 'preact';
import { wordsOf } from '../../lib/failure-words.ts';
import { count, money } from '../../lib/format.ts';
import type { Failure } from '../../lib/outcome.ts';
import type { WatchView } from '../../lib/watch/define.ts';
import { adverbs } from '../../lib/watch/schedule.ts';
import { t } from '../../lib/words.ts';
import { momentOf } from './Looks.tsx';

type Props = {
  view: WatchView;
  /** What one look at all sites costs at most, in US dollars. */
  lookUsd: number;
  /** What a person can do about a hold. */
  renderNext: (hold: Failure) => ComponentChildren;
  onLook: () => void;
  onPause: (isOn: boolean) => void;
  onAllowNotices: () => void;
};

/** Whether the list is watched, when it is looked at next, and what stands in the way. */
export function WatchState({ view, lookUsd, renderNext, onLook, onPause, onAllowNotices }: Props) {
  const { list, isLooking, progress, nextAt, waiting, cap, mayNotify } = view;
  if (!list) return null;
  const many = list.sites.length === 1 ? t`${count(list.sites.length)} site` : t`${count(list.sites.length)} sites`;
  const rivals = list.sites.filter(({ isRival }) => isRival).length;
  const { hold } = list;
  return (
    <section class="card watch-state" aria-label={t`The watchlist`}>
      <p class="watch-line">
        <b>{list.isOn ? t`Watching ${many} ${adverbs[list.every]}` : t`Paused: ${many} are not looked at`}</b>
        {rivals > 0 && (
          <span class="muted"> {rivals === 1 ? t`· ${count(rivals)} of them a rival` : t`· ${count(rivals)} of them rivals`}</span>
        )}
      </p>
      <p class="num" data-field="next">
        {isLooking
          ? t`Looking now${progress && progress.of > 0 && t`: call ${count(Math.min(progress.done + 1, progress.of))} of ${count(progress.of)}`}`
          : !list.isOn
            ? t`Nothing is asked until you let it go on.`
            : waiting > 0
              ? waiting === 1
                ? t`${count(waiting)} site waits for its turn; it is tried again every hour.`
                : t`${count(waiting)} sites wait for their turn; it is tried again every hour.`
              : nextAt !== null && t`Next look: ${momentOf(nextAt)}`}
      </p>
      {hold && list.isOn && !isLooking && <Hold hold={hold} renderNext={renderNext} />}
      {list.notify && !mayNotify && (
        <p class="warn-text small">
          {t`The browser does not let Backlens show notices, so what is found stands on this page alone.`}{' '}
          <button type="button" class="link" onClick={onAllowNotices}>{t`Allow notices`}</button>
        </p>
      )}
      {list.isOn && !hold && !isLooking && lookUsd > cap.leftUsd && (
        <p class="muted small">{t`Its cap leaves ${money(cap.leftUsd)} today, so a look now takes what fits and leaves the rest for tomorrow.`}</p>
      )}
      <p class="row">
        <button type="button" disabled={isLooking} onClick={onLook}>
          {t`Look now ·`} <span class="price">{money(lookUsd)}</span>
        </button>
        <button type="button" onClick={() => onPause(!list.isOn)}>
          {list.isOn ? t`Pause` : t`Go on`}
        </button>
        <a class="button" href="#/watch?edit=">{t`Change the list`}</a>
        <span class="grow" />
        <span class="num small muted" data-field="watch_spent">
          {t`Spent by it today ${money(cap.spentUsd)} of ${money(cap.capUsd)}`}
        </span>
      </p>
    </section>
  );
}

function Hold({ hold, renderNext }: { hold: Failure; renderNext: Props['renderNext'] }) {
  const { title, advice } = wordsOf(hold);
  return (
    <div class="notice" role="alert" data-hold={hold.kind}>
      <h2>{t`It waits: ${title}`}</h2>
      <p>{advice}</p>
      {renderNext(hold)}
    </div>
  );
}
