import { useEffect, useRef } from 'preact/hooks';
import { count, money } from '../lib/format.ts';

/** One call of a plan, in words, with what it costs at most, in US dollars. */
export type PlannedCall = { label: string; priceUsd: number };

type Props = { calls: readonly PlannedCall[]; totalUsd: number; onYes: () => void; onNo: () => void };

/** Says what will be bought before anything is sent. Closing it in any way costs nothing. */
export function PlanConfirm({ calls, totalUsd, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const many = `${count(calls.length)} ${calls.length === 1 ? 'call' : 'calls'}`;
  return (
    <dialog ref={dialog} class="card plan" aria-labelledby="plan-title" onClose={onNo}>
      <h2 id="plan-title">Buy {many}?</h2>
      <ul class="num">
        {calls.map(({ label, priceUsd }) => (
          <li key={label}>
            {label}, {money(priceUsd)} at most
          </li>
        ))}
      </ul>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          Buy {many} <span class="price">{money(totalUsd)}</span>
        </button>
        <button type="button" onClick={onNo}>
          Not now
        </button>
      </p>
    </dialog>
  );
}
