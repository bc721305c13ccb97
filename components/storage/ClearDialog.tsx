import { count, money } from '../../lib/format.ts';
import type { Sum } from '../../lib/shelf-table.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { useModal } from '../use-modal.ts';

type Props = { sum: Sum; ofWhat: string; onYes: () => void; onNo: () => void };

/** Says what is forgotten and what it would cost to have it again. */
export function ClearDialog({ sum: { answers, rows, usd }, ofWhat, onYes, onNo }: Props) {
  const dialog = useModal();
  const many = answers === 1 ? t`${count(answers)} answer` : t`${count(answers)} answers`;
  return (
    <dialog ref={dialog} class="card" aria-labelledby="clear-title" onClose={onNo}>
      <h2 id="clear-title">{t`Clear ${many}?`}</h2>
      <p class="num">
        {rows === 1
          ? t`${visibleText(ofWhat, 120)}: ${many} with ${count(rows)} row.`
          : t`${visibleText(ofWhat, 120)}: ${many} with ${count(rows)} rows.`}{' '}
        {usd > 0
          ? t`What is cleared would have to be bought again, for about ${<b>{money(usd)}</b>}.`
          : t`They were free, and can be fetched again for nothing.`}{' '}
        {t`Figures kept of them for comparison go too. The ledger stays.`}
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          {t`Clear ${many}`}
        </button>
        <button type="button" onClick={onNo}>
          {answers === 1 ? t`Keep it` : t`Keep them`}
        </button>
      </p>
    </dialog>
  );
}
