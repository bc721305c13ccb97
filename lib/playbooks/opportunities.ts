import { target, targets } from '../params.ts';
import { t } from '../words.ts';
import { type Answers, after, definePlaybook, rowsOf, step } from './define.ts';
import { byLargest, byName, column, commonNumber, door, isSameSite, median, number } from './parts.ts';

type Inputs = { target: string; rivals?: string[]; n?: number; take?: number; least?: number; most_spam?: number };

/** Websites looked at closely: their own ranks and spam scores are asked for, up to as many as one bulk call takes. */
const LOOKED_AT = 200;
const LINKING = 1000;
const MOST_RIVALS = 20;

/** The rivals named, or else the strongest of those found; never the own site, which would exclude itself. */
function rivalsOf({ target, rivals = [], take = 3 }: Inputs, answers: Answers): string[] {
  if (rivals.length > 0) return rivals.filter((rival) => !isSameSite(rival, target)).slice(0, MOST_RIVALS);
  return rowsOf(answers, 'rivals', 'competitors')
    .filter(({ target: rival }) => rival && !isSameSite(rival, target))
    .sort((a, b) => byLargest(a.intersections, b.intersections) || byLargest(a.rank, b.rank) || byName(a.target ?? '', b.target ?? ''))
    .slice(0, take)
    .map(({ target: rival }) => rival ?? '');
}

type Candidate = { domain: string; hits: number; passed: number | null; links: number; spam: number | null };

/** Websites that link to at least so many rivals, those with the most hits first; neither the own site nor a rival. */
function candidatesOf(inputs: Inputs, answers: Answers): Candidate[] {
  const rivals = rivalsOf(inputs, answers);
  const least = Math.min(inputs.least ?? 1, Math.max(1, rivals.length));
  const found = rowsOf(answers, 'gap', 'domain_intersection').flatMap(({ domain_intersection }): Candidate[] => {
    const hits = Object.values(domain_intersection ?? {}).filter((hit) => hit !== null && hit.backlinks !== 0);
    const domain = hits.find((hit) => hit?.target)?.target;
    if (!domain || hits.length < least || [inputs.target, ...rivals].some((site) => isSameSite(site, domain))) return [];
    const ranks = hits.flatMap((hit) => hit?.rank ?? []);
    const spams = hits.flatMap((hit) => hit?.backlinks_spam_score ?? []);
    return [
      {
        domain,
        hits: hits.length,
        passed: ranks.length > 0 ? Math.max(...ranks) : null,
        links: hits.reduce((sum, hit) => sum + (hit?.backlinks ?? 0), 0),
        spam: spams.length > 0 ? Math.max(...spams) : null,
      },
    ];
  });
  const once = new Map(found.map((each) => [each.domain, each]));
  return [...once.values()].sort((a, b) => b.hits - a.hits || byLargest(a.passed, b.passed) || byName(a.domain, b.domain));
}

/** What a website is worth a letter to: 50 points for its rank, 35 for the rivals it links to, 15 for being clean. What is not known earns nothing. */
export const scoreOf = ({ rank, hits, spam }: { rank: number | null; hits: number; spam: number | null }, rivals: number): number =>
  Math.round(50 * ((rank ?? 0) / 1000) + 35 * (rivals > 0 ? hits / rivals : 0) + 15 * (spam === null ? 0 : 1 - spam / 100));

/** The candidates with their own rank and spam score, best first, without those above the spam limit. */
function opportunitiesOf(inputs: Inputs, answers: Answers) {
  const ranks = new Map(rowsOf(answers, 'ranks', 'bulk_ranks').map(({ target, rank }) => [target, rank]));
  const spams = new Map(rowsOf(answers, 'spam', 'bulk_spam_score').map(({ target, spam_score }) => [target, spam_score]));
  const rivals = rivalsOf(inputs, answers).length;
  return candidatesOf(inputs, answers)
    .slice(0, LOOKED_AT)
    .map(({ domain, hits, passed, links, spam: linkSpam }) => {
      const rank = ranks.get(domain) ?? null;
      const spam = spams.get(domain) ?? null;
      return { domain, score: scoreOf({ rank, hits, spam }, rivals), rank, hits, spam, passed, links, link_spam: linkSpam };
    })
    .filter(({ spam }) => spam === null || spam <= (inputs.most_spam ?? 60))
    .sort((a, b) => b.score - a.score || byLargest(a.rank, b.rank) || byName(a.domain, b.domain))
    .slice(0, inputs.n ?? 15);
}

const gapOf = (inputs: Inputs, answers: Answers) => ({
  targets: rivalsOf(inputs, answers),
  exclude_targets: [inputs.target],
  order_by: ['1.rank,desc'],
  limit: LINKING,
});

const examples = (count: number): string[] => Array.from({ length: count }, (_, at) => `example${at}.com`);

export const opportunities = definePlaybook({
  id: 'opportunities',
  title: t`Link opportunities`,
  question: t`Who links to my rivals and not to me?`,
  explains: t`Websites that link to your rivals and not to you, the best to write to first, for a list of prospects of your own.`,
  request: {
    target: { ...target().target, label: t`Your site`, help: t`Whoever links to it already is left out.` },
    rivals: {
      ...targets(MOST_RIVALS, t`Up to 20, one per line; those that share most linking sites with you where it is empty.`),
      label: t`Rivals`,
      required: false,
    },
    n: commonNumber(t`How many`, t`How many websites to name.`, 1, LOOKED_AT, 15),
    take: number(t`Rivals to find`, t`How many competitors are taken where you name none.`, 1, MOST_RIVALS, 3),
    least: number(t`At least this many rivals`, t`A website must link to so many of them.`, 1, MOST_RIVALS, 1),
    most_spam: number(t`Highest spam score`, t`Websites whose own spam score is above it are left out.`, 0, 100, 60),
  },
  check: ({ target, rivals = [] }) =>
    rivals.length > 0 && rivals.every((rival) => isSameSite(rival, target))
      ? { param: 'rivals', message: t`Your own site is not a rival: whoever links to it is excluded, so nothing could be found.` }
      : null,
  plan: [
    step<Inputs, 'competitors'>('competitors', {
      id: 'rivals',
      title: t`Your rivals`,
      requests: ({ target, rivals = [] }) => (rivals.length > 0 ? [] : [{ target }]),
    }),
    step<Inputs, 'domain_intersection'>('domain_intersection', {
      id: 'gap',
      title: t`Websites that link to them and not to you`,
      requests: (inputs, answers) => {
        if (rivalsOf(inputs, answers).length > 0) return [gapOf(inputs, answers)];
        // Nothing to compare with is an answer; a list of rivals that did not come is none.
        return after(answers, 'rivals', () => []);
      },
      atMost: () => [{ targets: examples(1), limit: LINKING }],
    }),
    step<Inputs, 'bulk_ranks'>('bulk_ranks', {
      id: 'ranks',
      title: t`Their own ranks`,
      requests: (inputs, answers) => after(answers, 'gap', () => lookedAt(inputs, answers)),
      atMost: () => [{ targets: examples(LOOKED_AT) }],
    }),
    step<Inputs, 'bulk_spam_score'>('bulk_spam_score', {
      id: 'spam',
      title: t`Their own spam scores`,
      requests: (inputs, answers) => after(answers, 'gap', () => lookedAt(inputs, answers)),
      atMost: () => [{ targets: examples(LOOKED_AT) }],
    }),
  ],
  sections: [
    {
      id: 'opportunities',
      title: t`Worth a letter`,
      explains: t`Of 100 points, 50 are for the website’s own rank, 35 for how many of the rivals it links to, 15 for being clean. What is not known earns nothing.`,
      needs: ['rivals', 'gap'],
      uses: ['ranks', 'spam'],
      derive: (inputs, answers) => {
        const rivals = rivalsOf(inputs, answers);
        const rows = opportunitiesOf(inputs, answers);
        const gap = gapOf(inputs, answers);
        return {
          figures: [
            { id: 'rivals', label: t`Rivals`, value: rivals.length, kind: 'count' },
            { id: 'candidates', label: t`Websites to choose from`, value: candidatesOf(inputs, answers).length, kind: 'count' },
            { id: 'opportunities', label: t`Named here`, value: rows.length, kind: 'count' },
            { id: 'median_rank', label: t`Median rank of them`, value: median(rows.map(({ rank }) => rank)), kind: 'rank' },
          ],
          notes: [
            rivals.length > 0
              ? { tone: 'plain', text: t`Rivals: ${rivals.join(', ')}.`, doors: [door(t`The whole link gap`, 'domain_intersection', gap)] }
              : { tone: 'warn', text: t`No rival was found for this site; name one or more under Rivals.` },
          ],
          table: {
            caption: t`Link opportunities`,
            key: 'domain',
            rows,
            tool: 'prospects',
            columns: [
              column('domain', t`Website`, 'host', t`It links to rivals and not to you.`),
              column('score', t`Score`, 'count', t`Of 100: half its rank, a third the rivals it links to, the rest for being clean.`),
              column('rank', t`Its rank`, 'rank', t`The website’s own rank, 0 to 1,000.`),
              column('hits', t`Rivals it links to`, 'count', t`Of ${rivals.length}.`),
              column('spam', t`Its spam`, 'spam', t`The website’s own spam score, 0 to 100.`),
              column('links', t`Links to rivals`, 'count', t`Links to all of the rivals together.`),
              column('passed', t`Passes`, 'rank', t`The most it passes on to one of the rivals, 0 to 1,000.`),
              column('link_spam', t`Spam of its links`, 'spam', t`The highest average spam score of its links to a rival.`),
            ],
            doors: ({ domain }) =>
              rivals.slice(0, 5).map((rival) =>
                door(t`Its links to ${rival}`, 'backlinks', {
                  target: rival,
                  mode: 'as_is',
                  filters: [['domain_from', '=', String(domain)]],
                }),
              ),
          },
        };
      },
    },
  ],
  cautions: [
    t`Of long lists the 1,000 websites that pass most to the first rival are looked at.`,
    t`A high score says who is worth looking at; whether the site fits, only a person sees.`,
  ],
  next: (inputs, answers) =>
    rivalsOf(inputs, answers).length > 0 ? [door(t`The whole link gap`, 'domain_intersection', gapOf(inputs, answers))] : [],
});

function lookedAt(inputs: Inputs, answers: Answers): { targets: string[] }[] {
  const domains = candidatesOf(inputs, answers)
    .slice(0, LOOKED_AT)
    .map(({ domain }) => domain);
  return domains.length > 0 ? [{ targets: domains }] : [];
}
