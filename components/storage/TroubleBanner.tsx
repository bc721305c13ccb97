import { useRef } from 'preact/hooks';
import type { StorageTrouble } from '../../lib/messages.ts';
import { troubleAdvice, troubleMeans, troubleTitles } from '../../lib/storage-words.ts';
import { t } from '../../lib/words.ts';
import './storage.css';

type Props = { trouble: StorageTrouble; isOnCache: boolean; onRebuild: () => void };

/** Stands on every page while nothing can be stored: what that means, and the one thing to do. */
export function TroubleBanner({ trouble, isOnCache, onRebuild }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <section class="trouble" role="alert" data-trouble={trouble}>
      <p>
        <b>{troubleTitles[trouble]}.</b> {troubleAdvice[trouble]} {troubleMeans}
      </p>
      {trouble === 'full' && !isOnCache && <a class="button" href="#/cache">{t`Clear stored answers`}</a>}
      {trouble === 'blocked' && <button type="button" onClick={() => location.reload()}>{t`Reload`}</button>}
      {trouble === 'broken' && <button type="button" onClick={() => dialog.current?.showModal()}>{t`Begin a new store`}</button>}
      <dialog ref={dialog} aria-labelledby="rebuild-title">
        <h2 id="rebuild-title">{t`Begin a new store?`}</h2>
        <p>{t`The damaged one is thrown away with every stored answer and the ledger. Looking at the same again will cost money, and your caps begin at nothing spent: DataForSEO’s own dashboard still has what was charged.`}</p>
        <p class="row">
          <button
            type="button"
            class="primary"
            onClick={() => {
              dialog.current?.close();
              onRebuild();
            }}
          >{t`Throw away and begin anew`}</button>
          <button type="button" onClick={() => dialog.current?.close()}>{t`Leave it`}</button>
        </p>
      </dialog>
    </section>
  );
}
