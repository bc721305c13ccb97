import { useState } from 'preact/hooks';
import { PlanConfirm, type PlannedCall } from '../../components/PlanConfirm.tsx';
import type { AllowOnce } from '../../lib/outcome.ts';
import type { Settings } from '../../lib/settings.ts';

/** Asks once more, with the whole price, before a call that costs more than the person allows at one press. */
export function useConfirmed({ confirmAboveUsd }: Pick<Settings, 'confirmAboveUsd'>) {
  const [wish, setWish] = useState<{ call: PlannedCall; act: (allow: AllowOnce) => void } | null>(null);
  const confirmed = (call: PlannedCall, act: (allow?: AllowOnce) => void) => {
    if (call.priceUsd > confirmAboveUsd) setWish({ call, act });
    else act();
  };
  const dialog = wish && (
    <PlanConfirm
      calls={[wish.call]}
      totalUsd={wish.call.priceUsd}
      onYes={() => {
        setWish(null);
        wish.act({ past: 'action', upToUsd: wish.call.priceUsd });
      }}
      onNo={() => setWish(null)}
    />
  );
  return { confirmed, dialog };
}
