import type { AnyRequest } from '../endpoints/define.ts';
import { wordsOf } from '../failure-words.ts';
import { callOf, type Paper, type PaperPart, paperTable } from '../paper.ts';
import type { EnvironmentName } from '../settings.ts';
import { t } from '../words.ts';
import type { Answers, Playbook, Section } from './define.ts';
import { figureText } from './figure-text.ts';
import { standingOf } from './plan.ts';

/** What a playbook was asked about. */
export const subjectsOf = (playbook: Playbook, inputs: AnyRequest): string[] =>
  Object.entries(playbook.request).flatMap(([name, { control }]) =>
    control === 'target' || control === 'targets' ? [inputs[name] ?? []].flat().map(String) : [],
  );

function partOf(section: Section, inputs: AnyRequest, answers: Answers, most: number): PaperPart {
  const { failures, isReady, isWhole } = standingOf(section, answers);
  const { figures = [], notes = [], table } = isReady ? section.derive(inputs, answers) : {};
  const [failure] = failures;
  return {
    ...{ title: section.title, explains: section.explains },
    figures: figures.map(({ label, kind, value }) => ({ label, text: figureText(kind, value) })),
    notes: notes.map(({ tone, text }) => ({ tone, text })),
    table: table ? paperTable(table.caption, table.columns, table.rows, most) : null,
    missing: failure ? `${wordsOf(failure).title}.` : isWhole ? null : t`Not everything this part is made of was bought.`,
  };
}

/** A run of a playbook as a report, with at most so many rows of each table. */
export const paperOfAnswer = (
  playbook: Playbook,
  inputs: AnyRequest,
  answers: Answers,
  { environment, most }: { environment: EnvironmentName; most: number },
): Paper => ({
  ...{ title: playbook.title, question: playbook.question, targets: subjectsOf(playbook, inputs), environment, madeAt: Date.now() },
  parts: playbook.sections.map((section) => partOf(section, inputs, answers, most)),
  cautions: playbook.cautions,
  calls: Object.values(answers).flatMap((calls) => calls.flatMap(({ stored }) => (stored ? [callOf(stored)] : []))),
});
