/**
 * A stranger's text as it may be shown: characters that draw nothing, or that turn their neighbours around, become marks a person can see.
 * What such a character is for in honest writing (emoji of several parts, Persian and Indic joiners) stays.
 */

/** Longest text a cell shows; the whole of it belongs in a tooltip. */
const LONGEST_SHOWN = 300;

/** Controls, line and paragraph separators, everything that is drawn as nothing by definition, and lone halves of a pair. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cs}]/gu;

const joiner = /[\u200c\u200d]/;
const joinsBefore = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const joinsAfter = /^\p{Extended_Pictographic}/u;
/** Scripts whose spelling needs the joiners: those of Persian and Urdu, and those of India and its neighbours. */
const shaped = ['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Khmr', 'Knda', 'Mlym', 'Mong', 'Mymr', 'Orya', 'Sinh', 'Taml', 'Telu', 'Tibt'];
const shapedLetter = `[${shaped.map((script) => `\\p{Script=${script}}`).join('')}]`;
const shapedBefore = new RegExp(`${shapedLetter}$`, 'u');
const shapedAfter = new RegExp(`^${shapedLetter}`, 'u');
const takesVariation = /[\p{Emoji}\p{Script=Han}]$/u;

function isHonest(char: string, before: string, after: string): boolean {
  if (char === '\ufe0e' || char === '\ufe0f') return takesVariation.test(before);
  if (!joiner.test(char)) return false;
  if (char === '\u200d' && joinsBefore.test(before) && joinsAfter.test(after)) return true;
  return shapedBefore.test(before) && shapedAfter.test(after);
}

function markOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** The text with its unseen characters as marks: `␊` for a line end, `[U+202E]` for a character without a picture. */
function marked(text: string): string {
  const shown = text.replace(unseen, (char, at: number) => {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + char.length, at + char.length + 2);
    return isHonest(char, before, after) ? char : markOf(char);
  });
  // Nothing but spaces would look like no text at all.
  return shown.trim() === '' ? shown.replace(/\s/gu, '\u2423') : shown;
}

/** The text for a cell: its first `most` characters, "…" where more follow, and nothing unseen in it. */
export function visibleText(text: string, most = LONGEST_SHOWN): string {
  // Cut before looking: an anchor may have megabytes.
  if (text.length <= most) return marked(text);
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${marked(text.slice(0, end))}…`;
}
