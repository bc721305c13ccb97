import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../lib/ask.ts';
import { type Ask, type PopupView, type Status, type Stored, sendMessage } from '../../lib/messages.ts';
import { type AllowOnce, failed, type Outcome } from '../../lib/outcome.ts';
import { isOutdated } from '../../lib/outdated.ts';
import { TAB_SITE } from '../../lib/tab-site.ts';
import type { TargetScope } from '../../lib/target.ts';

export type Question = { text: string; from: 'tab' | 'typed'; scope: TargetScope; inPrivate: boolean };

export type Shown = {
  /** Everything below is about this question and no other. */
  question: Question;
  view: PopupView;
  /** What is known by now: first what was stored, then what was bought. */
  outcome: Outcome<Stored>;
  /** When the call under way began; null while nothing is under way. */
  askedAt: number | null;
};

/** Opening the popup is the ask, unless the person wants to be asked first; an earlier lost call is never asked again by itself. */
function mayBuyAtOnce({ status, outcome }: PopupView): boolean {
  if (!status.ready || status.settings.whenToFetch !== 'on-open') return false;
  return outcome.ok ? !outcome.value.fresh : outcome.failure.kind === 'not-cached';
}

/** The explorer suggests the site the popup was last opened on; of private windows it hears nothing. */
function rememberSite({ from, inPrivate }: Question, { reading, root }: PopupView): void {
  if (from === 'tab' && !inPrivate && reading.ok) void browser.storage.session.set({ [TAB_SITE]: root ?? reading.target });
}

/**
 * The figures for a question. A late answer is dropped unless its question is still the one on screen, so one site's figures can never
 * stand under another's name.
 *
 * @param isOpeningAnAsk Being opened is the person's ask. What stands open all day is not: there only presses buy.
 */
export function useSummary(question: Question | null, isOpeningAnAsk: boolean) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [broken, setBroken] = useState(false);
  const current = useRef<Question | null>(question);
  current.current = question;

  const buy = useCallback(async (asked: Question, view: PopupView, how: Ask['buy'], allow?: AllowOnce) => {
    if (!view.request) return;
    const ask: Ask = {
      endpoint: 'summary',
      request: view.request,
      askedBy: 'popup',
      buy: how,
      environment: view.status.settings.environment,
      inPrivate: asked.inPrivate,
      ...(allow ? { allow } : {}),
    };
    setShown((now) => (now?.question === asked ? { ...now, askedAt: Date.now() } : now));
    const outcome = await askBackground(ask);
    if (current.current !== asked) return;
    const status = await sendMessage('status').catch((): Status => view.status);
    setShown((now) => {
      if (now?.question !== asked) return now;
      // A failed refresh leaves the older figures in place, beside the notice of what went wrong.
      return { ...now, outcome, askedAt: null, view: { ...now.view, status, outcome: outcome.ok ? outcome : now.view.outcome } };
    });
  }, []);

  // At once, and not after a frame that a popup may have to wait for.
  useLayoutEffect(() => {
    setShown(null);
    setBroken(false);
    if (!question) return;
    sendMessage('viewPopup', { ...question, isAsk: isOpeningAnAsk }).then(
      (view) => {
        if (current.current !== question) return;
        setShown({ question, view, outcome: view.outcome, askedAt: null });
        rememberSite(question, view);
        // Joining a call under way must not become a purchase where that call fails meanwhile.
        if (view.underWay || (isOpeningAnAsk && mayBuyAtOnce(view))) void buy(question, view, view.underWay ? 'never' : 'unless-fresh');
      },
      () => current.current === question && setBroken(true),
    );
  }, [question, buy, isOpeningAnAsk]);

  return {
    shown: shown && shown.question === question ? shown : null,
    failure: broken ? failed(isOutdated() ? 'outdated' : 'bug').failure : null,
    buy: (how: Ask['buy'], allow?: AllowOnce) => {
      if (shown && shown.question === question) void buy(shown.question, shown.view, how, allow);
    },
  };
}
