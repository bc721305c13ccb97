/**
 * Addresses that make the browser scroll to a link and mark it: the page's address with a text fragment,
 * `#:~:text=prefix-,anchor,-suffix`. https://wicg.github.io/scroll-to-text-fragment/
 */

import { safeHref } from './safe-href.ts';
import { locale } from './words.ts';

/** A link's text and the text around it, as the crawler saw them. */
export type LinkText = { before?: string | null; anchor?: string | null; after?: string | null };

/** Words of the text around the link: enough to tell it from others, few enough to be still there when the page has changed a little. */
const WORDS_AROUND = 3;
/** Anchors of more words are named by their first and last ones. */
const MOST_WORDS = 10;
const WORDS_AT_ENDS = 4;
/** Text looked at next to the link, and the longest part that is worth naming. */
const REACH = 300;
const LONGEST_PART = 120;
const LONGEST_ANCHOR = 2000;
/** Longest address that becomes a link, as `safeHref` has it. */
const LONGEST_ADDRESS = 2048;

/** What a crawler took for text and no page shows: pieces of style sheets, scripts and markup, and characters lost on the way. */
const debris =
  /[{}\ufffd\p{Cs}]|^@(?:charset|font-face|import|(?:-\w+-)?keyframes|layer|media|namespace|page|supports)\b|<[/!]?[a-z]|\bfunction\s*\(/iu;

const normal = (text: string | null | undefined): string => (text ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** Text that a page may show and a browser can find. */
const isText = (text: string): boolean => /[\p{L}\p{N}]/u.test(text) && !debris.test(text);

const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });

type Word = { begin: number; end: number };

/** Where the words of a text stand. Not every script puts spaces between them. */
const wordsOf = (text: string): Word[] =>
  [...segmenter.segment(text)].flatMap(({ index, segment, isWordLike }) =>
    isWordLike ? [{ begin: index, end: index + segment.length }] : [],
  );

function firstWords(text: string, most: number): string {
  const words = wordsOf(text);
  const last = words[Math.min(most, words.length) - 1];
  return last ? text.slice(0, last.end).trim() : '';
}

function lastWords(text: string, most: number): string {
  const words = wordsOf(text);
  const first = words[Math.max(0, words.length - most)];
  return first ? text.slice(first.begin).trim() : '';
}

/** Words near the link, or none where they cannot be told from debris or name more than is wise. */
const orNone = (part: string, near: string): string => (part.length <= LONGEST_PART && isText(part) && isText(near) ? part : '');

/** The words just before the link; without the first where it may be half a word. */
function prefixOf(before: string): string {
  const near = before.length > REACH ? before.slice(-REACH).replace(/^\S*\s/, '') : before;
  return orNone(lastWords(near, WORDS_AROUND), near);
}

/** The words just after the link. */
function suffixOf(after: string): string {
  const near = after.length > REACH ? after.slice(0, REACH).replace(/\s\S*$/, '') : after;
  return orNone(firstWords(near, WORDS_AROUND), near);
}

/** Dash, comma and ampersand have a meaning in the fragment; so they are written as numbers, like all that no address may hold. */
const encoded = (text: string): string => encodeURIComponent(text).replaceAll('-', '%2D');

/** An anchor as the one or two texts that name it, or null where there is nothing to find. */
function namesOf(anchor: string): string[] | null {
  const isHuge = anchor.length > LONGEST_ANCHOR;
  const text = normal(isHuge ? `${anchor.slice(0, REACH)} ${anchor.slice(-REACH)}` : anchor);
  const words = isText(text) ? wordsOf(text).length : 0;
  if (words === 0) return null;
  if (words <= MOST_WORDS && text.length <= LONGEST_PART) return [text];
  if (words >= 2 * WORDS_AT_ENDS) return [firstWords(text, WORDS_AT_ENDS), lastWords(text, WORDS_AT_ENDS)];
  return isHuge ? null : [text];
}

/** The text directive for a link, or null where there is no text to find. */
export function textDirective({ before, anchor, after }: LinkText): string | null {
  const names = namesOf(anchor ?? '');
  if (!names) return null;
  const prefix = prefixOf(normal(before?.slice(-2 * REACH)));
  const suffix = suffixOf(normal(after?.slice(0, 2 * REACH)));
  return [...(prefix ? [`${encoded(prefix)}-`] : []), ...names.map(encoded), ...(suffix ? [`-${encoded(suffix)}`] : [])].join(',');
}

/**
 * The address of the page, at the link where its text is known. A fragment that the address has stays. Null where the address must not become
 * a link at all.
 */
export function jumpHref(urlFrom: unknown, link: LinkText): string | null {
  const href = safeHref(urlFrom);
  const directive = textDirective(link);
  if (href === null || directive === null) return href;
  const [page = href] = href.split(':~:');
  const jump = `${page.includes('#') ? page : `${page}#`}:~:text=${directive}`;
  return jump.length <= LONGEST_ADDRESS ? jump : href;
}
