import { goes, rowKeys, shortcuts } from '../../lib/shortcuts.ts';
import { t } from '../../lib/words.ts';
import './shortcuts.css';
import { useModal } from '../use-modal.ts';

type Props = {
  titleOf: (page: string) => string;
  /** Letters work outside of tables. */
  areOn: boolean;
  onSwitch: (areOn: boolean) => void;
  onClose: () => void;
};

/** The list of keys. */
export function ShortcutSheet({ titleOf, areOn, onSwitch, onClose }: Props) {
  const dialog = useModal();
  const places = Object.entries(goes).map(([key, page]) => ({ keys: `g ${key}`, words: titleOf(page) }));
  return (
    <dialog ref={dialog} class="card shortcut-sheet" aria-labelledby="shortcuts-title" onClose={onClose}>
      <header>
        <h2 id="shortcuts-title">{t`Keys`}</h2>
        <button type="button" onClick={onClose}>{t`Close`}</button>
      </header>
      <p class="muted small">{t`No key spends: what costs is a button with its price on it.`}</p>
      <label class="row small">
        <input type="checkbox" checked={areOn} onChange={({ currentTarget }) => onSwitch(currentTarget.checked)} />
        {t`Letters are keys everywhere, not only on the rows of a table`}
      </label>
      <div class="columns">
        <Keys title={t`Everywhere`} keys={shortcuts.map(({ key, words }) => ({ keys: key, words }))} />
        <Keys title={t`On the rows of a table`} keys={rowKeys} />
        <Keys title={t`Go to`} keys={places} />
      </div>
    </dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: readonly { keys: string; words: string }[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(({ keys: pressed, words }) => (
          <div key={pressed}>
            <dt>
              {pressed.split(' ').map((key, at) => (
                <span key={at}>{key === 'or' ? t` or ` : <kbd>{key}</kbd>}</span>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
