import type { ComponentChildren } from 'preact';
import type { Endpoint, View } from '../../lib/endpoints/define.ts';
import { count, money } from '../../lib/format.ts';
import type { Stored } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { MatrixResult } from '../gap/MatrixResult.tsx';
import { Notice } from '../Notice.tsx';
import { OverviewResult } from '../overview/OverviewResult.tsx';
import { SeriesResult } from '../trends/SeriesResult.tsx';
import type { Beside } from './beside.ts';
import { Freshness } from './Freshness.tsx';
import { Head } from './Head.tsx';
import { RecordResult } from './RecordResult.tsx';
import { type OnScreen, type RowActs, TableResult } from './TableResult.tsx';
import { Elapsed, Waiting } from './Waiting.tsx';

type Props = {
  endpoint: Endpoint;
  /** The address names everything a request needs. */
  isAsked: boolean;
  /** The way to an account or to sample data, where there is neither. */
  welcome: ComponentChildren;
  stored: Stored | null;
  failure: Failure | null;
  askedAt: number | null;
  isBuying: boolean;
  /** The form asks for something else than what is shown. */
  isChanged: boolean;
  /** What the request in the address costs at most. */
  priceUsd: number | null;
  /** The one next step of a failure. */
  next: ComponentChildren;
  onFix: () => void;
  /** How far a list is loaded, and the rest of it. */
  load: ComponentChildren;
  /** The tools for what is on screen: saving and copying it. */
  exports: (stored: Stored, view: OnScreen) => ComponentChildren;
  /** What can be done with rows. */
  acts?: RowActs;
  beside: Beside;
};

const takesTarget = ({ request }: Endpoint): boolean =>
  Object.values(request).some(({ control }) => control === 'target' || control === 'targets');

/** What is known of a request, in its state: not asked, on its way, failed, empty, or here. */
export function ResultPanel(props: Props) {
  const { isAsked, stored, failure, askedAt, isBuying, next } = props;
  if (!isAsked) return <NotAsked {...props} />;
  const isMissing = failure?.kind === 'not-cached';
  return (
    <>
      {/* It stays where it is while an answer is waited for, so that trouble is heard when it comes. */}
      <Alert>{failure && !isMissing && <Notice failure={failure}>{next}</Notice>}</Alert>
      {!stored && askedAt !== null ? <Waiting since={askedAt} isBuying={isBuying} /> : <Answer {...props} />}
    </>
  );
}

function Answer(props: Props) {
  const { stored, failure, askedAt, isBuying, isChanged, onFix } = props;
  return (
    <>
      {askedAt !== null && (
        <p class="strip num">
          <Elapsed since={askedAt} isBuying={isBuying} />
        </p>
      )}
      {!stored && failure?.kind === 'not-cached' && <NotBought {...props} />}
      {stored && isChanged && (
        <p class="changed small">{t`The form asks for something else now; what you see is the answer to the request before.`}</p>
      )}
      {stored?.unsaved && <p class="changed small">{t`This answer is paid for but could not be stored: save what you need of it now.`}</p>}
      {stored && stored.rows.length === 0 && <NoData {...props} stored={stored} onFix={onFix} />}
      {stored && stored.rows.length > 0 && <Shown {...props} stored={stored} />}
    </>
  );
}

function NotAsked({ endpoint, priceUsd, welcome }: Props) {
  return (
    <section class="notice" data-state="not-asked">
      <h2>{t`Nothing is asked yet`}</h2>
      <p>
        {takesTarget(endpoint)
          ? t`Name a target and press Run.${priceUsd !== null && priceUsd > 0 && t` It costs at most ${money(priceUsd)}, and looking at the answer again is free.`}`
          : t`Fill in the form and press Run.${priceUsd !== null && priceUsd > 0 && t` It costs at most ${money(priceUsd)}, and looking at the answer again is free.`}`}
      </p>
      {welcome}
    </section>
  );
}

function NotBought({ endpoint, priceUsd, welcome }: Props) {
  return (
    <section class="notice" data-state="not-bought">
      <h2>{endpoint.free ? t`Not fetched yet` : t`Not bought yet`}</h2>
      <p>
        {t`Nothing is stored for this request. ${
          endpoint.free
            ? t`Run fetches it.`
            : t`Run asks DataForSEO once${priceUsd ? t`, for at most ${money(priceUsd)}` : ''}; looking at the answer again is free.`
        }`}
      </p>
      {welcome}
    </section>
  );
}

function NoData({ endpoint, stored, onFix }: Pick<Props, 'endpoint' | 'onFix'> & { stored: Stored }) {
  const isAboutTarget = takesTarget(endpoint);
  const hasForm = Object.keys(endpoint.request).length > 0;
  return (
    <section class="notice" data-state="no-data">
      <h2>{isAboutTarget ? t`Nothing found` : t`Nothing here`}</h2>
      <p>
        {isAboutTarget ? t`DataForSEO’s index has nothing for this target.` : t`DataForSEO has nothing to list for this.`}
        {!endpoint.free && t` The answer cost ${money(stored.costUsd)} like any other and is remembered, so looking again is free.`}
      </p>
      <p class="muted small">
        <Freshness stored={stored} isFree={endpoint.free} freshDays={stored.freshDays} />
      </p>
      {hasForm && <button type="button" onClick={onFix}>{t`Change the request`}</button>}
    </section>
  );
}

/** What draws an answer, by the view its endpoint names. */
export const results = {
  record: RecordResult,
  overview: OverviewResult,
  table: TableResult,
  series: SeriesResult,
  matrix: MatrixResult,
} satisfies Record<View, unknown>;

/** The list has rows beyond its first page, whether they are loaded or not. */
const hasRest = ({ request, rows, totalCount }: Stored): boolean =>
  rows.length > Number(request.limit ?? rows.length) || (totalCount !== null && totalCount > rows.length + Number(request.offset ?? 0));

type ShownProps = Pick<Props, 'endpoint' | 'exports' | 'load' | 'acts' | 'beside'> & { stored: Stored };

function Shown({ endpoint, stored, exports, load, acts, beside }: ShownProps) {
  // The line about a list says how much of it is here, for how much and since when.
  const isList = load !== null && hasRest(stored);
  const Result = results[endpoint.view];
  return (
    <>
      {isList && load}
      <Result
        key={`${stored.fetchedAt} ${JSON.stringify(stored.request)}`}
        endpoint={endpoint}
        stored={stored}
        isCounted={isList}
        acts={acts}
        beside={beside}
        tools={(view) => (
          <>
            {!isList && <Freshness stored={stored} isFree={endpoint.free} freshDays={stored.freshDays} />}
            <span class="grow" />
            {exports(stored, view)}
          </>
        )}
      />
      <Head endpoint={endpoint} stored={stored} />
    </>
  );
}

/** An answer in one line, for those who hear the page. */
export function announcementOf({ rows, totalCount }: Stored): string {
  if (rows.length === 0) return t`Nothing found`;
  return rows.length === 1
    ? t`${count(rows.length)} row${totalCount === null ? '' : t` of ${count(totalCount)}`}`
    : t`${count(rows.length)} rows${totalCount === null ? '' : t` of ${count(totalCount)}`}`;
}
