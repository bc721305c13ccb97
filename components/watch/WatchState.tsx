import type { ComponentChildren } from 'preact';
import { wordsOf } from '../../lib/failure-words.ts';
import { count, money } from '../../lib/format.ts';
import type { Failure } from '../../lib/outcome.ts';
import type { Every, WatchView } from '../../lib/watch/define.ts';
import { momentOf } from './Looks.tsx';

const adverbs: Record<Every, string> = { day: 'daily', week: 'weekly', month: 'monthly' };

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
  const many = `${count(list.sites.length)} ${list.sites.length === 1 ? 'site' : 'sites'}`;
  const rivals = list.sites.filter(({ isRival }) => isRival).length;
  const { hold } = list;
  return (
    <section class="card watch-state" aria-label="The watchlist">
      <p class="watch-line">
        <b>{list.isOn ? `Watching ${many} ${adverbs[list.every]}` : `Paused: ${many} are not looked at`}</b>
        {rivals > 0 && (
          <span class="muted">
            {' '}
            · {count(rivals)} of them {rivals === 1 ? 'a rival' : 'rivals'}
          </span>
        )}
      </p>
      <p class="num" data-field="next">
        {isLooking ? (
          <>
            Looking now{progress && progress.of > 0 && `: call ${count(Math.min(progress.done + 1, progress.of))} of ${count(progress.of)}`}
          </>
        ) : !list.isOn ? (
          'Nothing is asked until you let it go on.'
        ) : waiting > 0 ? (
          `${count(waiting)} ${waiting === 1 ? 'site waits' : 'sites wait'} for ${waiting === 1 ? 'its' : 'their'} turn; it is tried again every hour.`
        ) : (
          nextAt !== null && `Next look: ${momentOf(nextAt)}`
        )}
      </p>
      {hold && list.isOn && !isLooking && <Hold hold={hold} renderNext={renderNext} />}
      {list.notify && !mayNotify && (
        <p class="warn-text small">
          The browser does not let Backlens show notices, so what is found stands on this page alone.{' '}
          <button type="button" class="link" onClick={onAllowNotices}>
            Allow notices
          </button>
        </p>
      )}
      {list.isOn && !hold && !isLooking && lookUsd > cap.leftUsd && (
        <p class="muted small">
          Its cap leaves {money(cap.leftUsd)} today, so a look now takes what fits and leaves the rest for tomorrow.
        </p>
      )}
      <p class="row">
        <button type="button" disabled={isLooking} onClick={onLook}>
          Look now · <span class="price">{money(lookUsd)}</span>
        </button>
        <button type="button" onClick={() => onPause(!list.isOn)}>
          {list.isOn ? 'Pause' : 'Go on'}
        </button>
        <a class="button" href="#/watch?edit=">
          Change the list
        </a>
        <span class="grow" />
        <span class="num small muted" data-field="watch_spent">
          Spent by it today {money(cap.spentUsd)} of {money(cap.capUsd)}
        </span>
      </p>
    </section>
  );
}

function Hold({ hold, renderNext }: { hold: Failure; renderNext: Props['renderNext'] }) {
  const { title, advice } = wordsOf(hold);
  return (
    <div class="notice" role="alert" data-hold={hold.kind}>
      <h2>It waits: {title}</h2>
      <p>{advice}</p>
      {renderNext(hold)}
    </div>
  );
}
