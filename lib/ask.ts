import { type Ask, type Stored, sendMessage } from './messages.ts';
import { failed, type Outcome } from './outcome.ts';
import { isOutdated } from './outdated.ts';

/**
 * Asks the background a question from a page. Where the background died meanwhile, a second look finds out what became of the question
 * without asking for it again: the answer if it was stored, or that it was cut off and may have been charged.
 */
export async function askBackground(ask: Ask): Promise<Outcome<Stored>> {
  try {
    return await sendMessage('ask', ask);
  } catch {
    try {
      return await sendMessage('ask', { ...ask, buy: 'never' });
    } catch {
      return failed(isOutdated() ? 'outdated' : 'bug');
    }
  }
}
