import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../../lib/ask.ts';
import type { PlannedCall } from '../../../lib/bulk/plan.ts';
import type { Terms } from '../../../lib/caps.ts';
import type { Ask, Stored } from '../../../lib/messages.ts';
import type { Failure, FailureKind } from '../../../lib/outcome.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';

export type FailedCall = { call: PlannedCall; failure: Failure };

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
  const wanted = useRef(0);
  const heard = useRef({ onAnswer, onAnswered });
  heard.current = { onAnswer, onAnswered };
  useEffect(
    () => () => {
      wanted.current++;
    },
    [],
  );
  useEffect(() => setFailed([]), [environment]);

  const run = useCallback(
    async (calls: readonly PlannedCall[], buy: Ask['buy'], terms: Terms = {}) => {
      const turn = ++wanted.current;
      const keys = new Set(calls.map(({ key }) => key));
      setFailed((now) => now.filter((each) => !keys.has(each.call.key) && mayBeCharged(each)));
      for (const [done, call] of calls.entries()) {
        if (turn !== wanted.current) break;
        setProgress({ done, of: calls.length, call, isStopping: false });
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
        else setFailed((now) => [...now, { call, failure: outcome.failure }]);
        heard.current.onAnswered();
        if (!outcome.ok && befallsAll.has(outcome.failure.kind)) break;
      }
      setProgress(null);
    },
    [environment],
  );

  const stop = useCallback(() => {
    wanted.current++;
    setProgress((now) => now && { ...now, isStopping: true });
  }, []);

  return { progress, failed, run, stop };
}
