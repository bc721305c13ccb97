import type { Keeping } from '../../lib/messages.ts';
import type { RadioOption } from './RadioGroup.tsx';

/** The ways to keep a login, the safest first. */
export const keepings: readonly RadioOption<Keeping>[] = [
  { value: 'session', label: 'Until the browser closes', help: 'It is never written to disk.' },
  {
    value: 'passphrase',
    label: 'On this computer, locked with a passphrase',
    help: 'Written to disk encrypted; you type the passphrase to unlock it.',
  },
  {
    value: 'computer',
    label: 'On this computer, without a passphrase',
    help: 'Anyone who can read your browser profile can then read this login.',
  },
];

export const keepingOf = (text: string): Keeping => keepings.find(({ value }) => value === text)?.value ?? 'session';
