/**
 * The words people read, in the language of their browser.
 *
 * English stands in the source, where it is read and written: t`Load ${count(rows)} rows`. Its translations lie in public/_locales, under a key
 * made of the English words, and `npm run unit -- words -u` writes the English file from the source. What has no translation is shown in English.
 */

import { fnv1a } from './hash.ts';

type Browser = { i18n?: { getMessage(key: string): string } };

/** A message of the browser's language; empty where there is none, as in Node. */
const message = (key: string): string => (globalThis as { chrome?: Browser }).chrome?.i18n?.getMessage(key) ?? '';

/** The language the words are shown in: the one of the message file the browser chose. */
export const language = message('language') || 'en';

export const direction = message('direction') === 'rtl' ? 'rtl' : 'ltr';

/** 1 where a line begins at the left, -1 where at the right: what a distance along it is multiplied by. */
export const along = direction === 'rtl' ? -1 : 1;

/**
 * What numbers and dates are written by: the browser's own habits where it speaks the language of the words (British days in English), and
 * that language's where the words had to be in another one.
 */
export const locale = globalThis.navigator?.language?.startsWith(language) ? navigator.language : language;

/** Says in a page which language it is in, for screen readers, hyphenation and the side it begins on. */
export function speak(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** The English pattern of a template: `Load {1} rows`. */
export const patternOf = (strings: readonly string[]): string => strings.reduce((pattern, part, at) => `${pattern}{${at}}${part}`);

/** The key of an English pattern: its first words, and a hash of all of it. The browser does not tell capitals in keys apart. */
export function keyOf(pattern: string): string {
  const start = pattern
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40);
  return `${start}_${fnv1a(pattern).toString(36)}`;
}

type Pieces = (string | number)[];

/** Texts and the places of values between them: ['Load ', 0, ' rows']. */
const piecesOf = (pattern: string): Pieces => pattern.split(/\{(\d)\}/).map((piece, at) => (at % 2 === 0 ? piece : Number(piece) - 1));

const known = new WeakMap<readonly string[], Pieces>();

function translated(strings: readonly string[]): Pieces {
  const pattern = patternOf(strings);
  return piecesOf((language !== 'en' && message(keyOf(pattern))) || pattern);
}

/** What stands for nothing in words, as it does in markup. */
type Nothing = null | undefined | boolean;

const textOf = (value: unknown): string => (value == null || typeof value === 'boolean' ? '' : String(value));

/** Words with texts and numbers in them, as text; with elements among them, as children of an element. */
export function t(strings: TemplateStringsArray, ...values: (string | number | Nothing)[]): string;
export function t<Child>(strings: TemplateStringsArray, ...values: (Child | string | number | Nothing)[]): (Child | string)[];
export function t(strings: TemplateStringsArray, ...values: unknown[]): unknown {
  if (values.length === 0 && language === 'en') return strings[0];
  let pieces = known.get(strings);
  if (!pieces) {
    pieces = translated(strings);
    known.set(strings, pieces);
  }
  const filled = pieces.map((piece) => (typeof piece === 'number' ? values[piece] : piece));
  return values.some((value) => typeof value === 'object' && value !== null) ? filled : filled.map(textOf).join('');
}
