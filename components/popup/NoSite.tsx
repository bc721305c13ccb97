import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { age } from '../../lib/format.ts';
import type { Recent } from '../../lib/messages.ts';
import { refusalWords, type TargetRefusal } from '../../lib/refusal-words.ts';
import { t } from '../../lib/words.ts';

type Props = {
  /** Why the address is no target; `hidden` where the browser does not say which page is in front. */
  reason: TargetRefusal | 'hidden';
  typed: string | null;
  recent: Recent[];
  onTarget: (text: string) => void;
  /** What else can be done about it. */
  children?: ComponentChildren;
};

const hiddenWords = {
  title: t`No site to see here`,
  advice: t`The browser hides its own pages, and pages opened after your click. On a website, press the Backlens button again. Nothing was sent and nothing was spent.`,
};

/** For pages that are no public site: why nothing is sent, what was looked at before, and a field for any other target. */
export function NoSite({ reason, typed, recent, onTarget, children }: Props) {
  const [text, setText] = useState(typed ?? '');
  const { title, advice } = reason === 'hidden' ? hiddenWords : refusalWords[reason];
  return (
    <section class="notice" data-refused={reason}>
      <h2>{title}</h2>
      <p>{advice}</p>
      {children}
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) onTarget(text.trim());
        }}
      >
        <label class="grow">
          <span class="visually-hidden">{t`Domain or page to look at`}</span>
          <input type="text" value={text} placeholder={t`example.com`} onInput={({ currentTarget }) => setText(currentTarget.value)} />
        </label>
        <button type="submit">{t`Look`}</button>
      </form>
      {recent.length > 0 && (
        <div class="recent">
          <h3 class="muted small">{t`Already bought, free to look at`}</h3>
          <ul>
            {recent.map(({ target, fetchedAt }) => (
              <li key={target}>
                <button type="button" class="link" onClick={() => onTarget(target)}>
                  <bdi>{target}</bdi>
                </button>
                <span class="muted small">{age(fetchedAt)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
