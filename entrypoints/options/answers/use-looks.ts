import { useEffect, useMemo } from 'preact/hooks';
import type { AnyRequest } from '../../../lib/endpoints/define.ts';
import type { Answers, Playbook } from '../../../lib/playbooks/define.ts';
import { newestOf, standingOf } from '../../../lib/playbooks/plan.ts';
import { type Look, lookLists, useList } from './lists.ts';

const MOST_LOOKS = 12;

/** The numbers of an answer by their ids, of the parts that are whole. */
function figuresOf(playbook: Playbook, inputs: AnyRequest, answers: Answers): Record<string, number> {
  const figures = playbook.sections
    .filter((section) => standingOf(section, answers).isWhole)
    .flatMap((section) => section.derive(inputs, answers).figures ?? []);
  return Object.fromEntries(figures.flatMap(({ id, value }) => (typeof value === 'number' ? [[id, value]] : [])));
}

/** Keeps the figures of every look at newer answers, and gives those of the look before, with its moment; null where this is the first. */
export function useLooks(playbook: Playbook, inputs: AnyRequest | null, answers: Answers, isKnown: boolean): Look | null {
  const [looks, change] = useList(lookLists);
  const name = `${playbook.id} ${JSON.stringify(inputs)}`;
  const at = newestOf(answers);
  const figures = useMemo(() => (inputs && isKnown ? figuresOf(playbook, inputs, answers) : {}), [playbook, inputs, answers, isKnown]);
  const mine = looks && Object.hasOwn(looks, name) ? (looks[name] ?? []) : [];
  const isNew = looks !== null && at !== null && Object.keys(figures).length > 0 && !mine.some((look) => look.at === at);
  useEffect(() => {
    if (!isNew || at === null) return;
    void change((now) => {
      const kept = Object.hasOwn(now, name) ? (now[name] ?? []) : [];
      return { ...now, [name]: [...kept.filter((look) => look.at !== at), { at, figures }].slice(-MOST_LOOKS) };
    });
  }, [isNew, name, at, figures, change]);
  return at === null ? null : (mine.filter((look) => look.at < at).at(-1) ?? null);
}
