import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Rail } from '../../components/explorer/Rail.tsx';
import { ShortcutSheet } from '../../components/explorer/ShortcutSheet.tsx';
import { TopBar } from '../../components/explorer/TopBar.tsx';
import { useKeptFocus } from '../../components/grid/use-focus.ts';
import { TroubleBanner } from '../../components/storage/TroubleBanner.tsx';
import { Unlock } from '../../components/Unlock.tsx';
import { UpdateBar } from '../../components/UpdateBar.tsx';
import { endpointNamed } from '../../lib/endpoints/index.ts';
import { sendMessage } from '../../lib/messages.ts';
import { hashOf, routeOf } from '../../lib/route.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Explorer } from './Explorer.tsx';
import { pageNamed, pages } from './pages.tsx';
import { unlocking } from './unlocking.ts';
import { useHash } from './use-hash.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useStatus } from './use-status.ts';
import { useUpdate } from './use-update.ts';

const SETTINGS = 'settings';
const HOME = 'summary';
/** What the sample data is shown of. */
const SAMPLE_TARGET = 'forbes.com';

const apiOf = { production: 'https://api.dataforseo.com/*', sandbox: 'https://sandbox.dataforseo.com/*', sample: null } as const;

const isPage = (word: string): boolean => (endpointNamed(word) ?? pageNamed(word)) !== null;

/** The explorer and the settings, in one page with one rail. */
export function App() {
  const { hash, go, replace } = useHash();
  const { status, setStatus, refresh } = useStatus();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [target, setTarget] = useState('');
  const wantsFocus = useRef(false);
  const main = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const focus = useKeptFocus(main, heading);

  const { page, values } = routeOf(hash);
  const endpoint = endpointNamed(page);
  const own = endpoint ? null : pageNamed(page);
  const current = endpoint?.id ?? own?.under ?? page;
  const title = (endpoint ?? own)?.title ?? (page === '' ? t`Backlens` : t`No such page`);
  const explains = (endpoint ?? own)?.explains;

  const isReady = status?.ready ?? null;
  useEffect(() => {
    if (page === '' && isReady !== null) replace(hashOf(isReady ? HOME : SETTINGS));
  }, [page, isReady, replace]);

  useEffect(() => {
    document.title = title === 'Backlens' ? title : `${title} – Backlens`;
  }, [title]);

  useEffect(() => {
    if (wantsFocus.current) heading.current?.focus();
    wantsFocus.current = false;
  }, [hash]);

  useEffect(() => {
    if (!isMenuOpen) return;
    const close = ({ key }: KeyboardEvent) => key === 'Escape' && setMenuOpen(false);
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [isMenuOpen]);

  const hrefOf = useCallback(
    (to: string): string => {
      const own = pageNamed(to)?.takesTarget ? 'target' : undefined;
      const [name = own] = Object.entries(endpointNamed(to)?.request ?? {}).find(([, { control }]) => control === 'target') ?? [];
      return hashOf(to, name && target ? new URLSearchParams({ [name]: target }) : null);
    },
    [target],
  );

  const update = useUpdate();

  const keys = useShortcuts((to) => {
    wantsFocus.current = true;
    go(hrefOf(to));
  });

  const exploreSample = async () => {
    const changed = await sendMessage('changeSettings', { environment: 'sample' });
    if (!changed.ok) return;
    setStatus(changed.value);
    go(hashOf(HOME, new URLSearchParams({ target: SAMPLE_TARGET })));
  };

  const allow = async (): Promise<boolean> => {
    const origin = apiOf[status?.settings.environment ?? 'production'];
    return origin === null || (await browser.permissions.request({ origins: [origin] }).catch(() => false));
  };

  return (
    <>
      <TopBar status={status} isMenuOpen={isMenuOpen} onMenu={() => setMenuOpen((isOpen) => !isOpen)} onKeys={keys.openHelp} />
      <UpdateBar state={update} onInstall={() => browser.runtime.reload()} />
      {status?.locked && !status.ready && page !== SETTINGS && (
        <section class="unlock-bar" aria-label={t`Locked login`}>
          <p>
            <b>{t`Your login is locked.`}</b> {t`What you bought stays free to look at.`}
          </p>
          <Unlock onUnlock={unlocking(setStatus)} />
        </section>
      )}
      {status?.storageTrouble && (
        <TroubleBanner
          trouble={status.storageTrouble}
          isOnCache={page === 'cache'}
          onRebuild={() => {
            sendMessage('rebuildStorage').then(setStatus, refresh);
          }}
        />
      )}
      {keys.isHelpOpen && (
        <ShortcutSheet
          titleOf={(to) => (endpointNamed(to) ?? pageNamed(to))?.title ?? to}
          areOn={keys.areOn}
          onSwitch={keys.switchOn}
          onClose={keys.closeHelp}
        />
      )}
      <div class="shell">
        <Rail
          current={current}
          pages={pages}
          hrefOf={hrefOf}
          isOpen={isMenuOpen}
          onGo={() => {
            setMenuOpen(false);
            wantsFocus.current = true;
          }}
        />
        <main ref={main} {...focus}>
          <div class="title">
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {explains && <p class="muted">{explains}</p>}
          </div>
          {status && endpoint && (
            <Explorer
              key={endpoint.id}
              endpoint={endpoint}
              query={values.toString()}
              status={status}
              onGo={go}
              onTarget={setTarget}
              onAnswered={refresh}
              onAllow={allow}
              onSample={() => void exploreSample()}
              isPage={isPage}
            />
          )}
          {status && own && (
            <own.Page
              key={own.id}
              query={values.toString()}
              status={status}
              onStatus={setStatus}
              onGo={go}
              onReplace={replace}
              onTarget={setTarget}
              onAnswered={refresh}
              onAllow={allow}
              onSample={() => void exploreSample()}
            />
          )}
          {!endpoint && !own && page !== '' && (
            <section class="notice">
              <h2>{t`There is no report “${<bdi>{visibleText(page, 80)}</bdi>}”`}</h2>
              <p>{t`The address may be of another version, or have a slip in it.`}</p>
              <a class="button" href={hrefOf(HOME)}>{t`Open the overview`}</a>
            </section>
          )}
        </main>
      </div>
    </>
  );
}
