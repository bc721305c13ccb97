import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';
import type { Price } from '../../lib/watch/plan.ts';
import { t } from '../../lib/words.ts';

type Props = {
  title: string;
  price: Pick<Price, 'calls' | 'lookUsd'>;
  /** What the second press says. */
  yes: ComponentChildren;
  onYes: () => void;
  onNo: () => void;
};

/** Asks once more where one look costs more than the person allows at one press. Closing it in any way costs nothing. */
export function Agree({ title, price: { calls, lookUsd }, yes, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="card agree" aria-labelledby="agree-title" onClose={onNo}>
      <h2 id="agree-title">{title}</h2>
      <p>
        {calls === 1
          ? t`A look is ${count(calls)} call to DataForSEO, together ${money(lookUsd)} at most.`
          : t`A look is ${count(calls)} calls to DataForSEO, together ${money(lookUsd)} at most.`}
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {yes}
        </button>
        <button type="button" onClick={onNo}>{t`Not now`}</button>
      </p>
    </dialog>
  );
}
