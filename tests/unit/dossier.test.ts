import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../lib/columns.ts';
import { type Dossier, dossierFile, openDossier } from '../../lib/dossier.ts';
import { endpointOf } from '../../lib/endpoints/index.ts';
import { paperHtml } from '../../lib/export/paper-html.ts';
import { paperMarkdown } from '../../lib/export/paper-markdown.ts';
import { isPicture, paperOfRows } from '../../lib/paper.ts';
import { paperOfAnswer } from '../../lib/playbooks/paper.ts';
import { strongestLinks } from '../../lib/playbooks/strongest-links.ts';
import { prospectOf, prospectsIn, withProspects } from '../../lib/prospects.ts';
import { played, storedWith } from '../fixtures/playbook-answers.ts';

const evil = '</td><script>alert(1)</script><img src=x onerror=alert(1)>"\'`|[x](javascript:alert(1))\u202e';
const picture = 'data:image/png;base64,iVBORw0KGgo=';

const stored = storedWith(
  'backlinks',
  { target: 'me.example', limit: 100 },
  [{ domain_from: 'a.example', anchor: evil, url_from: `https://a.example/?q=${evil}` }],
  { fetchedAt: 1_700_000_000_000, costUsd: 0.0276, totalCount: 5000 },
);
const head = { target: 'me.example', mode: null, custom_mode: null, search_after_token: 'next' };
const dossier: Dossier = {
  title: 'Strongest links: me.example',
  madeAt: 1_700_000_100_000,
  playbook: 'strongest-links',
  inputs: { target: 'me.example' },
  steps: ['links', 'anchors'],
  answers: [{ step: 'links', stored: { ...stored, head } }],
};
const fileOf = (what: Dossier): string => [...dossierFile(what)].join('');
const changed = (how: (content: { answers: object[] }) => void): string => {
  const content = JSON.parse(fileOf(dossier));
  how(content);
  return JSON.stringify(content);
};

describe('a dossier', () => {
  it('reads back with every request, answer, moment and cost', () => {
    const opened = openDossier(fileOf(dossier));
    expect(opened).toEqual({ ok: true, refused: 0, dossier });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['cut off', fileOf(dossier).slice(0, -20)],
    ['something else', '{"a":1}'],
    ['null', 'null'],
    ['another version', changed((content) => Object.assign(content, { version: 2 }))],
    ['a title of megabytes', changed((content) => Object.assign(content, { title: 'x'.repeat(1_000_000) }))],
    ['a date that is none', changed((content) => Object.assign(content, { made_at: 'yesterday' }))],
  ])('is refused with words: %s', (_, file) => {
    const opened = openDossier(file);
    expect(opened.ok ? '' : opened.why).toMatch(/^It is /);
  });

  it('leaves out answers it cannot read, and reads rows as those of the API', () => {
    const wrong: [string, unknown][] = [
      ['endpoint', 'nothing'],
      ['endpoint', '__proto__'],
      ['cost_usd', -1],
      ['rows', 'no'],
      ['request', { target: 1 }],
      ['request', { target: 'a.example', surprise: 1 }],
      ['fetched_at', 0],
    ];
    for (const [name, value] of wrong) {
      const opened = openDossier(changed((content) => Object.assign(content.answers[0] ?? {}, { [name]: value })));
      expect(opened, name).toMatchObject({ ok: true, refused: 1, dossier: { answers: [] } });
    }
    const opened = openDossier(
      changed((content) =>
        Object.assign(content.answers[0] ?? {}, {
          rows: [null, 'x', { domain_from: { toString: 1 }, rank: '9', surprise: 1 }],
        }),
      ),
    );
    const rows = opened.ok ? (opened.dossier.answers[0]?.stored.rows ?? []) : [];
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).toMatchObject({ domain_from: null, rank: null });
    expect(rows[2]).not.toHaveProperty('surprise');
  });
});

describe('a report', () => {
  const run = () =>
    played(
      strongestLinks,
      { target: 'me.example' },
      {
        links: () => [
          { domain_from: 'a.example', anchor: evil, url_to: `javascript:alert(1)` },
          { domain_from: 'b.example', url_to: 'https://me.example/' },
        ],
      },
    );

  it('is one page without scripts or anything to load, and everything in it is escaped', async () => {
    const { answers, inputs } = await run();
    const html = paperHtml(paperOfAnswer(strongestLinks, { ...inputs, target: evil }, answers, { environment: 'production', most: 1 }), {
      name: evil,
      logo: picture,
    });
    expect(html).not.toMatch(/<script|<img src=x|\u202e/);
    // Tags without the values of their attributes, which are in quotes.
    expect(html.replace(/="[^"]*"/g, '').match(/<[a-z]+[^>]*\son\w+=/i)).toBeNull();
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address)).toEqual([picture]);
    expect(html).toContain('1 more row is not printed here.');
  });

  it('says which part failed, and names every call with its cost', async () => {
    const { answers, inputs } = await run();
    const paper = paperOfAnswer(strongestLinks, inputs, answers, { environment: 'sample', most: 100 });
    expect(paper.parts[1]?.missing).toBe('DataForSEO has trouble.');
    expect(paper.calls).toMatchObject([{ endpoint: 'backlinks', rows: 2, costUsd: 0.024 }]);
    const html = paperHtml(paper);
    expect(html).toContain('from sample data');
    expect(html).toContain('href="https://me.example/"');
    expect(html).not.toContain('href="javascript');
  });

  it('takes pictures that cannot carry scripts alone', () => {
    expect(isPicture(picture)).toBe(true);
    for (const wrong of [
      '',
      'https://a.example/x.png',
      'data:image/svg+xml;base64,AAAA',
      'data:image/png;base64,AA"onerror="x',
      'data:text/html;base64,AAAA',
    ])
      expect(isPicture(wrong)).toBe(false);
    expect(paperHtml({ ...paperOfRows(stored, [], [], 1) }, { name: '', logo: 'data:image/svg+xml;base64,AAAA' })).not.toContain('<img');
  });

  it('is Markdown whose tables keep their shape', async () => {
    const { answers, inputs } = await run();
    const text = paperMarkdown(paperOfAnswer(strongestLinks, inputs, answers, { environment: 'production', most: 100 }), {
      name: '',
      logo: '',
    });
    const rows = text.split('\n').filter((line) => line.includes('a.example') && line.startsWith('|'));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.replace(/\\[\s\S]/g, '').split('|')).toHaveLength(12);
    expect(text).not.toMatch(/(?<!\\)<script|\u202e/);
  });

  it('prints a record as figures and rows as a table', () => {
    const record = storedWith('summary', { target: 'me.example' }, [
      { rank: 7, info: { target_spam_score: 3 }, referring_links_tld: { com: 5, '': 2 } },
    ]);
    const figures = paperOfRows(record, columnsOf(endpointOf('summary'), record), record.rows, 10).parts[0]?.figures;
    expect(figures).toEqual(
      expect.arrayContaining([
        { label: 'Rank', text: '7' },
        { label: 'Site: Spam of this site', text: '3' },
        { label: 'TLDs', text: 'com 5, not known 2' },
      ]),
    );
    const table = paperOfRows(stored, columnsOf(endpointOf('backlinks'), stored), stored.rows, 10).parts[0]?.table;
    expect(table?.columns.map(({ label }) => label)).toEqual(['Source page', 'Source domain', 'Anchor']);
  });
});

describe('prospects', () => {
  const one = prospectOf({ domain: 'a.example', rank: 9, spam: null }, 'me.example', 5);

  it('are added once, in their own spelling, and keep what the person wrote', () => {
    const mine = { ...one, note: 'mine', status: 'won' as const };
    expect(withProspects([mine], [one, { ...one, domain: 'WWW.B.example' }, { ...one, domain: 'not a domain' }])).toEqual({
      list: [mine, { ...one, domain: 'b.example' }],
      added: 1,
    });
  });

  it('come from a CSV with or without headings, and its cells are no formulas of ours', () => {
    const file =
      '\ufeffStatus,Website,Note,Tags,Rank\r\ncontacted,https://www.A.example/x?y,"\'=SUM(1)","x; y",12\r\nodd,b.example,,,\r\n,,nothing,,';
    expect(prospectsIn(file, 7)).toEqual({
      refused: 1,
      prospects: [
        { domain: 'a.example', status: 'contacted', note: '=SUM(1)', tags: ['x', 'y'], rank: 12, spam: null, target: '', addedAt: 7 },
        { domain: 'b.example', status: 'new', note: '', tags: [], rank: null, spam: null, target: '', addedAt: 7 },
      ],
    });
    expect(prospectsIn('a.example\nb.example\n', 7).prospects.map(({ domain }) => domain)).toEqual(['a.example', 'b.example']);
    expect(prospectsIn('', 7)).toEqual({ prospects: [], refused: 0 });
  });
});
