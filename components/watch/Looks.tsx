import { clockTime, count, day, money } from '../../lib/format.ts';
import { hashOf } from '../../lib/route.ts';
import type { WatchRunLine } from '../../lib/watch/define.ts';
import { t } from '../../lib/words.ts';

export const momentOf = (at: number): string => `${day(at)}, ${clockTime(at)}`;

/** The most looks that are listed. */
const MOST_SHOWN = 30;

/** Every look that was made, newest first; each leads to what it found. */
export function Looks({ runs }: { runs: readonly WatchRunLine[] }) {
  return (
    <section class="card looks" aria-labelledby="looks-title">
      <h2 id="looks-title">{t`Looks`}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="scroll" aria-label={t`Looks, newest first`} tabIndex={0}>
        <table class="num">
          <thead>
            <tr>
              <th scope="col">{t`When`}</th>
              <th scope="col" class="r">{t`Sites`}</th>
              <th scope="col" class="r">{t`Changed`}</th>
              <th scope="col" class="r">{t`Worth a word`}</th>
              <th scope="col" class="r">{t`Cost`}</th>
              <th scope="col">{t`How it went`}</th>
            </tr>
          </thead>
          <tbody>
            {runs.slice(0, MOST_SHOWN).map((run) => (
              <tr key={run.id} data-look={run.id}>
                <td>
                  <a href={hashOf('watch', new URLSearchParams({ look: run.id }))}>{momentOf(run.startedAt)}</a>
                </td>
                <td class="r">{count(run.sites)}</td>
                <td class="r">{run.finishedAt === null ? '–' : count(run.changed)}</td>
                <td class="r">{run.finishedAt === null ? '–' : count(run.alerted)}</td>
                <td class="r">{money(run.costUsd)}</td>
                <td>{howItWent(run)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {runs.length > MOST_SHOWN && <p class="muted small">{t`And ${count(runs.length - MOST_SHOWN)} before these.`}</p>}
    </section>
  );
}

/** What became of a look, in words. */
export function howItWent({ by, finishedAt, failed, waiting }: WatchRunLine): string {
  if (finishedAt === null) return t`Not over yet`;
  return [
    by === 'person' ? t`At your press` : t`By itself`,
    failed > 0 && (failed === 1 ? t`${count(failed)} call failed` : t`${count(failed)} calls failed`),
    waiting > 0 && (waiting === 1 ? t`${count(waiting)} site left for another day` : t`${count(waiting)} sites left for another day`),
  ]
    .filter(Boolean)
    .join(' · ');
}
