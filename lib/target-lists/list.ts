/** What became of every piece of a text: a target, a duplicate, or left out for a reason. */

import { isNeverSent } from '../never-send.ts';
import { refusalWords } from '../refusal-words.ts';
import type { TargetReading } from '../target.ts';
import { locale, t } from '../words.ts';
import { type LeftOut, MOST_PIECES, type Piece, type ReadText } from './read.ts';

export type ListedTarget = Piece & {
  /** As it is sent. */
  target: string;
  host: string;
};

/** A line that is no target of the list, and why, in words. */
export type Unlisted = Piece & {
  why: string;
  /** A fault wants the person's eye; a duplicate, a heading or a remark does not. */
  isFault: boolean;
};

export type TargetList = { targets: ListedTarget[]; unlisted: Unlisted[]; duplicates: number; faults: number };

const leftOutWords: Record<LeftOut['why'], string> = {
  heading: t`The heading of the column.`,
  remark: t`A remark.`,
  'empty-cell': t`Empty in this column.`,
  beyond: t`After the first ${MOST_PIECES.toLocaleString(locale)}. Put it in a list of its own.`,
};

const isFault: Record<LeftOut['why'], boolean> = { heading: false, remark: false, 'empty-cell': true, beyond: true };

/** Puts pieces and what the background read them as together, in the order of the lines. Two spellings of one target are one. */
export function listOf({ pieces, leftOut }: ReadText, readings: readonly TargetReading[], neverSend: readonly string[]): TargetList {
  const targets = new Map<string, ListedTarget>();
  const unlisted: Unlisted[] = leftOut.map(({ line, text, why }) => ({ line, text, why: leftOutWords[why], isFault: isFault[why] }));
  let duplicates = 0;
  for (const [at, { line, text }] of pieces.entries()) {
    const reading = readings[at];
    if (!reading?.ok) {
      const why = reading ? `${refusalWords[reading.reason].title}.` : t`It could not be read.`;
      unlisted.push({ line, text, why, isFault: true });
      continue;
    }
    const { target, host } = reading;
    const first = targets.get(target);
    if (first) {
      duplicates++;
      unlisted.push({ line, text, why: t`The same as on line ${first.line.toLocaleString(locale)}.`, isFault: false });
    } else if (isNeverSent(host, neverSend)) unlisted.push({ line, text, why: t`On your never-send list.`, isFault: true });
    else targets.set(target, { line, text, target, host });
  }
  unlisted.sort((a, b) => a.line - b.line);
  return { targets: [...targets.values()], unlisted, duplicates, faults: unlisted.filter((each) => each.isFault).length };
}
