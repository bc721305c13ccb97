import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../../entrypoints/options/pages.tsx';
import type { Endpoint } from '../../lib/endpoints/define.ts';
import { endpointNamed, endpointOf, endpoints } from '../../lib/endpoints/index.ts';
import { count, money } from '../../lib/format.ts';
import type { Allows, Params } from '../../lib/params.ts';
import type { Playbook } from '../../lib/playbooks/define.ts';
import { playbookNamed, playbooks } from '../../lib/playbooks/index.ts';
import { offerOf } from '../../lib/playbooks/plan.ts';
import { ASSUMED_PRICE, estimateUsd } from '../../lib/price.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { defaultSettings } from '../../lib/settings.ts';
import { usualTrendUsd } from '../../lib/trends.ts';

/**
 * The guide says of every report, answer and page what the code says of it: `npm run unit -- guide -u` writes those parts anew, and here they
 * are held. What people write stands between them, and may name no price, button or address that there is not.
 */
const root = path.resolve(import.meta.dirname, '../..');
const guide = ['docs/guide.md', ...readdirSync(path.join(root, 'docs/guide')).map((name) => `docs/guide/${name}`)];
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

// --- What the code says of each ---

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => '---|').join('')}`,
  ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
];

const takes: Record<Allows, string> = { any: 'a domain, a subdomain or one page', site: 'a domain or subdomain', domain: 'a whole domain' };

const aYear = { date_from: '2025-11-01', date_to: '2026-11-22' };
const manyTargets = (many: number) => ({ targets: Array.from({ length: many }, (_, at) => `example${at}.com`) });
const costOf = (endpoint: Endpoint, request: Record<string, unknown>): string => money(estimateUsd(endpoint, request, null));

/** What an endpoint costs, as people ask it: by rows, by targets, by months, or once. */
function pricesOf(endpoint: Endpoint): { what: string; price: string }[] {
  const { request, free } = endpoint;
  const priced = (asks: Record<string, Record<string, unknown>>) =>
    Object.entries(asks).map(([what, each]) => ({ what, price: costOf(endpoint, each) }));
  if (free) return [{ what: '', price: 'free' }];
  if (request.limit) return priced({ 'for 100 rows': { limit: 100 }, 'for 1,000': { limit: 1000 } });
  if (request.targets) return priced({ 'for 10 targets': manyTargets(10), 'for 1,000': manyTargets(1000) });
  if (request.date_from) return priced({ 'for the last 12 months': aYear });
  return priced({ 'a look': {} });
}

const priceWords = (endpoint: Endpoint): string =>
  pricesOf(endpoint)
    .map(({ what, price }) => `${price} ${what}`.trim())
    .join(', ');

const daysIn = ({ freshDays }: Endpoint): string => `${count(freshDays)} ${freshDays === 1 ? 'day' : 'days'}`;

function aboutEndpoint(endpoint: Endpoint & { id: string }): string[] {
  const { explains, request, freshDays, id, method, path: address } = endpoint;
  const allows = request.target?.allows ?? request.targets?.allows;
  const { presets = [], cautions = [] } = reportOf(id) ?? {};
  const facts = [
    `**${priceWords(endpoint)}**`,
    ...(allows ? [`takes ${takes[allows]}${request.targets ? `, up to ${count(request.targets.most)}` : ''}`] : []),
    freshDays > 0 ? `fresh for ${daysIn(endpoint)}` : 'asked anew each time',
    `\`#/${id}\``,
    `\`${method} ${address}\``,
  ];
  return [
    ...[explains, '', facts.join(' · ')],
    ...(presets.length > 0
      ? [
          '',
          ...table(
            ['Ready-made question', ''],
            presets.map((preset) => [preset.title, preset.explains]),
          ),
        ]
      : []),
    ...(cautions.length > 0 ? ['', ...cautions.map((caution) => `- ${caution}`)] : []),
  ];
}

/** What a playbook is asked where nobody says anything. */
const inputsOf = (request: Params): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(request).map(([name, { control, required, ours }]) => [name, required && control === 'target' ? 'example.com' : ours]),
  );

const offerFor = (playbook: Playbook) => offerOf(playbook, inputsOf(playbook.request), {}, null);

function aboutPlaybook(playbook: Playbook): string[] {
  const { id, question, explains, request, plan, cautions } = playbook;
  const { calls, priceUsd, isAtMost } = offerFor(playbook);
  const stepsOf = plan.map(({ title, endpoint }) => `${title} (${endpointOf(endpoint).title})`);
  return [
    ...[`*${question}*`, '', explains, ''],
    `**${isAtMost ? 'at most ' : ''}${money(priceUsd)}** for ${count(calls.length)} calls where nothing is stored · \`#/answer-${id}\``,
    ...['', `It asks for: ${stepsOf.join(', ')}.`, ''],
    ...table(
      ['It needs to know', '', 'Unless you say'],
      Object.values(request).map(({ label, help, ours }) => [label, help, ours === undefined ? '–' : String(ours)]),
    ),
    ...['', ...cautions.map((caution) => `- ${caution}`)],
  ];
}

const aboutPage = ({ id, explains }: (typeof pages)[number]): string[] => [
  ...(explains ? [explains, ''] : []),
  `**free to open** · \`#/${id}\``,
];

/** What is said below the heading of each, by its title. */
const declared = new Map<string, string[]>([
  ...endpoints.map((endpoint) => [endpoint.title, aboutEndpoint(endpoint)] as const),
  ...playbooks.map((playbook) => [playbook.title, aboutPlaybook(playbook)] as const),
  ...pages.map((page) => [page.title, aboutPage(page)] as const),
]);

const tables: Record<string, () => string[]> = {
  every: () =>
    table(
      ['Report', 'Costs', 'Fresh for'],
      endpoints.map((endpoint) => [endpoint.title, priceWords(endpoint), endpoint.freshDays > 0 ? daysIn(endpoint) : '–']),
    ),
  answers: () =>
    table(
      ['Answer', 'Calls', 'Costs at most'],
      playbooks.map((playbook) => [playbook.title, count(offerFor(playbook).calls.length), money(offerFor(playbook).priceUsd)]),
    ),
  few: () =>
    table(
      ['What', 'Calls', 'Price'],
      [
        ['Looking at anything you bought', '0', 'free'],
        ['A summary of a site or page', '1', costOf(endpointOf('summary'), {})],
        ['A report of 100 / 1,000 rows', '1', [100, 1000].map((limit) => costOf(endpointOf('backlinks'), { limit })).join(' / ')],
        ['The trend of a domain over 12 months', '2', money(usualTrendUsd('example.com', null, Date.now()))],
        ['The rank of 60 / 1,000 sites', '1', [60, 1000].map((many) => costOf(endpointOf('bulk_ranks'), manyTargets(many))).join(' / ')],
        ...['opportunities', 'due-diligence'].flatMap((id) => {
          const playbook = playbookNamed(id);
          const offer = playbook && offerFor(playbook);
          return offer ? [[`The answer “${playbook.title}”`, `up to ${offer.calls.length}`, `at most ${money(offer.priceUsd)}`]] : [];
        }),
      ],
    ),
};

// --- The parts of a file that the code writes ---

const written = /<!-- (facts|prices: \w+) -->[\s\S]*?<!-- \/\1 -->/g;
const part = (name: string, lines: readonly string[]): string => [`<!-- ${name} -->`, ...lines, `<!-- /${name} -->`].join('\n');

/** A file with the parts that the code writes, written anew. A heading that names something declared is followed by what is said of it. */
function filled(text: string): string {
  const withFacts = text.replace(/^(#{2,3} (.+)\n)\n(?:<!-- facts -->[\s\S]*?<!-- \/facts -->\n\n?)?/gm, (whole, heading, title) => {
    const about = declared.get(title);
    return about ? `${heading}\n${part('facts', about)}\n\n` : whole;
  });
  return withFacts.replace(/<!-- prices: (\w+) -->[\s\S]*?<!-- \/prices: \1 -->/g, (whole, name) =>
    tables[name] ? part(`prices: ${name}`, tables[name]()) : whole,
  );
}

/** What people wrote of a file: no part of the code's, no code, no link's address. */
const prose = (file: string): string =>
  read(file)
    .replace(written, '')
    .replace(/```[\s\S]*?```/g, '');

const headings = (file: string): string[] => [...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

describe('the guide', () => {
  it.each(['README.md', ...guide])('%s says what the code says', async (file) => {
    await expect(filled(read(file))).toMatchFileSnapshot(path.join(root, file));
  });

  it('has one section for every report, answer and page', () => {
    const titles = guide.flatMap(headings);
    expect([...declared.keys()].filter((title) => titles.filter((each) => each === title).length !== 1)).toEqual([]);
  });

  it.each(['README.md', 'docs/store/listing.md', ...guide])('%s names no other price', (file) => {
    const known = new Set([
      ...[...endpoints.flatMap(pricesOf).map(({ price }) => price), ...Object.values(tables).flatMap((lines) => lines())].flatMap((text) =>
        [...text.matchAll(/\$([\d.,]+\d)/g)].map(([, usd]) => Number(usd?.replaceAll(',', ''))),
      ),
      ...[ASSUMED_PRICE.requestUsd, ASSUMED_PRICE.rowUsd],
      ...[defaultSettings.dayCapUsd, defaultSettings.monthCapUsd, defaultSettings.confirmAboveUsd, defaultSettings.watchCapUsd],
    ]);
    const named = [...prose(file).matchAll(/\$([\d.,]*\d)/g)].map(([, usd]) => Number(usd?.replaceAll(',', '')));
    expect(named.filter((usd) => !known.has(usd))).toEqual([]);
  });

  it.each(guide)('%s names only words that stand on the screen, and addresses that lead somewhere', (file) => {
    const folders = ['components', 'entrypoints', 'lib', 'public/_locales'].filter((folder) => existsSync(path.join(root, folder)));
    const screen = folders
      .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
      .filter((name) => /\.(tsx?|json)$/.test(name))
      .map(read)
      .join('\n')
      .replace(/\s+/g, ' ');
    // What is bold stands on the screen, with … for a figure or a name; what ends in a full stop is a heading of the guide's own.
    const bold = [...prose(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words.replace(/\s+/g, ' '));
    const words = bold.filter((each) => !each.endsWith('.')).flatMap((each) => each.split(/ ?… ?/));
    expect(words.filter((each) => !screen.includes(each))).toEqual([]);
    const ownPages = new Set([...pages.map(({ id }) => id), ...playbooks.map(({ id }) => `answer-${id}`)]);
    const addresses = [...read(file).matchAll(/`#\/([\w-]+)/g)].map(([, word = '']) => word);
    expect(addresses.filter((word) => !endpointNamed(word) && !ownPages.has(word))).toEqual([]);
  });

  it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'PRIVACY.md', 'SECURITY.md', ...guide])(
    '%s leads nowhere in vain',
    (file) => {
      const text = read(file).replace(/```[\s\S]*?```/g, '');
      const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)|(?:src|srcset)="(?!https?:)([^"]+)"/g)].map(
        ([, to, from]) => to ?? from ?? '',
      );
      const broken = links.filter((link) => {
        const [to = '', anchor] = link.split('#');
        const target = to === '' ? file : path.posix.join(path.posix.dirname(file), to);
        if (!existsSync(path.join(root, target))) return true;
        return anchor !== undefined && !headings(target).map(anchorOf).includes(anchor);
      });
      expect(broken).toEqual([]);
    },
  );
});
