import type { Keeping } from '../../lib/messages.ts';
import { t } from '../../lib/words.ts';
import type { RadioOption } from './RadioGroup.tsx';

/** The ways to keep a login, the safest first. */
export const keepings: readonly RadioOption<Keeping>[] = [
  { value: 'session', label: t`Until the browser closes`, help: t`It is never written to disk.` },
  {
    value: 'passphrase',
    label: t`On this computer, locked with a passphrase`,
    help: t`Written to disk encrypted; you type the passphrase to unlock it.`,
  },
  {
    value: 'computer',
    label: t`On this computer, without a passphrase`,
    help: t`Anyone who can read your browser profile can then read this login.`,
  },
];

export const keepingOf = (text: string): Keeping => keepings.find(({ value }) => value === text)?.value ?? 'session';
