import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../../lib/ask.ts';
import { callFor, findBadTarget, mayBeTarget, searchOf } from '../../../lib/bulk/bad-target.ts';
import { targetsIn } from '../../../lib/bulk/join.ts';
import type { PlannedCall } from '../../../lib/bulk/plan.ts';
import type { Terms } from '../../../lib/caps.ts';
import type { Ask, Stored } from '../../../lib/messages.ts';
import type { Failure, FailureKind } from '../../../lib/outcome.ts';
import type { PriceList } from '../../../lib/price.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';

export type FailedCall = { call: PlannedCall; failure: Failure };

/** A target that DataForSEO does not take, and what it says. */
export type BadTarget = { target: string; said: string | null };

export type Progress = { done: number; of: number; call: PlannedCall; isStopping: boolean };

/** What would befall every call after it too: the rest is not tried. */
const befallsAll: ReadonlySet<FailureKind> = new Set<FailureKind>([
  ...(['signed-out', 'over-cap', 'offline', 'other-environment', 'no-permission', 'no-ledger', 'locked', 'bug'] as const),
  ...(['bad-credentials', 'unverified-account', 'account-blocked', 'no-funds', 'account-limit', 'no-access'] as const),
  ...(['ip-not-allowed', 'service-paused'] as const),
]);

/** Whether a failed call may have been charged, so that it is only made again knowingly. */
export const mayBeCharged = ({ failure }: FailedCall): boolean => failure.kind === 'interrupted' || failure.spent !== 'no';

/** Makes calls one after another, all of one plan with its whole price, until the person stops it; each fails alone. Leaving the page stops it after the call under way. */
export function useRun(environment: EnvironmentName, onAnswer: (call: PlannedCall, stored: Stored) => void, onAnswered: () => void) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failed, setFailed] = useState<FailedCall[]>([]);
  const [leftOut, setLeftOut] = useState<BadTarget[]>([]);
  const wanted = useRef(0);
  const heard = useRef({ onAnswer, onAnswered });
  heard.current = { onAnswer, onAnswered };
  useEffect(
    () => () => {
      wanted.current++;
    },
    [],
  );
  useEffect(() => {
    setFailed([]);
    setLeftOut([]);
  }, [environment]);

  const askOne = useCallback(
    async (call: PlannedCall, buy: Ask['buy'], terms: Terms) => {
      const outcome = await askBackground({
        endpoint: call.endpoint.id,
        request: call.request,
        environment,
        askedBy: 'explorer',
        buy,
        inPrivate: browser.extension?.inIncognitoContext ?? false,
        ...terms,
      });
      // What came is taken even where nobody waits any more: it is paid for.
      if (outcome.ok) heard.current.onAnswer(call, outcome.value);
      heard.current.onAnswered();
      return outcome;
    },
    [environment],
  );

  const run = useCallback(
    async (calls: readonly PlannedCall[], buy: Ask['buy'], terms: Terms = {}) => {
      const turn = ++wanted.current;
      const keys = new Set(calls.map(({ key }) => key));
      setFailed((now) => now.filter((each) => !keys.has(each.call.key) && mayBeCharged(each)));
      for (const [done, call] of calls.entries()) {
        if (turn !== wanted.current) break;
        setProgress({ done, of: calls.length, call, isStopping: false });
        const outcome = await askOne(call, buy, terms);
        if (!outcome.ok) setFailed((now) => [...now, { call, failure: outcome.failure }]);
        if (!outcome.ok && befallsAll.has(outcome.failure.kind)) break;
      }
      setProgress(null);
    },
    [askOne],
  );

  /** Looks for the one target that a call was refused for, and leaves it out from then on. */
  const search = useCallback(
    async (call: PlannedCall, prices: PriceList | null, terms: Terms) => {
      const turn = ++wanted.current;
      const { steps } = searchOf(call, prices);
      setFailed((now) => now.filter((each) => each.call.key !== call.key));
      const found = await findBadTarget(targetsIn(call.request), async (half, step) => {
        const part = callFor(call, half, prices);
        setProgress({ done: step, of: steps, call: part, isStopping: false });
        const outcome = turn === wanted.current ? await askOne(part, 'unless-fresh', terms) : null;
        if (outcome === null || turn !== wanted.current) return 'ended';
        if (outcome.ok) return 'answered';
        if (mayBeTarget(outcome.failure)) return outcome.failure;
        setFailed((now) => [...now, { call: part, failure: outcome.failure }]);
        return 'ended';
      });
      setProgress(null);
      if (found) setLeftOut((now) => [...now, found]);
    },
    [askOne],
  );

  const stop = useCallback(() => {
    wanted.current++;
    setProgress((now) => now && { ...now, isStopping: true });
  }, []);

  return {
    ...{ progress, failed, leftOut, run, search, stop },
    leaveOut: (targets: readonly BadTarget[]) => setLeftOut((now) => [...now, ...targets]),
    putBack: () => setLeftOut([]),
  };
}
