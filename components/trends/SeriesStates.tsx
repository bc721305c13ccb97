import type { ComponentChildren } from 'preact';
import { money } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Freshness } from '../explorer/Freshness.tsx';
import { Elapsed } from '../explorer/Waiting.tsx';
import { Notice } from '../Notice.tsx';

/** One series: whose it is, what is known of it, and what it costs at most. */
export type SeriesState = {
  id: string;
  name: string;
  stored: Stored | null;
  failure: Failure | null;
  askedAt: number | null;
  isBuying: boolean;
  priceUsd: number;
  freshDays: number;
  /** The one next step of its failure. */
  next: ComponentChildren;
  onGet: () => void;
};

/** How each series stands; one that failed says so, and the others stay. */
export function SeriesStates({ of }: { of: readonly SeriesState[] }) {
  return (
    <ul class="states">
      {of.map((series) => (
        <li key={series.id} data-series-state={series.name}>
          <State {...series} />
        </li>
      ))}
    </ul>
  );
}

function State({ name, stored, failure, askedAt, isBuying, priceUsd, freshDays, next, onGet }: SeriesState) {
  const isMissing = !stored && askedAt === null && (failure === null || failure.kind === 'not-cached');
  return (
    <>
      <div class="state num muted">
        <b>
          <bdi>{visibleText(name, 60)}</bdi>
        </b>
        {askedAt !== null && <Elapsed since={askedAt} isBuying={isBuying} />}
        {askedAt === null && stored && (
          <>
            <Freshness stored={stored} isFree={false} freshDays={freshDays} />
            {stored.rows.length === 0 && <span>{t`DataForSEO has nothing of it in these days.`}</span>}
          </>
        )}
        {isMissing && (
          <>
            <span>{t`Not bought yet`}</span>
            <button type="button" onClick={onGet}>
              {t`Get it`} <span class="price">{money(priceUsd)}</span>
            </button>
          </>
        )}
      </div>
      <Alert>{failure && failure.kind !== 'not-cached' && <Notice failure={failure}>{next}</Notice>}</Alert>
    </>
  );
}
