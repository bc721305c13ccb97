import { target } from '../params.ts';
import { t } from '../words.ts';
import { type Answers, after, definePlaybook, rowsOf, step } from './define.ts';
import { byLargest, byName, column, commonNumber, door, hostOf, isSameSite } from './parts.ts';

type Inputs = { target: string; rival: string; n?: number };

const LINKING = 1000;

const nameOf = (target: string): string => (/^https?:/i.test(target) ? target : hostOf(target));

/** The row of a target, by its name as it was asked or by its place where the API spells it otherwise. */
function profileOf(answers: Answers, target: string, at: number) {
  const rows = rowsOf(answers, 'profiles', 'bulk_pages_summary');
  return (
    rows.find(({ url }) => url && nameOf(url) === nameOf(target)) ??
    (rows.length === 2 && rows.every(({ url }) => !url) ? rows[at] : undefined)
  );
}

/** Websites that link to the rival alone, those that pass most to it first. */
function onlyRival({ target, rival, n = 10 }: Inputs, answers: Answers) {
  return rowsOf(answers, 'gap', 'domain_intersection')
    .flatMap(({ domain_intersection }) => {
      const hit = domain_intersection?.['1'];
      return hit?.target && !isSameSite(hit.target, target) && !isSameSite(hit.target, rival)
        ? [{ domain: hit.target, passed: hit.rank, links: hit.backlinks, spam: hit.backlinks_spam_score }]
        : [];
    })
    .sort((a, b) => byLargest(a.passed, b.passed) || byLargest(a.links, b.links) || byName(a.domain, b.domain))
    .slice(0, n);
}

const measures = [
  ['rank', t`Rank`, true],
  ['referring_main_domains', t`Referring websites`, true],
  ['referring_domains', t`Referring domains`, true],
  ['backlinks', t`Backlinks`, true],
  ['referring_pages', t`Referring pages`, true],
  ['referring_ips', t`Referring IPs`, true],
  ['referring_subnets', t`Referring subnets`, true],
  ['backlinks_spam_score', t`Spam of links`, false],
  ['broken_backlinks', t`Broken backlinks`, false],
  ['broken_pages', t`Broken pages with links`, false],
] as const;

const gapOf = ({ target, rival, n = 10 }: Inputs) => ({
  targets: [rival],
  exclude_targets: [target],
  order_by: ['1.rank,desc'],
  limit: Math.min(LINKING, Math.max(100, n)),
});

export const benchmark = definePlaybook({
  id: 'benchmark',
  title: t`Benchmark against a rival`,
  question: t`How do my links compare with a rival’s, and which does only the rival have?`,
  explains: t`Both profiles side by side, and the strongest websites that link to the rival and not to you.`,
  request: {
    target: { ...target('site').target, label: t`Your site` },
    rival: { ...target('site').target, label: t`Rival` },
    n: commonNumber(t`How many`, t`How many of the rival’s websites to name.`, 1, LINKING, 10),
  },
  check: ({ target, rival }) =>
    isSameSite(target, rival) ? { param: 'rival', message: t`This is your own site; name another one.` } : null,
  plan: [
    step<Inputs, 'bulk_pages_summary'>('bulk_pages_summary', {
      id: 'profiles',
      title: t`Both profiles`,
      requests: ({ target, rival }) => [{ targets: [target, rival] }],
    }),
    step<Inputs, 'domain_intersection'>('domain_intersection', {
      id: 'gap',
      title: t`Websites that link to the rival alone`,
      requests: (inputs) => [gapOf(inputs)],
    }),
    step<Inputs, 'bulk_ranks'>('bulk_ranks', {
      id: 'ranks',
      title: t`Their own ranks`,
      requests: (inputs, answers) =>
        after(answers, 'gap', () => {
          const targets = onlyRival(inputs, answers).map(({ domain }) => domain);
          return targets.length > 0 ? [{ targets }] : [];
        }),
      atMost: ({ n = 10 }) => [{ targets: Array.from({ length: n }, (_, at) => `example${at}.com`) }],
    }),
  ],
  sections: [
    {
      id: 'profiles',
      title: t`Side by side`,
      explains: t`More is ahead, but for spam and broken links, where less is. Where a figure is not known nobody is.`,
      needs: ['profiles'],
      derive: ({ target, rival }, answers) => {
        const [mine, theirs] = [profileOf(answers, target, 0), profileOf(answers, rival, 1)];
        const rows = measures.map(([path, measure, isMore]) => {
          const [me, them] = [mine?.[path] ?? null, theirs?.[path] ?? null];
          const difference = me === null || them === null ? null : me - them;
          const ahead = difference === null ? null : difference === 0 ? 'even' : difference > 0 === isMore ? 'you' : 'rival';
          return { measure, me, rival: them, difference, ahead };
        });
        return {
          figures: [
            { id: 'you_ahead', label: t`You are ahead in`, value: rows.filter(({ ahead }) => ahead === 'you').length, kind: 'count' },
            {
              id: 'rival_ahead',
              label: t`The rival is ahead in`,
              value: rows.filter(({ ahead }) => ahead === 'rival').length,
              kind: 'count',
            },
          ],
          table: {
            caption: t`Both profiles`,
            key: 'measure',
            rows,
            columns: [
              column('measure', t`Measure`, 'text'),
              column('me', target, 'count', t`Your site.`),
              column('rival', rival, 'count', t`The rival.`),
              column('difference', t`Difference`, 'count', t`Yours less the rival’s.`),
              column('ahead', t`Ahead`, 'text', t`Who is better off by this measure.`),
            ],
            doors: () => [
              door(t`Overview of ${target}`, 'summary', { target }),
              door(t`Overview of ${rival}`, 'summary', { target: rival }),
            ],
          },
        };
      },
    },
    {
      id: 'gap',
      title: t`Only the rival has`,
      explains: t`The websites that pass most to the rival and do not link to you, by their own rank.`,
      needs: ['gap'],
      uses: ['ranks'],
      derive: (inputs, answers) => {
        const ranks = new Map(rowsOf(answers, 'ranks', 'bulk_ranks').map(({ target, rank }) => [target, rank]));
        const rows = onlyRival(inputs, answers)
          .map((each) => ({ ...each, rank: ranks.get(each.domain) ?? null }))
          .sort((a, b) => byLargest(a.rank, b.rank) || byLargest(a.passed, b.passed) || byName(a.domain, b.domain));
        return {
          figures: [{ id: 'only_rival', label: t`Named here`, value: rows.length, kind: 'count' }],
          table: {
            caption: t`Websites that link to the rival alone`,
            key: 'domain',
            rows,
            tool: 'prospects',
            columns: [
              column('domain', t`Website`, 'host', t`It links to the rival and not to you.`),
              column('rank', t`Its rank`, 'rank', t`The website’s own rank, 0 to 1,000.`),
              column('links', t`Links to the rival`, 'count', t`Links to the rival.`),
              column('passed', t`Passes`, 'rank', t`What it passes on to the rival, 0 to 1,000.`),
              column('spam', t`Spam of its links`, 'spam', t`Average spam score of these links, 0 to 100.`),
            ],
            doors: ({ domain }) => [
              door(t`Its links to the rival`, 'backlinks', {
                ...{ target: inputs.rival, mode: 'as_is' as const },
                filters: [['domain_from', '=', String(domain)]],
              }),
            ],
          },
        };
      },
    },
  ],
  cautions: [t`A domain’s figures count its subdomains too.`],
  next: (inputs) => [
    door(t`The whole link gap`, 'domain_intersection', gapOf(inputs)),
    door(t`The rival’s strongest links`, 'backlinks', { target: inputs.rival }),
  ],
});
