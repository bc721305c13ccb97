import type { ComponentChildren } from 'preact';
import { spentWords, wordsOf } from '../lib/failure-words.ts';
import type { Failure } from '../lib/outcome.ts';
import { t } from '../lib/words.ts';

/** Says what happened, whether it cost money, and offers the one next step (its children). Stands in an `Alert`. */
export function Notice({ failure, children }: { failure: Failure; children?: ComponentChildren }) {
  const { title, advice } = wordsOf(failure);
  return (
    <section class="notice" data-failure={failure.kind}>
      <h2>{title}</h2>
      <p>{advice}</p>
      <p class="muted small">
        {spentWords(failure)}
        {failure.code !== null && t` DataForSEO’s code: ${failure.code}.`}
      </p>
      {children}
    </section>
  );
}
