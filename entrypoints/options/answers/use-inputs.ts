import { useEffect, useState } from 'preact/hooks';
import type { AnyRequest } from '../../../lib/endpoints/define.ts';
import { sendMessage } from '../../../lib/messages.ts';
import type { Playbook } from '../../../lib/playbooks/define.ts';
import { refusalWords } from '../../../lib/refusal-words.ts';
import { withOurs } from '../../../lib/request.ts';
import { textsOf, valueFrom } from '../../../lib/route.ts';
import type { TargetReading } from '../../../lib/target.ts';
import { type Draft, type Faults, faultsOf, missingIn } from '../draft.ts';

const PAUSE_MS = 150;

/** What a form of inputs means: as it is typed, with our values where it is silent, and with its targets as they would be sent. */
export type Inputs = {
  typed: AnyRequest;
  /** Null while something is missing or wrong, or not read yet. */
  spelled: AnyRequest | null;
  faults: Faults;
  readings: Readonly<Record<string, TargetReading>>;
  /** All of this is about what is typed now. */
  isRead: boolean;
};

export const draftOf = (playbook: Playbook, values: AnyRequest): Draft =>
  Object.fromEntries(
    Object.entries(playbook.request).map(([name, param]) => [name, textsOf(param, values[name] ?? param.ours).join('\n')]),
  );

export function valuesOf(playbook: Playbook, draft: Draft): AnyRequest {
  const values: AnyRequest = {};
  for (const [name, param] of Object.entries(playbook.request)) {
    const text = draft[name] ?? '';
    if (text.trim() !== '') values[name] = valueFrom(param, [text]);
  }
  return values;
}

/** The values with every target read by the background, which alone knows how targets are spelled. Each site comes once. */
async function read(playbook: Playbook, values: AnyRequest): Promise<Pick<Inputs, 'spelled' | 'faults' | 'readings'>> {
  const spelled = withOurs(playbook, values);
  const faults: Faults = {};
  const readings: Record<string, TargetReading> = {};
  for (const [name, { control, allows = 'any' }] of Object.entries(playbook.request)) {
    const value = spelled[name];
    if ((control !== 'target' && control !== 'targets') || value === undefined) continue;
    const targets: string[] = [];
    for (const text of [value].flat().map(String)) {
      const reading = await sendMessage('readTarget', { text: text.slice(0, 10_000), allows });
      readings[name] = reading;
      if (reading.ok) targets.push(reading.target);
      else faults[name] ??= `“${text.slice(0, 80)}”: ${refusalWords[reading.reason].title}. ${refusalWords[reading.reason].advice}`;
    }
    spelled[name] = control === 'target' ? targets[0] : [...new Set(targets)];
  }
  const isComplete = Object.keys(faults).length === 0 && missingIn(playbook, spelled).length === 0;
  const wrong = isComplete ? faultsOf(playbook, spelled) : { ...faultsOf(playbook, withOurs(playbook, values)), ...faults };
  return { readings, faults: wrong, spelled: Object.keys(wrong).length === 0 && isComplete ? spelled : null };
}

/** The inputs a form means, a moment after it was last changed. Readings that come late are dropped. */
export function useInputs(playbook: Playbook, draft: Draft): Inputs {
  const typed = valuesOf(playbook, draft);
  const name = JSON.stringify(typed);
  const [known, setKnown] = useState<{ name: string } & Pick<Inputs, 'spelled' | 'faults' | 'readings'>>({
    ...{ name: '', spelled: null, faults: {}, readings: {} },
  });
  // The name says everything the values do.
  useEffect(() => {
    let isCurrent = true;
    const pause = setTimeout(() => {
      read(playbook, typed).then(
        (found) => isCurrent && setKnown({ name, ...found }),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [playbook, name]);
  return { ...known, typed, spelled: known.name === name ? known.spelled : null, isRead: known.name === name };
}
