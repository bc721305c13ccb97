import { useRef, useState } from 'preact/hooks';
import { wordsOf } from '../lib/failure-words.ts';
import type { Failure } from '../lib/outcome.ts';
import { t } from '../lib/words.ts';

/** Opens the login; the failure, or null where it is open now. */
export type OnUnlock = (passphrase: string) => Promise<Failure | null>;

/** Where the passphrase of a locked login is typed. What is typed stays in the field until the press, and is gone after it. */
export function Unlock({ onUnlock }: { onUnlock: OnUnlock }) {
  const field = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const unlock = async () => {
    const typed = field.current?.value ?? '';
    if (!field.current || isBusy || typed === '') return;
    field.current.value = '';
    setBusy(true);
    setFailure(null);
    const found = await onUnlock(typed);
    setBusy(false);
    setFailure(found);
    if (found) field.current?.focus();
  };
  const words = failure && wordsOf(failure);
  return (
    <form
      class="unlock row"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <label for="unlock">{t`Passphrase`}</label>
      <input
        ref={field}
        id="unlock"
        type="password"
        autocomplete="off"
        aria-describedby="unlock-fault"
        aria-invalid={failure ? true : undefined}
      />
      <button type="submit" class="primary" aria-disabled={isBusy || undefined}>
        {isBusy ? t`Opening…` : t`Unlock`}
      </button>
      <span id="unlock-fault" class="bad-text small" role="alert" data-failure={failure?.kind}>
        {words && `${words.title}. ${words.advice}`}
      </span>
    </form>
  );
}
