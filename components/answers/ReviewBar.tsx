import { type ReviewState, reviewStates, reviewWords } from '../../lib/reviews.ts';
import { t } from '../../lib/words.ts';

/** What is decided of the selected websites; deciding again, or nothing, undoes it. */
export function ReviewBar({ onDecide }: { onDecide: (state: ReviewState | null) => void }) {
  return (
    <>
      {reviewStates.map((state) => (
        <button key={state} type="button" onClick={() => onDecide(state)}>
          {reviewWords[state]}
        </button>
      ))}
      <button type="button" onClick={() => onDecide(null)}>{t`Not decided`}</button>
    </>
  );
}
