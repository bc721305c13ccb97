import type { OnUnlock } from '../../components/Unlock.tsx';
import { type Status, sendMessage } from '../../lib/messages.ts';
import { failed, type Outcome } from '../../lib/outcome.ts';

/** Opens a locked login and tells how things stand then. */
export const unlocking =
  (onStatus: (status: Status) => void): OnUnlock =>
  async (passphrase) => {
    const outcome = await sendMessage('unlock', { passphrase }).catch((): Outcome<Status> => failed('bug'));
    if (outcome.ok) onStatus(outcome.value);
    return outcome.ok ? null : outcome.failure;
  };
