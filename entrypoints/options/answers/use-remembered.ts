import { useEffect, useRef } from 'preact/hooks';
import type { Playbook } from '../../../lib/playbooks/define.ts';
import { hostOf } from '../../../lib/playbooks/parts.ts';
import type { Draft } from '../draft.ts';
import { useList, wordLists } from './lists.ts';

/**
 * Brand names and the like are typed once per site: blank inputs that a playbook remembers are filled when a target comes up, and what is
 * typed is kept for the next question about it.
 */
export function useRemembered({ remembers }: Playbook, target: string, draft: Draft, onDraft: (values: Draft) => void): void {
  const [lists, change] = useList(wordLists);
  const site = target && hostOf(target);
  const filledFor = useRef('');
  const values = JSON.stringify(remembers.map((name) => draft[name] ?? ''));

  useEffect(() => {
    if (remembers.length === 0 || lists === null || !site || filledFor.current === site) return;
    filledFor.current = site;
    const kept = Object.hasOwn(lists, site) ? (lists[site] ?? {}) : {};
    const blank = remembers.filter((name) => !draft[name]?.trim() && kept[name]);
    if (blank.length > 0) onDraft(Object.fromEntries(blank.map((name) => [name, kept[name] ?? ''])));
  });

  useEffect(() => {
    if (remembers.length === 0 || !site || filledFor.current !== site) return;
    const pause = setTimeout(() => {
      void change((all) => {
        const kept = Object.hasOwn(all, site) ? (all[site] ?? {}) : {};
        return { ...all, [site]: { ...kept, ...Object.fromEntries(remembers.map((name) => [name, (draft[name] ?? '').slice(0, 2000)])) } };
      });
    }, 400);
    return () => clearTimeout(pause);
  }, [site, values, change]);
}
