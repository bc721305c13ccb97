import { useId, useState } from 'preact/hooks';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { addressCell } from '../explorer/cell-texts.ts';

type Props = {
  /** Why none can be added, in words; null where one can. */
  full: string | null;
  /** What is wrong with the last one, in words. */
  fault: string | null;
  /** Targets that were asked about before. */
  known: readonly string[];
  onAdd: (text: string) => void;
};

/** A site or page more to compare; several may be pasted at once. */
export function AddTarget({ full, fault, known, onAdd }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      class="add-target"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '' || full) return;
        onAdd(text);
        setText('');
      }}
    >
      <div class="field">
        <label for={id}>{t`Add a site or page`}</label>
        <div class="row">
          <input
            id={id}
            value={text}
            disabled={full !== null}
            placeholder={t`forbes.com`}
            autocomplete="off"
            spellcheck={false}
            aria-invalid={fault ? true : undefined}
            aria-describedby={`${id}-help`}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit" disabled={full !== null}>{t`Add`}</button>
        </div>
        <p id={`${id}-help`} class={fault ? 'fault' : 'help'} role={fault ? 'alert' : undefined}>
          {fault ?? full ?? t`Adding is free; the price is on the button before anything is asked.`}
        </p>
      </div>
      {known.length > 0 && !full && (
        <p class="row small">
          <span class="muted">{t`Asked about before:`}</span>
          {known.map((target) => (
            <button key={target} type="button" class="link" title={visibleText(target)} onClick={() => onAdd(target)}>
              <bdi>{addressCell(target).text}</bdi>
            </button>
          ))}
        </p>
      )}
    </form>
  );
}
