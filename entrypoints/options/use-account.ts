import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { askBackground } from '../../lib/ask.ts';
import type { Rows } from '../../lib/endpoints/index.ts';
import type { Ask, Stored } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';

/** What DataForSEO last said of the account: stored at first, and read anew by a free call at a press. */
export function useAccount(onRead: () => void) {
  const [stored, setStored] = useState<Stored | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isReading, setReading] = useState(false);

  const ask = useCallback(async (buy: Ask['buy']) => {
    const inPrivate = browser.extension?.inIncognitoContext ?? false;
    const outcome = await askBackground({ endpoint: 'appendix_user_data', request: {}, askedBy: 'explorer', buy, inPrivate });
    if (outcome.ok) setStored(outcome.value);
    return outcome;
  }, []);
  useEffect(() => void ask('never'), [ask]);

  const read = async () => {
    setReading(true);
    const outcome = await ask('always');
    setReading(false);
    setFailure(outcome.ok ? null : outcome.failure);
    onRead();
  };
  const account = (stored?.rows[0] ?? null) as Rows['appendix_user_data'] | null;
  return { account, readAt: stored?.fetchedAt ?? null, failure, isReading, read };
}
