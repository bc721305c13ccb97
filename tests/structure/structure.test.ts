import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../../lib/endpoints/index.ts';
import { playbooks } from '../../lib/playbooks/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
const shipped = ['entrypoints', 'components', 'lib'];

/** Every source file that ships, by its path from the repository's root. */
const files = shipped.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/'))),
);
const source = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

/** The same without comments, which may name what the code must not do. */
const code = new Map([...source].map(([file, text]) => [file, text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/ .*$/gm, '')]));

type Import = { from: string; to: string; isType: boolean };

/** What each file imports: a file of ours by its path, or a package by its name. */
const imports: Import[] = files.flatMap((file) => {
  const text = source.get(file) ?? '';
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm)].map(
    ([whole, type, named, bare, inline]) => {
      const target = named ?? bare ?? inline ?? '';
      const names = /\{([^}]*)\}/.exec(whole)?.[1];
      const onlyTypes = names?.split(',').every((name) => !name.trim() || name.trim().startsWith('type '));
      const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
      return { from: file, to, isType: type !== undefined || onlyTypes === true || inline !== undefined };
    },
  );
});

const roomOf = (file: string): string =>
  [
    'lib/endpoints/',
    'lib/background/',
    'lib/sample/',
    'lib/export/',
    'lib/reports/',
    'lib/playbooks/',
    'lib/',
    'components/',
    'entrypoints/popup/',
    'entrypoints/sidepanel/',
    'entrypoints/options/',
    'entrypoints/background',
    'entrypoints/links',
  ].find((room) => file.startsWith(room)) ?? file.replace(/^(@[^/]+\/)?([^/]+).*$/, '$1$2');

/** What each room may import, besides itself. */
const allowed: Record<string, string[]> = {
  'lib/endpoints/': ['lib/zod.ts', 'lib/params.ts', 'lib/fields.ts', 'lib/words.ts'],
  'lib/sample/': ['lib/', 'lib/endpoints/'],
  'lib/': ['lib/endpoints/', 'zod', '@webext-core/messaging', 'papaparse'],
  'lib/background/': ['lib/', 'lib/endpoints/', 'lib/sample/', 'ky', 'idb', 'wxt'],
  'components/': [
    ...['lib/', 'lib/endpoints/', 'lib/export/', 'lib/reports/', 'lib/playbooks/', 'preact', 'lucide', '@tanstack/virtual-core'],
    ...['d3-scale', 'd3-shape', 'd3-array'],
  ],
  'entrypoints/background': ['lib/background/', 'lib/', 'wxt'],
  'entrypoints/popup/': ['components/', 'lib/', 'lib/endpoints/', 'lib/export/', 'preact', 'wxt'],
  // The popup's content beside the page.
  'entrypoints/sidepanel/': ['entrypoints/popup/', 'components/', 'lib/', 'preact'],
  // What is put into a page holds nothing but what reads and marks it.
  'entrypoints/links': ['lib/page-links/page.ts', 'wxt'],
  'entrypoints/options/': ['components/', 'lib/', 'lib/endpoints/', 'lib/export/', 'lib/reports/', 'lib/playbooks/', 'preact', 'wxt'],
  'lib/export/': ['lib/', 'fflate'],
  'lib/reports/': ['lib/', 'lib/endpoints/'],
  'lib/playbooks/': ['lib/', 'lib/endpoints/', 'lib/reports/'],
};

describe('the rooms', () => {
  it.each(Object.keys(allowed))('%s imports only what it may', (room) => {
    const may = allowed[room] ?? [];
    const wrong = imports
      .filter(({ from, to }) => roomOf(from) === room && roomOf(to) !== room)
      .filter(({ to }) => !may.some((rule) => (rule.endsWith('.ts') ? to === rule : roomOf(to) === rule)))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  it('pages and components never load the background, and components neither messages nor the browser', () => {
    const wrong = imports
      .filter(({ from }) => /^(components|entrypoints\/(popup|options))\//.test(from))
      .filter(
        ({ from, to, isType }) =>
          to.startsWith('lib/background/') || (from.startsWith('components/') && !isType && /lib\/(messages|ask)\.ts|^wxt/.test(to)),
      )
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  it('the popup loads neither zod, nor the registry, nor the public-suffix data', () => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { from, to, isType } of imports) if (from === file && !isType) visit(to);
    };
    visit('entrypoints/popup/main.tsx');
    expect(
      [...seen].filter((file) =>
        /^lib\/(zod|target|public-suffix|public-suffix-list|fields|params|settings)\.ts|^lib\/endpoints|^zod/.test(file),
      ),
    ).toEqual([]);
    expect(seen.has('components/popup/Summary.tsx')).toBe(true);
  });

  it('nothing that ships imports a test', () => {
    expect(imports.filter(({ to }) => to.startsWith('tests/') || to.startsWith('vitest'))).toEqual([]);
  });

  it('has no cycles', () => {
    const cycles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, trail: string[]) => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      if (trail.includes(file) || done.has(file)) return;
      for (const { from, to, isType } of imports) if (from === file && !isType && source.has(to)) walk(to, [...trail, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });

  it.each([
    [/^zod/, ['lib/zod.ts']],
    [/^ky$/, ['lib/background/client.ts']],
    [/^@webext-core/, ['lib/messages.ts']],
    [/^fflate$/, ['lib/export/xlsx.ts']],
    [
      /^idb$/,
      [
        'lib/background/checks.ts',
        'lib/background/credentials.ts',
        'lib/background/database.ts',
        'lib/background/stores.ts',
        'lib/background/watch-store.ts',
      ],
    ],
  ])('%s has one owner', (name, owners) => {
    expect([...new Set(imports.filter(({ to }) => name.test(to)).map(({ from }) => from))].sort()).toEqual(owners);
  });

  it('every import names its file with its extension, and none is a default export but where the build wants one', () => {
    expect(imports.filter(({ to }) => to.includes('/') && /^(lib|components|entrypoints)\//.test(to) && !/\.(tsx?|css)$/.test(to))).toEqual(
      [],
    );
    expect(files.filter((file) => /^export default/m.test(source.get(file) ?? ''))).toEqual([
      'entrypoints/background.ts',
      'entrypoints/links.ts',
    ]);
  });

  it('no file grows past one sitting', () => {
    expect(files.filter((file) => (source.get(file) ?? '').split('\n').length > 420)).toEqual([]);
  });
});

describe('the registry', () => {
  it('has every endpoint’s file, and every file of an endpoint is in it', () => {
    const parts = new Set(['define.ts', 'index.ts', 'intersection.ts', 'periods.ts', 'time-range.ts']);
    const declared = files
      .filter((file) => file.startsWith('lib/endpoints/') && !parts.has(path.basename(file)))
      .map((file) => /\bid: '([^']+)'/.exec(source.get(file) ?? '')?.[1])
      .sort();
    expect(declared).toEqual(endpoints.map(({ id }) => id).sort());
    expect(declared).toHaveLength(27);
  });

  it('is the only place that knows one endpoint from another: shared code never tests an id', () => {
    const ids = endpoints.map(({ id }) => id).join('|');
    const tests = new RegExp(`(?:===|!==|==|!=|case)\\s*'(?:${ids})'|'(?:${ids})'\\s*(?:===|!==)`);
    expect(files.filter((file) => !file.startsWith('lib/endpoints/') && tests.test(source.get(file) ?? ''))).toEqual([]);
  });

  it('says every price, path and method once', () => {
    const naming = (pattern: RegExp) =>
      files.filter((file) => !/^lib\/(endpoints|sample)\//.test(file) && pattern.test(code.get(file) ?? ''));
    expect(naming(/\/v3\/(backlinks|appendix)\/\w/)).toEqual([]);
    // Words for people may say a price; a number that is one stands in one file.
    expect(naming(/(?<!\$)\b0\.(000036|024)\b/)).toEqual(['lib/price.ts']);
  });
});

describe('the playbooks', () => {
  it('are all in the list, and shared code never tests which one it has', () => {
    const declared = files
      .filter((file) => file.startsWith('lib/playbooks/') && /\bdefinePlaybook\(\{/.test(source.get(file) ?? ''))
      .map((file) => /\bid: '([^']+)'/.exec(source.get(file) ?? '')?.[1])
      .sort();
    expect(declared).toEqual(playbooks.map(({ id }) => id).sort());
    const ids = playbooks.map(({ id }) => id).join('|');
    const tests = new RegExp(`(?:===|!==|case)\\s*'(?:${ids})'|'(?:${ids})'\\s*(?:===|!==)`);
    expect(files.filter((file) => tests.test(source.get(file) ?? ''))).toEqual([]);
  });
});

describe('secrets and hostile text', () => {
  it('only one file knows the credentials’ place and writes the header', () => {
    const knowing = files.filter((file) =>
      /backlens-account-secret|backlens-vault|authorizationOf\(|['"`]Basic /.test(source.get(file) ?? ''),
    );
    expect(knowing.sort()).toEqual(['lib/background/client.ts', 'lib/background/credentials.ts']);
  });

  it('nothing reads or writes HTML as text, evaluates code, or fetches outside the client', () => {
    for (const [file, text] of code) {
      expect(text, file).not.toMatch(
        /innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
      );
      if (file !== 'lib/background/environments.ts') expect(text, file).not.toMatch(/(?<![\w.])fetch\(/);
      expect(text, file).not.toMatch(/onMessageExternal|onConnectExternal|storage\.sync/);
    }
  });
});
