import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../../lib/ask.ts';
import { type Book, emptyBook, type Want, withAnswer, withFigures } from '../../../lib/bulk/book.ts';
import { targetsIn } from '../../../lib/bulk/join.ts';
import { sourcesOf } from '../../../lib/bulk/metrics.ts';
import { type PlannedCall, planOf } from '../../../lib/bulk/plan.ts';
import { type Stored, sendMessage } from '../../../lib/messages.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';

/** The most targets that are looked up by one message. */
const MOST_AT_ONCE = 1000;

type Kept = { environment: EnvironmentName; book: Book; strangers: number };

/**
 * What is known of the targets. Coming to a list reads the store and never spends: every target's newest figures, and whole answers to
 * questions that are not plain, such as those since another day.
 */
export function useBook(environment: EnvironmentName, wants: readonly Want[], targets: readonly string[]) {
  const [kept, setKept] = useState<Kept>({ environment, book: emptyBook, strangers: 0 });
  const [lookedFor, setLookedFor] = useState('');
  const current = kept.environment === environment ? kept : { environment, book: emptyBook, strangers: 0 };

  const change = useCallback(
    (by: (now: Kept) => Kept) =>
      setKept((now) => by(now.environment === environment ? now : { environment, book: emptyBook, strangers: 0 })),
    [environment],
  );
  const add = useCallback(
    (call: PlannedCall, stored: Stored) => {
      if (stored.environment !== environment) return;
      change(({ book, strangers }) => {
        const fuller = withAnswer(book, targetsIn(call.request), stored);
        return { environment, book: fuller.book, strangers: strangers + fuller.strangers };
      });
    },
    [environment, change],
  );

  const sought = JSON.stringify([environment, wants.map(({ metric, extra }) => [metric.endpoint.id, extra])]);
  useEffect(() => {
    let isCurrent = true;
    const look = async () => {
      const endpoints = [...new Set(wants.flatMap(({ metric }) => sourcesOf(metric).map(({ id }) => id)))];
      for (let from = 0; endpoints.length > 0 && from < targets.length && isCurrent; from += MOST_AT_ONCE) {
        const figures = await sendMessage('knownFigures', { endpoints, targets: targets.slice(from, from + MOST_AT_ONCE) });
        if (isCurrent) change((now) => ({ ...now, book: withFigures(now.book, figures) }));
      }
      const special = wants.filter(({ extra }) => Object.keys(extra).length > 0);
      const task = { wants: special, targets, book: emptyBook, lost: [], now: Date.now(), since: 0, lifetimes: {}, prices: null };
      for (const call of planOf(task).calls) {
        if (!isCurrent) return;
        const { endpoint, request } = call;
        const inPrivate = browser.extension?.inIncognitoContext ?? false;
        const answer = await askBackground({ endpoint: endpoint.id, request, environment, askedBy: 'explorer', buy: 'never', inPrivate });
        if (isCurrent && answer.ok) add(call, answer.value);
      }
    };
    look()
      .catch(() => {})
      .finally(() => isCurrent && setLookedFor(sought));
    return () => {
      isCurrent = false;
    };
  }, [sought, targets]);

  return { book: current.book, strangers: current.strangers, isLooking: targets.length > 0 && lookedFor !== sought, add };
}
