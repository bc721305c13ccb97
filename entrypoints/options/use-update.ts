import { useEffect, useState } from 'preact/hooks';
import type { UpdateState } from '../../components/UpdateBar.tsx';
import { whenUpdateWaits } from '../../lib/messages.ts';
import { isOutdated } from '../../lib/outdated.ts';

const LOOK_EVERY_MS = 1000;

/** Whether this page is of the version that is installed. No event tells an old page that it is one. */
export function useUpdate(): UpdateState {
  const [state, setState] = useState<UpdateState>('current');
  useEffect(() => whenUpdateWaits(() => setState('waits')), []);
  useEffect(() => {
    const looking = setInterval(() => isOutdated() && setState('outdated'), LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, []);
  return state;
}
