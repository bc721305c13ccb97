import { useEffect, useRef } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';
import type { Price } from '../../lib/watch/plan.ts';

type Props = { sites: number; price: Price; onYes: () => void; onNo: () => void };

/** Asks once more where one look costs more than the person allows at one press. Closing it in any way costs nothing. */
export function Agree({ sites, price: { calls, lookUsd, monthUsd }, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="card" aria-labelledby="agree-title" onClose={onNo}>
      <h2 id="agree-title">
        Watch {count(sites)} sites for {money(monthUsd)} a month?
      </h2>
      <p>
        Each look is {count(calls)} {calls === 1 ? 'call' : 'calls'}, together {money(lookUsd)} at most, and is made without asking again.
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          Watch them · <span class="price">{money(monthUsd)} a month</span>
        </button>
        <button type="button" onClick={onNo}>
          Not now
        </button>
      </p>
    </dialog>
  );
}
