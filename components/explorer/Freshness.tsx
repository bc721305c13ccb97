import { age, money } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';

/** When an answer was fetched, what it cost, and that it costs nothing to look at again. */
export function Freshness({ stored, isFree, freshDays }: { stored: Stored; isFree: boolean; freshDays: number }) {
  const { fetchedAt, costUsd, fresh, cached } = stored;
  const when = (
    <time dateTime={new Date(fetchedAt).toISOString()} title={`${new Date(fetchedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`}>
      {age(fetchedAt)}
    </time>
  );
  return (
    <span data-field="freshness">
      {isFree ? t`Free, fetched ${when}` : t`Bought ${when} for ${money(costUsd)}${cached && t`, free to look at`}`}
      {!fresh && freshDays > 0 && (
        <span class="warn-text"> {freshDays === 1 ? t`· older than ${freshDays} day` : t`· older than ${freshDays} days`}</span>
      )}
    </span>
  );
}
