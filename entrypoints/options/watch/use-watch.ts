import { useCallback, useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../../lib/messages.ts';
import { type Failure, failed, type Outcome } from '../../../lib/outcome.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';
import type { WatchRun, WatchSetup, WatchView } from '../../../lib/watch/define.ts';

/** How often a look under way is looked at. */
const EVERY_MS = 700;

/** The watchlist as the background has it. Reading it never spends; a look under way is followed to its end. */
export function useWatch(environment: EnvironmentName, onAnswered: () => void) {
  const [view, setView] = useState<WatchView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = useCallback(() => sendMessage('watchlist').then(setView, () => setFailure(failed('bug').failure)), []);
  useEffect(() => void read(), [read, environment]);
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && void read();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [read]);

  const isLooking = view?.isLooking ?? false;
  useEffect(() => {
    if (!isLooking) return;
    const timer = setInterval(() => void read(), EVERY_MS);
    return () => {
      clearInterval(timer);
      onAnswered();
    };
  }, [isLooking, read, onAnswered]);

  const take = useCallback(async (outcome: Promise<Outcome<WatchView>>): Promise<Failure | null> => {
    const came = await outcome.catch((): Outcome<WatchView> => failed('bug'));
    if (came.ok) setView(came.value);
    setFailure(came.ok ? null : came.failure);
    return came.ok ? null : came.failure;
  }, []);
  const show = useCallback((coming: Promise<WatchView>) => coming.then(setView, () => setFailure(failed('bug').failure)), []);
  return {
    view,
    failure,
    read,
    save: (setup: WatchSetup) => take(sendMessage('saveWatch', setup)),
    keep: (sites: WatchSetup['sites']) => show(sendMessage('keepWatched', { sites })),
    lookNow: () => take(sendMessage('lookNow')),
    setWatching: (isOn: boolean) => show(sendMessage('setWatching', { isOn })),
    forget: () => show(sendMessage('forgetWatchlist')),
  };
}

/** One look with its rows; null until it is read or where there is none. `changedAt` changes when it may have changed. */
export function useLook(id: string | null, changedAt: unknown): WatchRun | null {
  const [run, setRun] = useState<WatchRun | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (id === null) setRun(null);
    else
      sendMessage('watchRun', { id }).then(
        (found) => isCurrent && setRun(found),
        () => {},
      );
    return () => {
      isCurrent = false;
    };
  }, [id, changedAt]);
  return run;
}
