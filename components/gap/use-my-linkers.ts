import { useEffect, useState } from 'preact/hooks';
import type { Matrix } from '../../lib/endpoints/define.ts';
import type { MyLinkers } from '../../lib/gap/tabs.ts';
import type { Look } from './GapBuilder.tsx';

/** What is stored of who links to the own site; null while, and where, that is nothing. */
export function useMyLinkers({ mine }: Matrix, me: string, onLook: Look | undefined): (MyLinkers & { total: number | null }) | null {
  const [found, setFound] = useState<{ of: string; known: MyLinkers & { total: number | null } } | null>(null);
  useEffect(() => {
    if (me === '' || !onLook) return;
    let isCurrent = true;
    void onLook(mine.endpoint, { ...mine.request, target: me }).then((stored) => {
      if (!isCurrent || !stored) return;
      const { rows, totalCount } = stored;
      setFound({ of: me, known: { rows, total: totalCount, isWhole: totalCount !== null && rows.length >= totalCount } });
    });
    return () => {
      isCurrent = false;
    };
  }, [mine, me, onLook]);
  return found?.of === me ? found.known : null;
}
