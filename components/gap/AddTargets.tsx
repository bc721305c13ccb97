import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

type Props = {
  id: string;
  label: string;
  placeholder: string;
  isInvalid?: boolean;
  /** Takes what was typed or pasted. */
  onAdd: (text: string) => Promise<void>;
  onPending: (fault: string | null) => void;
};

/** Takes sites one at a time by Enter, or many by pasting them. What is typed counts only once it was taken, so that nothing else is asked for. */
export function AddTargets({ id, label, placeholder, isInvalid, onAdd, onPending }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const type = (value: string) => {
    setText(value);
    onPending(value.trim() ? t`“${value.trim().slice(0, 60)}” is typed and not added: press Enter in its field.` : null);
  };
  const take = (value: string) => {
    if (value.trim() === '') return;
    setText('');
    void onAdd(value).finally(() => onPending(null));
  };
  return (
    <span class="add-targets">
      <input
        ref={input}
        id={id}
        type="text"
        inputMode="url"
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        placeholder={placeholder}
        autoCapitalize="none"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || text.trim() === '') return;
          // Enter in a field sends the form, which would spend.
          event.preventDefault();
          event.stopPropagation();
          take(text);
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          // A field of one line would join lines into one word.
          if (!/[\s,;]/.test(pasted.trim())) return;
          event.preventDefault();
          take(`${text} ${pasted}`);
        }}
        onBlur={() => take(text)}
      />
      {text.trim() !== '' && (
        <button
          type="button"
          // The field would lose the focus first, and take its text by that.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            take(text);
            input.current?.focus();
          }}
        >{t`Add`}</button>
      )}
    </span>
  );
}
