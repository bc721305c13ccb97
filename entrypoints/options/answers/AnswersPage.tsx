import { t } from '../../../lib/words.ts';
import '../../../components/answers/answers.css';
import { useMemo } from 'preact/hooks';
import { WaysIn } from '../../../components/explorer/NextStep.tsx';
import { money } from '../../../lib/format.ts';
import { playbooks } from '../../../lib/playbooks/index.ts';
import { hashOf } from '../../../lib/route.ts';
import type { PageProps } from '../pages.tsx';
import { dearest, pageOf } from './AnswerPage.tsx';

/** Every playbook with the question it answers and what its whole plan costs. */
export function AnswersPage({ status, query, onSample }: PageProps) {
  const target = new URLSearchParams(query).get('target');
  const cards = useMemo(() => playbooks.map((playbook) => ({ playbook, priceUsd: dearest(playbook, status.prices) })), [status.prices]);
  return (
    <>
      {!status.ready && <WaysIn onSample={onSample} />}
      <ul class="playbooks">
        {cards.map(({ playbook, priceUsd }) => (
          <li key={playbook.id}>
            <article class="card">
              <h2>
                <a href={hashOf(pageOf(playbook), target && 'target' in playbook.request ? new URLSearchParams({ target }) : null)}>
                  {playbook.title}
                </a>
              </h2>
              <p>{playbook.question}</p>
              <p class="muted small">{playbook.explains}</p>
              <p class="price muted small">{t`At most ${money(priceUsd)} for everything, and less where answers are stored`}</p>
            </article>
          </li>
        ))}
      </ul>
    </>
  );
}
