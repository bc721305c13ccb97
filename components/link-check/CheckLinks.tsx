import { t } from '../../lib/words.ts';
import './link-check.css';
import { count } from '../../lib/format.ts';
import type { LinkCheck } from '../../lib/link-check/verdict.ts';
import { titleOf } from '../../lib/link-check/words.ts';
import { VerdictText } from './VerdictText.tsx';

type Props = {
  /** The verdicts on the links in question; undefined and null for those without one. */
  checks: readonly (LinkCheck | null | undefined)[];
  progress: { done: number; of: number } | null;
  onVerify: () => void;
  onCancel: () => void;
};

/** Looks at one link, or at the selected ones, in the person's own browser; free. */
export function CheckLinks({ checks, progress, onVerify, onCancel }: Props) {
  const seen = checks.flatMap((check) => check ?? []);
  const [only] = checks;
  const isOne = checks.length === 1;
  return (
    <div class="check-links">
      {progress ? (
        <p class="row small" role="status">
          {t`Looking in background tabs, ${count(progress.done)} of ${count(progress.of)}`}
          <button type="button" onClick={onCancel}>{t`Stop`}</button>
        </p>
      ) : (
        <button
          type="button"
          title={t`Opens the linking page in a background tab of this browser, reads it and closes it. Nothing is bought; the browser asks for these sites.`}
          onClick={onVerify}
        >
          {isOne ? (only ? t`Check this link again` : t`Check this link live`) : t`Check ${count(checks.length)} links live`}{' '}
          <span class="price muted">{t`free`}</span>
        </button>
      )}
      {isOne && only && <VerdictText check={only} />}
      {!isOne && seen.length > 0 && <span class="small num">{talliesOf(seen)}</span>}
    </div>
  );
}

/** How many links got which verdict: "3 present, dofollow; 1 not found". */
function talliesOf(seen: readonly LinkCheck[]): string {
  const tallies = new Map<string, number>();
  for (const { verdict } of seen) tallies.set(titleOf(verdict).title, (tallies.get(titleOf(verdict).title) ?? 0) + 1);
  return [...tallies].map(([title, times]) => `${count(times)} ${title.toLowerCase()}`).join('; ');
}
