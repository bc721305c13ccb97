import { t } from '../lib/words.ts';

/** `waits`: an update is ready. `outdated`: it was installed, and this page is of the version before. */
export type UpdateState = 'current' | 'waits' | 'outdated';

/** Says that a page is old or will be, without taking anything away from it. */
export function UpdateBar({ state, onInstall }: { state: UpdateState; onInstall: () => void }) {
  if (state === 'current') return null;
  if (state === 'outdated')
    return (
      <section class="unlock-bar" role="alert" data-update="outdated">
        <p>
          <b>{t`Backlens was updated – reload this tab.`}</b>{' '}
          {t`Until then it can ask for nothing; what you typed stays here to be copied.`}
        </p>
        <button type="button" class="primary" onClick={() => location.reload()}>{t`Reload`}</button>
      </section>
    );
  return (
    <section class="unlock-bar" role="status" data-update="waits">
      <p>
        <b>{t`An update of Backlens is ready.`}</b>{' '}
        {t`It is installed when the browser next starts. Installing it now closes the tabs of Backlens; what you bought is kept.`}
      </p>
      <button type="button" onClick={onInstall}>{t`Install now`}</button>
    </section>
  );
}
