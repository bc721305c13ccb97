import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'vite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyOf, patternOf } from '../../lib/words.ts';

const root = path.resolve(import.meta.dirname, '../..');

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

const childrenOf = (node: Node): Node[] =>
  Object.entries(node).flatMap(([name, value]) => (name === 'parent' ? [] : [value].flat().filter(isNode)));

/** Every node with those around it, the innermost last. */
function* walk(node: Node, around: readonly Node[] = []): Generator<[Node, readonly Node[]]> {
  yield [node, around];
  for (const child of childrenOf(node)) yield* walk(child, [...around, node]);
}

type Source = { file: string; text: string; nodes: [Node, readonly Node[]][] };

const sources: Source[] = globSync(['entrypoints/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts', 'wxt.config.ts'], { cwd: root })
  .sort()
  .map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, text, nodes: [...walk(parseSync(file, text).program as unknown as Node)] };
  });

const placeOf = ({ file, text }: Source, { start }: Node): string => `${file}:${text.slice(0, start).split('\n').length}`;

const cooked = (quasi: unknown): string[] => ((quasi as Node).quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);

/** Every pattern of words, with where it is said: the templates of `t`, and what the manifest says by `message`. */
const said = new Map<string, string>(
  sources.flatMap((source) =>
    source.nodes.flatMap(([node]): [string, string][] => {
      if (node.type === 'TaggedTemplateExpression' && (node.tag as Node).name === 't')
        return [[patternOf(cooked(node.quasi)), placeOf(source, node)]];
      if (node.type === 'CallExpression' && (node.callee as Node).name === 'message' && source.file === 'wxt.config.ts')
        return [[String(((node.arguments as Node[])[0] as Node).value), placeOf(source, node)]];
      return [];
    }),
  ),
);

type Messages = Record<string, { message: string; description?: string }>;

const localeFile = (language: string): string => path.join(root, 'public/_locales', language, 'messages.json');
const messagesOf = (language: string): Messages => JSON.parse(readFileSync(localeFile(language), 'utf8'));

/** A dollar sign is doubled: alone it begins a placeholder of the browser's own. */
const inFile = (pattern: string): string => pattern.replaceAll('$', '$$$$');

const english: Messages = {
  language: { message: 'en', description: 'The language of this file, as in <html lang>.' },
  direction: { message: 'ltr', description: 'ltr, or rtl where the language is written from right to left.' },
  ...Object.fromEntries(
    [...said.keys()]
      .map((pattern): [string, Messages[string]] => [keyOf(pattern), { message: inFile(pattern) }])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ),
};

const others = globSync('public/_locales/*/messages.json', { cwd: root })
  .map((file) => path.basename(path.dirname(file)))
  .filter((language) => language !== 'en');

const placesIn = (message: string): string => [...message.matchAll(/\{\d+\}/g)].map(String).sort().join(' ');

describe('the words', () => {
  it('have an English file, written from the source', async () => {
    await expect(`${JSON.stringify(english, null, 2)}\n`).toMatchFileSnapshot(localeFile('en'));
  });

  it('have keys the browser takes, each for one pattern', () => {
    const keys = [...said.keys()].map(keyOf);
    expect(keys.filter((key) => !/^[a-z0-9_]+$/.test(key))).toEqual([]);
    expect(new Set(keys).size).toBe(said.size);
  });

  it('hold at most nine values, and no brace or dollar that could be taken for one', () => {
    const wrong = [...said].filter(([pattern]) => /\{\d\d|\{(?!\d\})|(?<!\{\d)\}|\$/.test(pattern));
    expect(wrong).toEqual([]);
  });

  it.each(others)('are complete in %s: every pattern, none that is gone, each with its values', (language) => {
    const messages = messagesOf(language);
    expect(Object.keys(english).filter((key) => !messages[key]?.message)).toEqual([]);
    expect(Object.keys(messages).filter((key) => !english[key])).toEqual([]);
    expect(Object.entries(messages).filter(([key, { message }]) => placesIn(message) !== placesIn(english[key]?.message ?? ''))).toEqual(
      [],
    );
    // A translation may turn the words around, but not begin or end what goes on beside it.
    const edges = (message: string) => [/^\s/.test(message), /\s$/.test(message)].join();
    expect(Object.entries(messages).filter(([key, { message }]) => edges(message) !== edges(english[key]?.message ?? ''))).toEqual([]);
  });
});

// --- Nothing is said outside of t ---

const ofWords = /^(title|label|placeholder|alt|help|legend|hint|caption|summary|aria-(label|description|roledescription|valuetext))$/;
/** What is no language: our name and theirs, names of formats and units, addresses and expressions that stand as examples. */
const sameEverywhere =
  /\b(Backlens|DataForSEO|CSV|XLSX|JSON|JSON Lines|Markdown|TSV|PNG|SVG|HTML|UTC)\b|\S*\.(com|org|net)\S*|domain:|\^\S+\$/g;

const hasWords = (text: unknown): boolean => /\p{L}{2}/u.test(String(text).replace(sameEverywhere, ''));

describe('markup', () => {
  it('says everything through t', () => {
    const bare = sources.flatMap((source) =>
      source.nodes.flatMap(([node, around]) => {
        const isText = node.type === 'JSXText' && hasWords(node.value);
        const holder = around.findLast(
          ({ type }) => type !== 'JSXExpressionContainer' && type !== 'ConditionalExpression' && type !== 'LogicalExpression',
        );
        const isString =
          (node.type === 'Literal' && typeof node.value === 'string') ||
          (node.type === 'TemplateLiteral' && around.at(-1)?.type !== 'TaggedTemplateExpression');
        const written = node.type === 'TemplateLiteral' ? cooked(node).join(' ') : String(node.value);
        const isAttribute =
          isString && holder?.type === 'JSXAttribute' && ofWords.test(String((holder.name as Node).name)) && hasWords(written);
        const isChild = isString && holder?.type === 'JSXElement' && !isComparison(node, around) && hasWords(written);
        return isText || isAttribute || isChild ? [`${placeOf(source, node)} ${written.trim()}`] : [];
      }),
    );
    expect(bare).toEqual([]);
  });

  it('and code says sentences through t, except to those who read code', () => {
    const bare = sources
      .filter(({ file }) => !/^lib\/(sample\/|public-suffix|diagnostics)|wxt\.config/.test(file))
      .flatMap((source) =>
        source.nodes.flatMap(([node, around]) => {
          const written =
            node.type === 'Literal' && typeof node.value === 'string'
              ? node.value
              : node.type === 'TemplateLiteral'
                ? cooked(node).join('1')
                : '';
          const isSentence = /^\p{Lu}\p{Ll}*'?\p{Ll}* \p{Ll}+ \S/u.test(written) && !/[<>]/.test(written);
          const isSaid = around.some(({ type, tag }) => type === 'TaggedTemplateExpression' && (tag as Node).name === 't');
          const isForCode =
            around.some(({ type }) => type === 'ThrowStatement') ||
            around.some(({ type, callee }) => type === 'NewExpression' && /Error$/.test(String((callee as Node).name)));
          return isSentence && !isSaid && !isForCode ? [`${placeOf(source, node)} ${written}`] : [];
        }),
      );
    expect(bare).toEqual([]);
  });
});

/** The string is what something is held against, not what is shown. */
function isComparison(node: Node, around: readonly Node[]): boolean {
  const parent = around.at(-1);
  return parent?.type === 'BinaryExpression' || (parent?.type === 'ConditionalExpression' && parent.test === node);
}

describe('t', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const inSpanish = async (messages: Record<string, string>) => {
    const all: Record<string, string> = { language: 'es', direction: 'ltr', ...messages };
    vi.stubGlobal('chrome', { i18n: { getMessage: (key: string) => all[key] ?? '' } });
    vi.resetModules();
    return import('../../lib/words.ts');
  };

  it('says English where there is no other language', async () => {
    vi.resetModules();
    const { t, language } = await import('../../lib/words.ts');
    expect(language).toBe('en');
    expect(t`Load ${3} rows`).toBe('Load 3 rows');
  });

  it('turns the words around as the translation wants, and keeps elements', async () => {
    const { t, language, keyOf: key } = await inSpanish({ [keyOf('{1} of {2} rows')]: 'De {2} filas, {1}' });
    expect([language, key('x')]).toEqual(['es', keyOf('x')]);
    const of = (shown: unknown, all: unknown) => t`${shown} of ${all} rows`;
    expect(of(3, 10)).toBe('De 10 filas, 3');
    const element = { type: 'b' };
    expect(of(element, 10)).toEqual(['De ', 10, ' filas, ', element, '']);
  });

  it('says English where one translation is missing, and nothing for what is not there', async () => {
    const { t } = await inSpanish({});
    const fresh = false;
    expect(t`Bought${fresh && ' now'}, ${null}${undefined}free`).toBe('Bought, free');
  });
});
