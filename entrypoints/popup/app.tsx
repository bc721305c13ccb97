import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Alert } from '../../components/Alert.tsx';
import { useKeptFocus } from '../../components/grid/use-focus.ts';
import { Notice } from '../../components/Notice.tsx';
import { Footer } from '../../components/popup/Footer.tsx';
import { Header } from '../../components/popup/Header.tsx';
import { LinksToYou } from '../../components/popup/LinksToYou.tsx';
import { NoSite } from '../../components/popup/NoSite.tsx';
import { OnPage } from '../../components/popup/OnPage.tsx';
import { Summary } from '../../components/popup/Summary.tsx';
import { Welcome } from '../../components/popup/Welcome.tsx';
import { Ribbon } from '../../components/Ribbon.tsx';
import { Unlock } from '../../components/Unlock.tsx';
import { type PopupAction, type Status, sendMessage } from '../../lib/messages.ts';
import { type Failure, failed, type Outcome } from '../../lib/outcome.ts';
import type { TargetScope } from '../../lib/target.ts';
import { t } from '../../lib/words.ts';
import { FollowTabs } from './FollowTabs.tsx';
import type { Links } from './Links.tsx';
import { useLinksToYou } from './use-links-to-you.ts';
import { usePage } from './use-page.ts';
import { type Question, useSummary } from './use-summary.ts';

const explorer = (hash: string): string => `${browser.runtime.getURL('/options.html')}${hash}`;

/** Opens the panel beside the page. Only from a press, and at once: the browser takes it from nowhere else. */
function openPanel(windowId: number | undefined): void {
  // The sidebar of Firefox, which the types of Chrome do not know.
  const { sidebarAction } = browser as unknown as { sidebarAction?: { open(): Promise<void> } };
  const opened = sidebarAction ? sidebarAction.open() : browser.sidePanel.open({ windowId: windowId ?? browser.windows.WINDOW_ID_CURRENT });
  void opened.then(() => window.close());
}

/** Leaves the browser's own and private pages to be named by what they are; everything else by its host. */
function hostIn(url: string | null): string {
  try {
    return new URL(url ?? '').host.replace(/^www\./, '') || t`This page`;
  } catch {
    return t`This page`;
  }
}

/** The popup; or, beside the page, the same content that stays, follows the tabs and buys nothing by being there. */
export function App({ isPanel = false }: { isPanel?: boolean }) {
  const { page, look } = usePage();
  const open = async (hash: string) => {
    await browser.tabs.create({ url: explorer(hash) });
    if (!isPanel) window.close();
  };
  const [scope, setScope] = useState<TargetScope>('host');
  const [typed, setTyped] = useState<string | null>(null);
  // Counted up to ask the same question anew after the account or the environment changed.
  const [turn, setTurn] = useState(0);

  // Loaded when it is wanted: the figures come first.
  const [LinksOfPage, setLinksOfPage] = useState<typeof Links | null>(null);
  const listLinks = () => void import('./Links.tsx').then(({ Links }) => setLinksOfPage(() => Links));

  // The context menu opens us there.
  useEffect(() => {
    if (location.hash === '#links') listLinks();
  }, []);

  const question = useMemo<Question | null>(() => {
    if (!page) return null;
    if (typed !== null) return { text: typed, from: 'typed', scope, inPrivate: page.inPrivate };
    // A browser tells nothing of its own pages, which is all there is to know of them.
    return { text: page.url ?? 'about:blank', from: 'tab', scope, inPrivate: page.inPrivate };
  }, [page, typed, scope, turn]);

  // "Page" was chosen for one page; a page that changes its address must not be bought address by address.
  useEffect(() => setScope('host'), [page?.url]);

  const { shown, failure, buy } = useSummary(question, !isPanel);
  const linksToYou = useLinksToYou(shown?.view.reading.ok ? shown.question : null);
  const status = shown?.view.status ?? null;
  // A button that buys goes while it does.
  const main = useRef<HTMLElement>(null);
  const focus = useKeptFocus(main, main);

  useEffect(() => {
    const theme = status?.settings.theme ?? 'system';
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [status?.settings.theme]);

  const run = async ({ endpoint, request, hash, keptAt, priceUsd }: PopupAction) => {
    // The price stood on the button, so the click buys; the explorer that opens joins this call, or asks again what costs more than that.
    if (keptAt === null && status?.ready && priceUsd <= status.settings.confirmAboveUsd)
      void sendMessage('ask', {
        endpoint,
        request,
        askedBy: 'popup',
        buy: 'unless-fresh',
        environment: status.settings.environment,
        inPrivate: question?.inPrivate ?? false,
      });
    await open(hash);
  };

  const exploreSample = async () => {
    await sendMessage('changeSettings', { environment: 'sample' });
    setTurn((now) => now + 1);
  };

  const unlock = async (passphrase: string): Promise<Failure | null> => {
    const outcome = await sendMessage('unlock', { passphrase }).catch((): Outcome<Status> => failed('bug'));
    if (outcome.ok) setTurn((now) => now + 1);
    return outcome.ok ? null : outcome.failure;
  };

  const isLocked = status?.locked === true && !status.ready;
  const isHidden = typed === null && page?.url === null;
  const reading = shown?.view.reading;
  if (LinksOfPage && page?.tabId != null)
    return (
      <>
        {status && <Ribbon environment={status.settings.environment} />}
        <LinksOfPage page={{ ...page, tabId: page.tabId }} onBack={() => setLinksOfPage(null)} explorer={explorer} />
      </>
    );
  const name = reading?.ok ? reading.host : hostIn(typed ?? page?.url ?? null);
  return (
    <>
      {status && <Ribbon environment={status.settings.environment} />}
      <Header
        host={name}
        scope={scope}
        root={shown?.view.root ?? null}
        canChoose={reading?.ok ?? true}
        onScope={setScope}
        explorerHref={explorer(shown?.view.hash ?? '#/summary')}
        settingsHref={explorer('#/settings')}
      />
      <main ref={main} tabIndex={-1} aria-busy={!shown || shown.askedAt !== null} {...focus}>
        <Alert>{failure && <Notice failure={failure} />}</Alert>
        {!shown && !failure && <Summary.Skeleton />}
        {shown && !shown.view.reading.ok && (
          <NoSite reason={isHidden ? 'hidden' : shown.view.reading.reason} typed={typed} recent={shown.view.recent} onTarget={setTyped}>
            {isPanel && isHidden && <FollowTabs onAllowed={look} />}
          </NoSite>
        )}
        {isLocked && (
          <section class="notice" data-failure="locked">
            <h2>{t`Your login is locked`}</h2>
            <Unlock onUnlock={unlock} />
          </section>
        )}
        {shown?.view.reading.ok && !shown.view.status.ready && !shown.view.outcome.ok && !isLocked && (
          <Welcome onConnect={() => void open('#/settings')} onSample={() => void exploreSample()} />
        )}
        {shown?.view.reading.ok && (shown.view.status.ready || shown.view.outcome.ok) && (
          <Summary
            view={shown.view}
            outcome={shown.outcome}
            askedAt={shown.askedAt}
            scope={scope}
            explorer={explorer}
            onBuy={buy}
            onAction={(action) => void run(action)}
            onDomain={() => setScope('host')}
            onOpen={(hash) => void open(hash)}
          />
        )}
      </main>
      <LinksToYou found={linksToYou} explorer={explorer} />
      {page?.url?.startsWith('http') && <OnPage onLinks={listLinks} onPanel={isPanel ? null : () => openPanel(page.windowId)} />}
      {status && <Footer status={status} />}
    </>
  );
}
