import { useEffect, useRef } from 'preact/hooks';
import { count, money } from '../../lib/format.ts';
import type { Sum } from '../../lib/shelf-table.ts';
import { visibleText } from '../../lib/visible-text.ts';

type Props = { sum: Sum; ofWhat: string; onYes: () => void; onNo: () => void };

/** Says what is forgotten and what it would cost to have it again. */
export function ClearDialog({ sum: { answers, rows, usd }, ofWhat, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const many = `${count(answers)} ${answers === 1 ? 'answer' : 'answers'}`;
  return (
    <dialog ref={dialog} class="card" aria-labelledby="clear-title" onClose={onNo}>
      <h2 id="clear-title">Clear {many}?</h2>
      <p class="num">
        {visibleText(ofWhat, 120)}: {many} with {count(rows)} {rows === 1 ? 'row' : 'rows'}.{' '}
        {usd > 0 ? (
          <>
            What is cleared would have to be bought again, for about <b>{money(usd)}</b>.
          </>
        ) : (
          'They were free, and can be fetched again for nothing.'
        )}{' '}
        Figures kept of them for comparison go too. The ledger stays.
      </p>
      <p class="row">
        <button type="button" class="primary" onClick={onYes}>
          Clear {many}
        </button>
        <button type="button" onClick={onNo}>
          Keep {answers === 1 ? 'it' : 'them'}
        </button>
      </p>
    </dialog>
  );
}
