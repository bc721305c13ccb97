import { t } from '../../lib/words.ts';
import './answers.css';
import type { ComponentChildren } from 'preact';
import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf } from '../../lib/endpoints/index.ts';
import { count } from '../../lib/format.ts';
import type { Failure } from '../../lib/outcome.ts';
import { type Answers, type Figure, type Note, type Playbook, type Section, storedOf, type Table } from '../../lib/playbooks/define.ts';
import { figureText } from '../../lib/playbooks/figure-text.ts';
import { hashOfCall, standingOf } from '../../lib/playbooks/plan.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { SpamPill } from '../SpamPill.tsx';
import { aboutRequest } from './request-words.ts';

type Props = {
  playbook: Playbook;
  inputs: AnyRequest;
  answers: Answers;
  isRunning: boolean;
  /** The figures of the look before, by id; null where there was none. */
  before: Readonly<Record<string, number>> | null;
  /** Where a report's address leads from here. */
  leadsTo: (hash: string) => string;
  renderTable: (section: Section, table: Table) => ComponentChildren;
  renderFailure: (failure: Failure) => ComponentChildren;
};

/** What a playbook found, part by part. A part that failed says so and leaves the others standing. */
export function AnswerView(props: Props) {
  const { playbook, inputs, answers, leadsTo } = props;
  const isAnything = Object.values(answers).some((calls) => calls.some(({ stored, failure }) => stored || failure));
  const next = isAnything ? playbook.next(inputs, answers) : [];
  return (
    <div class="answer">
      {playbook.sections.map((section) => (
        <SectionView key={section.id} section={section} {...props} />
      ))}
      {next.length > 0 && (
        <section class="answer-part" aria-label={t`What to do next`}>
          <h2>{t`What to do next`}</h2>
          <ul class="doors">
            {next.map(({ label, hash }) => (
              <li key={hash}>
                <a href={leadsTo(hash)}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isAnything && playbook.cautions.length > 0 && (
        <div class="muted small">
          {playbook.cautions.map((caution) => (
            <p key={caution}>{caution}</p>
          ))}
        </div>
      )}
    </div>
  );
}

function SectionView({ section, ...props }: Props & { section: Section }) {
  const { inputs, answers, isRunning, before, leadsTo, renderTable, renderFailure } = props;
  const { failures, isReady, isWhole } = standingOf(section, answers);
  if (!isReady && failures.length === 0) return isRunning ? <Coming title={section.title} /> : null;
  const part = isReady ? section.derive(inputs, answers) : {};
  const steps = props.playbook.plan.filter(({ id }) => section.needs.includes(id) || section.uses?.includes(id));
  // As it was answered: a target that could not be asked about is not in it.
  const calls = steps.flatMap(({ id, endpoint }) =>
    storedOf(answers, id).map(({ request }) => ({ endpoint, request, hash: hashOfCall({ endpoint }, request) })),
  );
  const [first] = calls;
  return (
    <section class="answer-part" aria-labelledby={`part-${section.id}`} data-section={section.id}>
      <h2 id={`part-${section.id}`}>{section.title}</h2>
      <p class="muted small">{section.explains}</p>
      {failures[0] && renderFailure(failures[0])}
      {failures.length > 1 && <p class="muted small">{t`${count(failures.length)} calls of this part failed; the first is shown.`}</p>}
      {isReady && !isWhole && failures.length === 0 && <p class="warn-text small">{t`Not everything this part is made of is here yet.`}</p>}
      {part.figures && part.figures.length > 0 && (
        <div class="record">
          <dl class="figures num card main-figures answer-figures">
            {part.figures.map((figure) => (
              <FigureView
                key={figure.id}
                figure={figure}
                before={before?.[figure.id] ?? null}
                hash={leadsTo(figure.door?.hash ?? first?.hash ?? '')}
              />
            ))}
          </dl>
        </div>
      )}
      {part.notes && part.notes.length > 0 && <Notes notes={part.notes} leadsTo={leadsTo} />}
      {part.table &&
        (part.table.rows.length > 0 ? renderTable(section, part.table) : <p class="muted">{t`No rows: nothing was found for this.`}</p>)}
      {calls.length > 0 && <Sources calls={calls} leadsTo={leadsTo} />}
    </section>
  );
}

function Coming({ title }: { title: string }) {
  return (
    <section class="answer-part" aria-busy="true" aria-label={title}>
      <h2>{title}</h2>
      <p class="skeleton">{t`It comes when its calls are answered.`}</p>
    </section>
  );
}

function FigureView({ figure, before, hash }: { figure: Figure; before: number | null; hash: string }) {
  const { id, label, value, kind, help, door } = figure;
  const text = figureText(kind, value);
  const change = typeof value === 'number' && before !== null ? Math.round((value - before) * 10) / 10 : 0;
  return (
    <div>
      <dt title={help}>{label}</dt>
      <dd class={kind === 'spam' ? 'with-pill' : undefined}>
        {value === null || hash === '' ? (
          <bdi data-figure={id}>{visibleText(text, 80)}</bdi>
        ) : (
          <a href={hash} title={door?.label ?? t`The rows behind it`}>
            <bdi data-figure={id}>{visibleText(text, 80)}</bdi>
          </a>
        )}
        {kind === 'spam' && typeof value === 'number' && <SpamPill score={value} />}
      </dd>
      {change !== 0 && <dd class="muted small">{t`${change > 0 ? '+' : '−'}${figureText(kind, Math.abs(change))} since the last look`}</dd>}
    </div>
  );
}

const toneWords = { bad: t`Red flag`, warn: t`Look at this`, good: t`Good`, plain: t`Note` } as const;

function Notes({ notes, leadsTo }: { notes: readonly Note[]; leadsTo: Props['leadsTo'] }) {
  return (
    <ul class="answer-notes">
      {notes.map(({ tone, text, doors = [] }) => (
        <li key={text} data-tone={tone}>
          <span class={`pill ${tone === 'plain' ? '' : tone}`}>{toneWords[tone]}</span>
          <span>
            <bdi>{visibleText(text, 500)}</bdi>
            {doors.map(({ label, hash }) => (
              <span key={hash}>
                {' '}
                <a href={leadsTo(hash)}>{label}</a>
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

const MOST_SOURCES = 6;

/** The reports a part is made of. */
function Sources({ calls, leadsTo }: { calls: { endpoint: EndpointId; request: AnyRequest; hash: string }[]; leadsTo: Props['leadsTo'] }) {
  return (
    <p class="muted small sources">
      {t`Made of`}{' '}
      {calls.slice(0, MOST_SOURCES).map(({ endpoint, request, hash }, at) => (
        <span key={hash}>
          {at > 0 && ', '}
          <a href={leadsTo(hash)}>{endpointOf(endpoint).title}</a> ({aboutRequest(endpoint, request)})
        </span>
      ))}
      {calls.length > MOST_SOURCES && t` and ${count(calls.length - MOST_SOURCES)} more`}
    </p>
  );
}
