import { useState } from 'preact/hooks';
import { age, count, money } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';
import { useModal } from '../use-modal.ts';

export type CallLine = { key: string; title: string; targets: number; priceUsd: number };

type Props = {
  /** What pressing Run buys. */
  calls: readonly CallLine[];
  priceUsd: number;
  /** What costs more than this is listed first and wants a second press, in US dollars. */
  confirmAboveUsd: number;
  /** What the caps leave, in US dollars. */
  leftUsd: number;
  /** The figures are known from before; how old the oldest is. Null where none is. */
  knownSince: number | null;
  isAnew: boolean;
  /** Calls that may have been charged and brought nothing: they are made again one by one, below. */
  lost: number;
  /** Why nothing can be run, in words; null where it can. */
  hindrance: string | null;
  progress: { done: number; of: number; title: string; isStopping: boolean } | null;
  hint: { title: string; of: readonly string[]; priceUsd: number } | null;
  onAnew: (isAnew: boolean) => void;
  onHint: () => void;
  onRun: () => void;
  onStop: () => void;
};

const callsWords = (many: number): string => (many === 1 ? t`${count(many)} call` : t`${count(many)} calls`);

/** The whole price before the first call, the run, and the way to stop it. */
export function RunBar(props: Props) {
  const { calls, priceUsd, confirmAboveUsd, leftUsd, knownSince, isAnew, lost, hindrance, progress, hint } = props;
  const { onAnew, onHint, onRun, onStop } = props;
  const [isConfirming, setConfirming] = useState(false);
  const canRun = hindrance === null && calls.length > 0 && progress === null;
  return (
    <div class="run-bar">
      {hint && !progress && (
        <p class="hint small">
          <span>{t`One call for ${<b>{hint.title}</b>} also brings ${listed(hint.of)}: ${money(hint.priceUsd)} instead of ${money(priceUsd)}.`}</span>
          <button type="button" onClick={onHint}>{t`Take ${hint.title} instead`}</button>
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="primary run"
          aria-disabled={!canRun || undefined}
          onClick={() => {
            if (!canRun) return;
            if (priceUsd > confirmAboveUsd) setConfirming(true);
            else onRun();
          }}
        >
          {t`Run${calls.length > 0 && t` ${callsWords(calls.length)}`}`}
          {calls.length > 0 && (
            <>
              {' · '}
              <span class="price">{money(priceUsd)}</span>
            </>
          )}
        </button>
        {progress && (
          <>
            <progress aria-label={t`Calls`} value={progress.done} max={progress.of} />
            <span class="num small" data-field="progress">
              {progress.isStopping
                ? t`Stopping, the call on its way is still taken in`
                : t`${progress.title}: call ${count(progress.done + 1)} of ${count(progress.of)}`}
            </span>
            <button type="button" disabled={progress.isStopping} onClick={onStop}>{t`Stop`}</button>
          </>
        )}
        {!progress && calls.length === 0 && <span class="small muted">{hindrance ?? nothingToBuy(lost)}</span>}
        {(knownSince !== null || isAnew) && !progress && (
          <label class="row small anew">
            <input type="checkbox" checked={isAnew} onChange={({ currentTarget }) => onAnew(currentTarget.checked)} />
            {t`Buy known figures again${knownSince !== null && t` (the oldest are from ${age(knownSince)})`}`}
          </label>
        )}
      </div>
      {calls.length > 0 && priceUsd > leftUsd && !progress && (
        <p class="warn-text small">{t`Your caps leave ${money(leftUsd)}, so the run stops before the call that would pass them.`}</p>
      )}
      {isConfirming && (
        <Confirm
          calls={calls}
          priceUsd={priceUsd}
          onYes={() => {
            setConfirming(false);
            onRun();
          }}
          onNo={() => setConfirming(false)}
        />
      )}
    </div>
  );
}

const nothingToBuy = (lost: number): string =>
  lost > 0
    ? t`What failed may have been charged, so it is only asked again by its own button.`
    : t`Everything here is known. Looking is free.`;

const lists = new Intl.ListFormat('en');
const listed = (titles: readonly string[]): string => lists.format(titles.map((title) => title.toLowerCase()));

/** Says what will be bought before the first call. Closing it in any way costs nothing. */
function Confirm({ calls, priceUsd, onYes, onNo }: Pick<Props, 'calls' | 'priceUsd'> & { onYes: () => void; onNo: () => void }) {
  const dialog = useModal();
  return (
    <dialog ref={dialog} class="card" aria-labelledby="bulk-confirm" onClose={onNo}>
      <h2 id="bulk-confirm">{t`${callsWords(calls.length)} for ${money(priceUsd)}?`}</h2>
      <ul class="plan num small">
        {[...Map.groupBy(calls, ({ title }) => title)].map(([title, each]) => (
          <li key={title}>
            {t`${title}: ${callsWords(each.length)} for ${count(each.reduce((sum, { targets }) => sum + targets, 0))} targets, ${money(each.reduce((sum, call) => sum + call.priceUsd, 0))}`}
          </li>
        ))}
      </ul>
      <p>{t`They are made one after another, and you can stop between two. What is bought is kept.`}</p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {t`Buy ${callsWords(calls.length)} ·`} <span class="price">{money(priceUsd)}</span>
        </button>
        <button type="button" onClick={onNo}>{t`Not now`}</button>
      </p>
    </dialog>
  );
}
