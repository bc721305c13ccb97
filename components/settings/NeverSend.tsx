import { useEffect, useState } from 'preact/hooks';

type Props = {
  hosts: readonly string[];
  /** Keeps the list; the fault in words, or null where it was saved. */
  onSave: (lines: string[]) => Promise<string | null>;
};

/** Sites of which nothing ever leaves the browser. */
export function NeverSend({ hosts, onSave }: Props) {
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
      <label for="never-send">Sites to keep to yourself, one per line</label>
      <textarea
        id="never-send"
        rows={4}
        value={text}
        spellcheck={false}
        autocomplete="off"
        placeholder={'intranet.example.com\nclient.example.org'}
        aria-describedby={`never-send-help ${fault ? 'never-send-fault' : ''}`}
        aria-invalid={fault ? true : undefined}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setSaved(false);
        }}
        onChange={() => void save()}
      />
      {fault && (
        <p id="never-send-fault" class="fault" role="alert">
          {fault}
        </p>
      )}
      <p id="never-send-help" class="help">
        Nothing about these sites and their subdomains is ever sent, whoever asks. <span role="status">{isSaved && 'Saved.'}</span>
      </p>
    </div>
  );
}
