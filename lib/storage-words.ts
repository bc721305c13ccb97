import type { StorageTrouble } from './messages.ts';
import { t } from './words.ts';

/** Why nothing can be stored, in a few words. */
export const troubleTitles: Record<StorageTrouble, string> = {
  blocked: t`Storage is blocked`,
  full: t`Storage is full`,
  newer: t`Stored by a newer Backlens`,
  broken: t`Storage is damaged`,
};

/** What happened and the one thing to do about it. */
export const troubleAdvice: Record<StorageTrouble, string> = {
  blocked: t`The browser does not let Backlens keep data: this profile may refuse it, or another Backlens window holds it. Close the others, or allow storage, and reload.`,
  full: t`The disk, or what the browser grants, is used up. Free some space, or clear stored answers you do not need.`,
  newer: t`The stored answers and the ledger were written by a newer version, which this one leaves alone. Update Backlens to use them again.`,
  broken: t`The stored answers and the ledger cannot be opened. A restart of the browser may help; otherwise begin a new store, which forgets both.`,
};

/** What it means for money, whatever the trouble is. */
export const troubleMeans = t`Answers are only in memory meanwhile and gone with the browser. Paid calls are refused while the ledger cannot be written, because nothing would count them; each one can be allowed knowingly.`;
