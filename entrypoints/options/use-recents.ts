import { useEffect, useState } from 'preact/hooks';
import type { RecentTarget } from '../../components/request/TargetBar.tsx';
import { sendMessage } from '../../lib/messages.ts';

/** Targets that were asked about before, newest first; looking at them again is free. */
export function useRecents(): readonly RecentTarget[] {
  const [recents, setRecents] = useState<RecentTarget[]>([]);
  useEffect(() => {
    sendMessage('recent').then(
      (found) => setRecents(found.map(({ target, fetchedAt }) => ({ value: target, isHostAlone: false, at: fetchedAt }))),
      () => {},
    );
  }, []);
  return recents;
}
