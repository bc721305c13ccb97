/**
 * Who a link gap is between: the person's own site, rivals, and others that are left out. The own site only ever goes among the excluded:
 * as a target too, it would leave out whoever links to it, and so everything that is looked for.
 */

import { isWithin } from '../endpoints/intersection.ts';
import { refusalWords } from '../refusal-words.ts';
import type { TargetReading } from '../target.ts';
import { t } from '../words.ts';

/** Sites and pages as they are sent. */
export type Gap = {
  /** The person's own site; blank for none. */
  me: string;
  /** Whoever links to it already is left out. */
  isMeExcluded: boolean;
  rivals: readonly string[];
  others: readonly string[];
};

/** The two lists of a request that a gap is. */
export type Lists = { targets: readonly string[]; excluded: readonly string[] };

/** The targets of a parameter as they would be sent: two that are the same are one. */
export const listIn = (value: unknown): string[] => (Array.isArray(value) ? [...new Set(value.map(String))] : []);

/** A text that was not taken, and why not. */
export type Refused = { text: string; why: string };

/** What is left after texts were read: what is taken, in the order written, and what is not. */
export type Judged = { taken: string[]; refused: Refused[] };

/**
 * The gap two lists mean. One of the excluded is the person's own site: the one they named last, else the first; where they asked not to leave
 * out who links to it, it is none of them. Where the targets are parts of the site they named last, this gap is not about that site.
 */
export function gapOf({ targets, excluded }: Lists, last: { site: string; isIncluded: boolean }): Gap {
  const known = targets.some((target) => isWithin(target, last.site)) ? '' : last.site;
  const isKnown = excluded.includes(known) || excluded.length === 0 || (last.isIncluded && known !== '');
  const me = isKnown ? known : (excluded[0] ?? '');
  return { me, isMeExcluded: me !== '' && excluded.includes(me), rivals: targets, others: excluded.filter((site) => site !== me) };
}

/** The lists that ask for a gap. Whatever the gap holds, no target is excluded and none is the person's own. */
export function listsOf({ me, isMeExcluded, rivals, others }: Gap): { targets: string[]; excluded: string[] } {
  const excluded = [...new Set([...(me && isMeExcluded ? [me] : []), ...others])];
  const apart = me ? [me, ...others] : others;
  return { targets: [...new Set(rivals)].filter((rival) => !apart.some((site) => isWithin(rival, site))), excluded };
}

/** The sites and pages in a text that was typed or pasted. Addresses hold no spaces; a comma in the path of a page is its own. */
export function linesOf(text: string): string[] {
  return text
    .split(/\s+|[,;]+(?=https?:\/\/)/i)
    .flatMap(withoutHosts)
    .map((word) => word.replace(/^["'<(]+|["'>),;]+$/g, ''))
    .filter(Boolean);
}

/** The hosts that stand before the first page of a word, and what is left of it. */
function withoutHosts(word: string): string[] {
  const [before = ''] = /^(?:[^/?,;]*[,;]+)*/.exec(word) ?? [];
  const rest = word.slice(before.length);
  return [...before.split(/[,;]+/), rest];
}

/** The most texts of one paste that are read; a gap takes far fewer. */
export const MOST_READ = 200;

/** Where a text is to go. */
export type Place = 'me' | 'rivals' | 'others';

/** Why a target cannot join a list of the gap; null where it can. */
function reasonAgainst(target: string, place: Place, gap: Gap): string | null {
  const { me, rivals, others } = gap;
  if (place === 'me') return null;
  if (place === 'rivals') {
    if (rivals.includes(target)) return t`already a rival`;
    if (me && isWithin(target, me)) return t`your own site, which is never a rival`;
    const other = others.find((site) => isWithin(target, site));
    return other === undefined ? null : t`left out with ${other}, so nobody who links to it could be found`;
  }
  if (target === me) return t`your own site, which has a place of its own`;
  if (others.includes(target)) return t`already left out`;
  const rival = rivals.find((each) => isWithin(each, target));
  return rival === undefined ? null : t`${rival} is a rival: without those who link to it nothing would be left`;
}

/**
 * Reads texts that are to join a list of the gap, before anything is asked for.
 *
 * @param readings How each text would be sent, in the order of the texts.
 * @param most How many the list may have.
 */
export function judged(texts: readonly string[], readings: readonly TargetReading[], place: Place, gap: Gap, most: number): Judged {
  const refused: Refused[] = [];
  const taken: string[] = [];
  const isFull = (): boolean => {
    const there =
      place === 'rivals' ? gap.rivals.length : place === 'others' ? gap.others.length + (gap.me && gap.isMeExcluded ? 1 : 0) : 0;
    return there + taken.length >= most;
  };
  for (const [at, text] of texts.entries()) {
    const reading = readings[at];
    const refuse = (why: string) => refused.push({ text, why });
    if (!reading) refuse(t`not read: a paste may have ${MOST_READ}`);
    else if (!reading.ok) refuse(lowered(refusalWords[reading.reason].title));
    else {
      const against = taken.includes(reading.target) ? t`listed twice` : reasonAgainst(reading.target, place, gap);
      if (against) refuse(against);
      else if (isFull())
        refuse(place === 'rivals' ? t`one too many: there can be ${most}` : t`one too many: with your own site there can be ${most}`);
      else taken.push(reading.target);
    }
  }
  return { taken, refused };
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The gap with another own site; rivals that are a part of it are its rivals no more. */
export function withMe(gap: Gap, me: string): { gap: Gap; refused: Refused[] } {
  const isMine = (target: string): boolean => me !== '' && isWithin(target, me);
  return {
    gap: {
      me,
      isMeExcluded: gap.me === '' || gap.isMeExcluded,
      rivals: gap.rivals.filter((rival) => !isMine(rival)),
      others: gap.others.filter((other) => other !== me),
    },
    refused: gap.rivals.filter(isMine).map((text) => ({ text, why: t`your own site, which is never a rival` })),
  };
}
