import { age, clockTime, count, money } from '../../lib/format.ts';
import type { Failure } from '../../lib/outcome.ts';
import { limitsIn } from '../../lib/spending.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Notice } from '../Notice.tsx';

type Props = {
  balanceUsd: number | null;
  /** When the balance was read, in ms. */
  readAt: number | null;
  /** The account's own limits, as DataForSEO writes them; undefined where they were not read. */
  limits: unknown;
  /** Until when DataForSEO refuses for the account's own daily limit; null where it does not. */
  limitUntil: number | null;
  isReading: boolean;
  failure: Failure | null;
  onRead: () => void;
};

const MOST_LIMITS = 4;

/** What DataForSEO says of the account: what is left, and the limits its owner set there. */
export function Account({ balanceUsd, readAt, limits, limitUntil, isReading, failure, onRead }: Props) {
  const set = limitsIn(limits);
  return (
    <section class="card" data-field="account">
      <h2>{t`DataForSEO account`}</h2>
      <p>
        <b class="amount">{money(balanceUsd)}</b> {t`left`}
        {readAt !== null && <span class="muted small">{t`, read ${age(readAt)}`}</span>}
      </p>
      {limitUntil !== null && (
        <p class="bad-text">{t`Your own daily limit there is used up (code 40203). It starts anew at ${clockTime(limitUntil)} your time (00:00 UTC).`}</p>
      )}
      {limits !== undefined && (
        <p class="muted small">
          {set.length === 0
            ? t`No limit of yours is set there.`
            : t`Your limits there: ${set
                .slice(0, MOST_LIMITS)
                .map(({ name, usd }) => `${visibleText(name, 60)} ${money(usd)}`)
                .join(', ')}${set.length > MOST_LIMITS ? t` and ${count(set.length - MOST_LIMITS)} more` : ''}.`}
        </p>
      )}
      <p>
        <button type="button" class="link small" aria-disabled={isReading || undefined} onClick={() => !isReading && onRead()}>
          {isReading ? t`Reading…` : limits === undefined ? t`Read balance and limits, free` : t`Read again, free`}
        </button>
      </p>
      <Alert>{failure && <Notice failure={failure} />}</Alert>
    </section>
  );
}
