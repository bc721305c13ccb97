import { useRef, useState } from 'preact/hooks';
import { age, money } from '../../lib/format.ts';
import type { Keeping, Status } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import { Disconnect } from './Disconnect.tsx';
import { keepingOf, keepings } from './keepings.ts';
import { faultOfTyped, PassphraseFields } from './PassphraseFields.tsx';
import { RadioGroup } from './RadioGroup.tsx';

const kept: Record<Keeping, string> = {
  session: t`The login is kept until the browser closes.`,
  computer: t`The login is kept on this computer. Anyone who can read your browser profile can read it.`,
  passphrase: t`The login is kept on this computer, locked with your passphrase. It locks itself after 15 minutes without use.`,
};

type Props = {
  status: Status;
  /** Keeps the login in another way; the fault in words, or null where it was done. */
  onKeep: (keeping: Keeping, passphrase?: string) => Promise<string | null>;
  onLock: () => void;
  onDisconnect: () => void;
};

/** Who is connected, how the login is kept, what is left, and the way out. */
export function Connected({ status, onKeep, onLock, onDisconnect }: Props) {
  const { login, keeping, balanceUsd, balanceAt } = status;
  return (
    <>
      <p role="status">
        {t`Connected as ${<b data-field="login">{login}</b>}${balanceUsd !== null && t` · Balance ${money(balanceUsd)}`}`}
        {balanceAt !== null && <span class="muted">{t`, read ${age(balanceAt)}`}</span>}
      </p>
      {keeping && <p class="help">{kept[keeping]}</p>}
      <p class="row">
        {keeping === 'passphrase' && <button type="button" onClick={onLock}>{t`Lock now`}</button>}
        <Disconnect onDisconnect={onDisconnect} />
      </p>
      {keeping && <Keep key={keeping} keeping={keeping} onKeep={onKeep} />}
    </>
  );
}

/** Changes how the login is kept, or its passphrase. */
function Keep({ keeping, onKeep }: { keeping: Keeping; onKeep: Props['onKeep'] }) {
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState(keeping);
  const [fault, setFault] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const save = async () => {
    const typed = new FormData(form.current ?? undefined);
    const passphrase = String(typed.get('passphrase') ?? '');
    const wrong = chosen === 'passphrase' ? faultOfTyped(passphrase, String(typed.get('passphrase-again') ?? '')) : null;
    const found = wrong ?? (await onKeep(chosen, chosen === 'passphrase' ? passphrase : undefined));
    setFault(found);
    setSaid(found === null ? t`Saved.` : '');
    if (found === null) form.current?.reset();
  };
  const label = chosen !== keeping ? t`Keep it so` : t`Change the passphrase`;
  return (
    <details class="keep">
      <summary>{keeping === 'passphrase' ? t`Change the passphrase, or how the login is kept` : t`Change how the login is kept`}</summary>
      <form
        ref={form}
        class="sign-in"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <RadioGroup
          legend={t`Keep the login`}
          name="keeping"
          options={keepings}
          value={chosen}
          onValue={(value) => {
            setChosen(keepingOf(value));
            setFault(null);
            setSaid('');
          }}
        />
        {chosen === 'passphrase' && <PassphraseFields fault={fault} />}
        {(chosen !== keeping || chosen === 'passphrase') && (
          <p class="row wide">
            <button type="submit">{label}</button>
            {chosen !== 'passphrase' && fault && (
              <span class="fault" role="alert">
                {fault}
              </span>
            )}
            <span class="muted" role="status">
              {said}
            </span>
          </p>
        )}
      </form>
    </details>
  );
}
