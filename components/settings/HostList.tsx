import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

type Props = {
  id: string;
  label: string;
  help: string;
  placeholder: string;
  hosts: readonly string[];
  /** Keeps the list; the fault in words, or null where it was saved. */
  onSave: (lines: string[]) => Promise<string | null>;
};

/** A list of sites, one per line, saved when its field is left. */
export function HostList({ id, label, help, placeholder, hosts, onSave }: Props) {
  const kept = hosts.join('\n');
  const [text, setText] = useState(kept);
  const [fault, setFault] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => setText(kept), [kept]);

  const save = async () => {
    const lines = text.split(/[\s,;]+/).filter(Boolean);
    const found = await onSave(lines);
    setFault(found);
    setSaved(found === null);
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={4}
        value={text}
        spellcheck={false}
        autocomplete="off"
        placeholder={placeholder}
        aria-describedby={`${id}-help ${fault ? `${id}-fault` : ''}`}
        aria-invalid={fault ? true : undefined}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setSaved(false);
        }}
        onChange={() => void save()}
      />
      {fault && (
        <p id={`${id}-fault`} class="fault" role="alert">
          {fault}
        </p>
      )}
      <p id={`${id}-help`} class="help">
        {help} <span role="status">{isSaved && t`Saved.`}</span>
      </p>
    </div>
  );
}
