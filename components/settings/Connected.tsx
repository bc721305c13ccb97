import { useRef } from 'preact/hooks';
import { age, money } from '../../lib/format.ts';
import type { Status } from '../../lib/messages.ts';

const kept = {
  session: 'The login is kept until the browser closes.',
  computer: 'The login is kept on this computer. Anyone who can read your browser profile can read it.',
  passphrase: 'The login is kept on this computer, locked with your passphrase.',
} as const;

/** Who is connected, how the login is kept, what is left, and the way out. */
export function Connected({ status, onDisconnect }: { status: Status; onDisconnect: () => void }) {
  const { login, keeping, balanceUsd, balanceAt } = status;
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <p role="status">
        Connected as <b data-field="login">{login}</b>
        {balanceUsd !== null && ` · Balance ${money(balanceUsd)}`}
        {balanceAt !== null && <span class="muted">, read {age(balanceAt)}</span>}
      </p>
      {keeping && <p class="help">{kept[keeping]}</p>}
      <p>
        <button type="button" onClick={() => dialog.current?.showModal()}>
          Disconnect
        </button>
      </p>
      <dialog ref={dialog} aria-labelledby="disconnect-title">
        <h2 id="disconnect-title">Disconnect this account?</h2>
        <p>
          This computer then forgets the login, every stored answer and every target you looked at, in all environments. Looking at them
          again will cost money. The amounts spent stay counted, so that your caps still hold.
        </p>
        <p class="row">
          <button
            type="button"
            class="primary"
            onClick={() => {
              dialog.current?.close();
              onDisconnect();
            }}
          >
            Disconnect and forget
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Stay connected
          </button>
        </p>
      </dialog>
    </>
  );
}
