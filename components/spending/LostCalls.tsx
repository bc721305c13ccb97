import { useEffect, useState } from 'preact/hooks';
import { age, count, money } from '../../lib/format.ts';
import type { Call, LostCheck } from '../../lib/messages.ts';
import type { Failure } from '../../lib/outcome.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { Alert } from '../Alert.tsx';
import { Notice } from '../Notice.tsx';

type Props = {
  /** The calls that may have been charged and brought no answer. */
  calls: readonly Call[];
  nameOf: (call: Call) => string;
  /** What came of the last look; null before it. */
  found: LostCheck | null;
  failure: Failure | null;
  isChecking: boolean;
  /** When the list may be asked for again, in ms. */
  mayCheckAt: number;
  onCheck: () => void;
};

const MOST_LISTED = 8;

const calls = (number: number): string => (number === 1 ? t`${count(number)} call` : t`${count(number)} calls`);

/** Calls whose answers were lost, and the free way to find out what they cost. */
export function LostCalls({ calls: lost, nameOf, found, failure, isChecking, mayCheckAt, onCheck }: Props) {
  const waitMs = useWait(mayCheckAt);
  if (lost.length === 0 && !found && !failure) return null;
  const usd = lost.reduce((sum, { estimateUsd }) => sum + estimateUsd, 0);
  const isHeld = isChecking || waitMs > 0;
  return (
    <section class="notice" aria-labelledby="lost-title" data-state="lost-calls">
      <h2 id="lost-title">{lost.length > 0 ? t`${calls(lost.length)} brought no answer` : t`Every call is accounted for`}</h2>
      {lost.length > 0 && (
        <p>
          {t`${
            lost.length === 1
              ? t`It may have been charged ${money(usd)}, and counts as spent`
              : t`They may have been charged, together ${money(usd)}, and count as spent`
          } until that is known. DataForSEO lists every call of your account with its cost; looking there is free and sends a span of time, no target.`}
        </p>
      )}
      <div class="found" role="status">
        {found && outcomesOf(found).map((words) => <p key={words}>{words}</p>)}
      </div>
      <Alert>{failure && failure.kind !== 'too-soon' && <Notice failure={failure} />}</Alert>
      {lost.length > 0 && (
        <>
          <ul class="lost num small">
            {lost.slice(0, MOST_LISTED).map((call) => (
              <li key={call.opId}>
                <b>{nameOf(call)}</b> {call.target !== null && <bdi>{visibleText(call.target, 60)}</bdi>} · {money(call.estimateUsd)} ·{' '}
                {age(call.at)}
                {call.missedAt !== undefined && <span class="muted"> {t`· not in the list ${age(call.missedAt)}`}</span>}
              </li>
            ))}
            {lost.length > MOST_LISTED && <li class="muted">{t`and ${count(lost.length - MOST_LISTED)} more in the table below`}</li>}
          </ul>
          <p class="row">
            <button type="button" class="primary" aria-disabled={isHeld || undefined} onClick={() => !isHeld && onCheck()}>
              {isChecking ? t`Looking…` : t`Check (free)`}
            </button>
            {waitMs > 0 && !isChecking && (
              <span class="muted small">{t`Looked at just now. It may be asked again in ${Math.ceil(waitMs / 1000)} s: DataForSEO takes that once a minute.`}</span>
            )}
          </p>
        </>
      )}
    </section>
  );
}

/** What a look found, one sentence each. */
function outcomesOf({ charged, notCharged, open }: LostCheck): string[] {
  const cost = charged.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  return [
    ...(charged.length > 0
      ? [t`DataForSEO charged ${money(cost)} for ${calls(charged.length)}; the answers cannot be fetched again.`]
      : []),
    ...(notCharged.length > 0
      ? [
          notCharged.length === 1
            ? t`${calls(notCharged.length)} cost nothing and counts no more.`
            : t`${calls(notCharged.length)} cost nothing and count no more.`,
        ]
      : []),
    ...(open > 0
      ? [
          open === 1
            ? t`${calls(open)} is not in the list yet. Only what is missing twice, five minutes apart, counts as not charged.`
            : t`${calls(open)} are not in the list yet. Only what is missing twice, five minutes apart, counts as not charged.`,
        ]
      : []),
  ];
}

/** How long until a moment, in ms; counted down by the second. */
function useWait(until: number): number {
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, until - now);
  useEffect(() => {
    setNow(Date.now());
    if (until <= Date.now()) return;
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(tick);
  }, [until, left === 0]);
  return left;
}
