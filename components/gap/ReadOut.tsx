import { useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

/** The cell the keyboard is in, in words; rests of a pointer are said by the cells themselves. */
export function ReadOut({ onTell }: { onTell: { current: (words: string) => void } }) {
  const [words, setWords] = useState('');
  onTell.current = setWords;
  return (
    <p class="cell-words small num" role="status">
      {words || (
        <span class="muted">{t`Rest on a cell, or walk to it by arrows, for its rank and when it was first seen; d has every link.`}</span>
      )}
    </p>
  );
}
