import { t } from './words.ts';

/** How well a passphrase keeps somebody out who has a copy of the browser profile and can try as often as they like. */

/** Fewer characters than this are refused. */
export const MIN_PASSPHRASE = 10;

/** What is wrong with a passphrase that is too short, in words; null where it is long enough. */
export const faultOfPassphrase = (text: string): string | null =>
  [...text].length < MIN_PASSPHRASE ? t`A passphrase has at least ${MIN_PASSPHRASE} characters.` : null;

export type Strength = { word: string; tone: 'muted' | 'bad' | 'warn' | 'good'; advice: string };

/** Bits of guessing below which it is weak, and above which it is strong; each try costs 600,000 rounds of hashing. */
const FAIR_BITS = 40;
const STRONG_BITS = 60;

/** What a character adds: letters of a word follow from each other, others hardly do. */
const WORD_BITS = 2.2;
const OTHER_BITS = 5;

/** What people choose first, and what such lists begin with. */
const usual = /pass(word|phrase)?|qwert|asdf|letmein|welcome|admin|dataforseo|backlens|backlink|login|monkey|dragon|iloveyou/g;

/** A rough count, never flattering: repeats, runs like `abc` or `321`, years and common words add next to nothing. */
function bitsOf(text: string): number {
  const plain = text
    .toLowerCase()
    .replace(usual, '*')
    .replace(/(19|20)\d\d/g, '#');
  let bits = 0;
  let [before, step] = [Number.NaN, Number.NaN];
  let isInWord = false;
  const seen = new Set<string>();
  for (const letter of plain) {
    const code = letter.codePointAt(0) ?? 0;
    const isLetter = /\p{L}/u.test(letter);
    const isRun = code - before === step || code === before;
    if (!isRun) bits += isLetter && isInWord ? WORD_BITS : isLetter || !seen.has(letter) ? OTHER_BITS : OTHER_BITS / 2;
    [step, before, isInWord] = [code - before, code, isLetter];
    seen.add(letter);
  }
  // A handful of different characters is a pattern, however long.
  return seen.size < 5 ? Math.min(bits, 20) : bits;
}

/** What is said beside the field while a passphrase is typed. */
export function strengthOf(text: string): Strength {
  const left = MIN_PASSPHRASE - [...text].length;
  if (left > 0)
    return {
      word: t`Too short`,
      tone: 'muted',
      advice: left === 1 ? t`${left} more character at least.` : t`${left} more characters at least.`,
    };
  const bits = bitsOf(text);
  if (bits < FAIR_BITS)
    return { word: t`Weak`, tone: 'bad', advice: t`Somebody with a copy of your profile could guess it. Five unrelated words are better.` };
  if (bits < STRONG_BITS) return { word: t`Fair`, tone: 'warn', advice: t`Another word or two makes it strong.` };
  return { word: t`Strong`, tone: 'good', advice: t`Keep it somewhere safe: it cannot be recovered.` };
}
