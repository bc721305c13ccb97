/** What a buyer of a domain should be told, each with where it was seen. The thresholds are rules of thumb. */

import { count, percents } from '../format.ts';
import { t } from '../words.ts';
import { classifier } from './anchor-classes.ts';
import { type Answers, type Door, type Note, rowsOf, storedOf } from './define.ts';
import { byLargest, median, phrasesIn, shareOf, sumOf } from './parts.ts';

/** The addresses of the reports the flags were seen in. */
export type Sources = Record<'summary' | 'trend' | 'flow' | 'anchors' | 'domains' | 'networks', Door>;

type Inputs = { target: string; brand?: string };

/** What a test found: nothing to tell, something, or null where what it looks at is not known. */
type Finding = { tone: 'warn' | 'bad'; text: string } | 'fine' | null;
type Test = { name: string; at: keyof Sources; find: (inputs: Inputs, answers: Answers) => Finding };

/** A value against two thresholds, each reached by what is equal to it. */
function judged(value: number | null, watch: number, alarm: number, say: (value: number) => string): Finding {
  if (value === null) return null;
  return value >= alarm ? { tone: 'bad', text: say(value) } : value >= watch ? { tone: 'warn', text: say(value) } : 'fine';
}

const summaryOf = (answers: Answers) => rowsOf(answers, 'summary', 'summary')[0];
const websitesOf = (answers: Answers): number | null => summaryOf(answers)?.referring_main_domains ?? null;

/** Websites by month, oldest first. */
export const monthsOf = (answers: Answers) =>
  [...rowsOf(answers, 'trend', 'timeseries_summary')].sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));

export const flowOf = (answers: Answers) => rowsOf(answers, 'flow', 'timeseries_new_lost_summary');

/** How far the newest month is below the best one, in percent. */
export function fallOf(answers: Answers): number | null {
  const counts = monthsOf(answers).flatMap(({ referring_main_domains }) => referring_main_domains ?? []);
  const [now, peak] = [counts.at(-1), Math.max(...counts)];
  return now === undefined ? null : shareOf(peak - now, peak);
}

/** The share of all links that the ten websites with the most of them have, in percent. */
export function topTenShare(answers: Answers): number | null {
  const links = rowsOf(answers, 'domains', 'referring_domains')
    .map(({ backlinks }) => backlinks)
    .sort(byLargest)
    .slice(0, 10);
  return shareOf(sumOf(links), summaryOf(answers)?.backlinks);
}

/** The share of the websites that the largest subnet has, in percent. */
export function topSubnetShare(answers: Answers): number | null {
  const [largest] = rowsOf(answers, 'networks', 'referring_networks')
    .map(({ referring_main_domains }) => referring_main_domains)
    .sort(byLargest);
  return shareOf(largest, websitesOf(answers));
}

/** Websites by the band of their spam score: 0–30, 31–60, 61–100, and not known. */
export function spamBands(answers: Answers): { band: string; websites: number; share: number | null }[] {
  const scores = rowsOf(answers, 'domains', 'referring_domains').map(({ backlinks_spam_score }) => backlinks_spam_score);
  const bands = [
    [t`Low, 0 to 30`, (score: number | null) => score !== null && score <= 30],
    [t`Medium, 31 to 60`, (score: number | null) => score !== null && score > 30 && score <= 60],
    [t`High, 61 to 100`, (score: number | null) => score !== null && score > 60],
    [t`Not known`, (score: number | null) => score === null],
  ] as const;
  return bands.map(([band, isIn]) => {
    const websites = scores.filter(isIn).length;
    return { band, websites, share: shareOf(websites, scores.length) };
  });
}

const tests: readonly Test[] = [
  {
    name: t`spam of the links`,
    at: 'summary',
    find: (_, answers) =>
      judged(
        summaryOf(answers)?.backlinks_spam_score ?? null,
        31,
        61,
        (score) => t`The average spam score of the links is ${score} of 100.`,
      ),
  },
  {
    name: t`spam of the site`,
    at: 'summary',
    find: (_, answers) =>
      judged(summaryOf(answers)?.info?.target_spam_score ?? null, 31, 61, (score) => t`The site’s own spam score is ${score} of 100.`),
  },
  {
    name: t`spammy websites`,
    at: 'domains',
    find: (_, answers) =>
      judged(
        storedOf(answers, 'domains').length > 0 ? (spamBands(answers)[2]?.share ?? null) : null,
        10,
        25,
        (share) => t`${percents(share)} of the loaded websites have a high spam score.`,
      ),
  },
  {
    name: t`a fall`,
    at: 'trend',
    find: (_, answers) =>
      judged(fallOf(answers), 20, 50, (fall) => t`Referring websites are ${percents(fall)} below their best month of the last year.`),
  },
  {
    name: t`losses`,
    at: 'flow',
    find: (_, answers) => {
      const won = sumOf(flowOf(answers).map((month) => month.new_referring_main_domains));
      const lost = sumOf(flowOf(answers).map((month) => month.lost_referring_main_domains));
      if (won === null || lost === null) return null;
      return lost > won
        ? { tone: 'warn', text: t`In the last year ${count(lost)} websites ceased to link and ${count(won)} began to.` }
        : 'fine';
    },
  },
  {
    name: t`a burst of links`,
    at: 'flow',
    find: (_, answers) => {
      const months = flowOf(answers).map((month) => month.new_referring_main_domains);
      const usual = median(months);
      const [most] = [...months].sort(byLargest);
      if (usual === null || most == null) return null;
      return most >= 20 && most >= 3 * Math.max(1, usual)
        ? { tone: 'warn', text: t`One month brought ${count(most)} new websites where ${count(usual)} are usual.` }
        : 'fine';
    },
  },
  {
    name: t`an anchor that is everywhere`,
    at: 'anchors',
    find: ({ target, brand }, answers) => {
      const classOf = classifier(target, phrasesIn(brand), []);
      const [first] = rowsOf(answers, 'anchors', 'anchors')
        .filter(({ anchor }) => classOf(anchor) === 'generic')
        .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains));
      if (storedOf(answers, 'anchors').length === 0) return null;
      const share = shareOf(first?.referring_main_domains ?? 0, websitesOf(answers));
      return judged(
        share,
        10,
        20,
        (part) => t`“${first?.anchor}” is the anchor of ${percents(part)} of the websites, and it names neither brand nor site.`,
      );
    },
  },
  {
    name: t`one subnet`,
    at: 'networks',
    find: (_, answers) =>
      judged(topSubnetShare(answers), 10, 25, (share) => t`${percents(share)} of the websites are in one subnet; they may have one owner.`),
  },
  {
    name: t`few websites with most links`,
    at: 'domains',
    find: (_, answers) =>
      judged(topTenShare(answers), 50, 90, (share) => t`Ten websites have ${percents(share)} of all links; without them little is left.`),
  },
  {
    name: t`broken links`,
    at: 'summary',
    find: (_, answers) =>
      judged(
        shareOf(summaryOf(answers)?.broken_backlinks, summaryOf(answers)?.backlinks),
        20,
        50,
        (share) => t`${percents(share)} of the links lead to pages that answer with an error.`,
      ),
  },
  {
    name: t`nofollow links`,
    at: 'summary',
    find: (_, answers) => {
      const row = summaryOf(answers);
      const nofollow = row?.referring_links_attributes ? (row.referring_links_attributes.nofollow ?? 0) : null;
      return judged(shareOf(nofollow, row?.backlinks), 60, 90, (share) => t`${percents(share)} of the links are nofollow.`);
    },
  },
];

/** What every test found: flags first, the worst of them first; then how many were passed, and what could not be tested. */
export function redFlags(inputs: Inputs, answers: Answers, sources: Sources): Note[] {
  const found = tests.map((test) => ({ ...test, finding: test.find(inputs, answers) }));
  const flags = found.flatMap(({ at, finding }): Note[] =>
    finding !== null && finding !== 'fine' ? [{ tone: finding.tone, text: finding.text, doors: [sources[at]] }] : [],
  );
  const fine = found.filter(({ finding }) => finding === 'fine').map(({ name }) => name);
  const unknown = found.filter(({ finding }) => finding === null).map(({ name }) => name);
  return [
    ...flags.filter(({ tone }) => tone === 'bad'),
    ...flags.filter(({ tone }) => tone !== 'bad'),
    ...(fine.length > 0 ? [{ tone: 'good' as const, text: t`Nothing found here: ${fine.join(', ')}.` }] : []),
    ...(unknown.length > 0 ? [{ tone: 'plain' as const, text: t`Not known, so not tested: ${unknown.join(', ')}.` }] : []),
  ];
}
