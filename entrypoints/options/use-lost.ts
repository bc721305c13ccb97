import { useState } from 'preact/hooks';
import { type LostCheck, sendMessage } from '../../lib/messages.ts';
import { type Failure, failed, type Outcome } from '../../lib/outcome.ts';

/** The free look for calls that brought no answer, and when it may be taken again. `onChecked` is told when the ledger may have changed. */
export function useLost(onChecked: () => void) {
  const [found, setFound] = useState<LostCheck | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isChecking, setChecking] = useState(false);
  const [mayCheckAt, setMayCheckAt] = useState(0);

  const check = async () => {
    setChecking(true);
    setFailure(null);
    const outcome = await sendMessage('checkLost').catch((): Outcome<LostCheck> => failed('bug'));
    setChecking(false);
    if (outcome.ok) setFound(outcome.value);
    else setFailure(outcome.failure);
    setMayCheckAt(outcome.ok ? outcome.value.mayCheckAt : Date.now() + (outcome.failure.waitMs ?? 0));
    onChecked();
  };
  return { found, failure, isChecking, mayCheckAt, check };
}
