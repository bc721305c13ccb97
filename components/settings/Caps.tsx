import { useEffect, useState } from 'preact/hooks';
import { money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';
import type { Settings } from '../../lib/settings.ts';
import { t } from '../../lib/words.ts';

/** Changes settings; the fault in words, or null where they were saved. */
type Save = (change: Partial<Settings>) => Promise<string | null>;

const caps = [
  { name: 'dayCapUsd', label: t`Cap per day`, help: t`A day of DataForSEO begins at 00:00 UTC.` },
  { name: 'monthCapUsd', label: t`Cap per month`, help: t`Checked before every call, together with the cap per day.` },
  {
    name: 'watchCapUsd',
    label: t`Cap per day of the watchlist`,
    help: t`What it may spend by itself; it counts against the other caps too.`,
  },
  { name: 'confirmAboveUsd', label: t`Ask again above`, help: t`What costs more is listed with its whole price before it begins.` },
] as const;

/** The most that may be spent, beside what was spent. */
export function Caps({ status, onSave }: { status: Status; onSave: Save }) {
  const { settings, spentTodayUsd, spentThisMonthUsd } = status;
  return (
    <>
      <p class="num">{t`Spent today ${money(spentTodayUsd)}, this month ${money(spentThisMonthUsd)}. At a cap nothing more is asked; what you bought stays free to look at.`}</p>
      <div class="pair">
        {caps.map((cap) => (
          <Cap key={cap.name} {...cap} value={settings[cap.name]} onSave={(value) => onSave({ [cap.name]: value })} />
        ))}
      </div>
    </>
  );
}

type CapProps = { name: string; label: string; help: string; value: number; onSave: (value: number) => Promise<string | null> };

/** One amount to set, in US dollars. It is saved when the field is left. */
export function Cap({ name, label, help, value, onSave }: CapProps) {
  const [text, setText] = useState(String(value));
  const [fault, setFault] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => setText(String(value)), [value]);

  const save = async () => {
    const isAmount = text.trim() !== '' && Number.isFinite(Number(text));
    const found = isAmount ? await onSave(Number(text)) : t`An amount in US dollars.`;
    setFault(found);
    setSaved(found === null);
  };
  const about = `${name}-help ${fault ? `${name}-fault` : ''}`;
  return (
    <div class="field">
      <label for={name}>{t`${label}, in US dollars`}</label>
      <input
        id={name}
        type="number"
        min={0}
        step="any"
        inputMode="decimal"
        value={text}
        aria-describedby={about}
        aria-invalid={fault ? true : undefined}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setSaved(false);
        }}
        onChange={() => void save()}
      />
      {fault && (
        <p id={`${name}-fault`} class="fault" role="alert">
          {fault}
        </p>
      )}
      <p id={`${name}-help`} class="help">
        {help} <span role="status">{isSaved && t`Saved.`}</span>
      </p>
    </div>
  );
}
