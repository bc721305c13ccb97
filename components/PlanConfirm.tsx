import { count, money } from '../lib/format.ts';
import { t } from '../lib/words.ts';
import { useModal } from './use-modal.ts';

/** One call of a plan, in words, with what it costs at most, in US dollars. */
export type PlannedCall = { label: string; priceUsd: number };

type Props = { calls: readonly PlannedCall[]; totalUsd: number; onYes: () => void; onNo: () => void };

/** Says what will be bought before anything is sent. Closing it in any way costs nothing. */
export function PlanConfirm({ calls, totalUsd, onYes, onNo }: Props) {
  const dialog = useModal();
  const many = calls.length === 1 ? t`${count(calls.length)} call` : t`${count(calls.length)} calls`;
  return (
    <dialog ref={dialog} class="card plan" aria-labelledby="plan-title" onClose={onNo}>
      <h2 id="plan-title">{t`Buy ${many}?`}</h2>
      <ul class="num">
        {calls.map(({ label, priceUsd }) => (
          <li key={label}>{t`${label}, ${money(priceUsd)} at most`}</li>
        ))}
      </ul>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {t`Buy ${many}`} <span class="price">{money(totalUsd)}</span>
        </button>
        <button type="button" onClick={onNo}>{t`Not now`}</button>
      </p>
    </dialog>
  );
}
