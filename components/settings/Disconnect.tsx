import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/words.ts';

const API_ACCESS = 'https://app.dataforseo.com/api-access';

/** The way out, with what is forgotten, what stays, and what deleting cannot do. */
export function Disconnect({ onDisconnect }: { onDisconnect: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>{t`Disconnect`}</button>
      <dialog ref={dialog} aria-labelledby="disconnect-title">
        <h2 id="disconnect-title">{t`Disconnect this account?`}</h2>
        <p>{t`This computer then forgets the login and its passphrase, every stored answer and figure, every target you looked at, lists that are being loaded, your sites, rivals and never-send list, in all environments and every open Backlens page. Looking at the same again will cost money.`}</p>
        <p>{t`What you made goes too: prospects, decisions, redirects, brand words, and the name and logo on your reports. Save what you need of it first.`}</p>
        <p>{t`The amounts spent stay counted, without what they were for, so that your caps still hold. Caps, theme and lifetimes stay too. Calls on their way are not called back; they may still be charged.`}</p>
        <p>{deletionWords}</p>
        <p class="row">
          <button
            type="button"
            class="primary"
            onClick={() => {
              dialog.current?.close();
              onDisconnect();
            }}
          >{t`Disconnect and forget`}</button>
          <button type="button" onClick={() => dialog.current?.close()}>{t`Stay connected`}</button>
        </p>
      </dialog>
    </>
  );
}

const deletionWords = t`Deleting does not scrub a disk: remains of it can outlive any deletion. If somebody may get at this disk, make a new API password afterwards.`;

/** What is said once after it. The button that was pressed is gone, so the focus comes here, and with it whoever hears the page. */
export function Left() {
  const said = useRef<HTMLElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <section ref={said} class="notice" tabIndex={-1} aria-labelledby="left-title" data-state="disconnected">
      <h2 id="left-title">{t`Disconnected`}</h2>
      <p>{t`The login, the stored answers and every target are forgotten. ${deletionWords}`}</p>
      <a class="button" href={API_ACCESS} target="_blank" rel="noopener noreferrer">{t`Make a new API password`}</a>
    </section>
  );
}
