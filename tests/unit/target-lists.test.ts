import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireTargetOf } from '../../lib/target.ts';
import { decoded } from '../../lib/target-lists/decode.ts';
import { listOf } from '../../lib/target-lists/list.ts';
import { MOST_PIECES, type Place, readText } from '../../lib/target-lists/read.ts';
import { looksLikeTarget } from '../../lib/target-lists/table.ts';

const pieces = (text: string, place?: Place): string[] => readText(text, place).pieces.map((piece) => piece.text);
const leftOut = (text: string): [number, string][] => readText(text).leftOut.map(({ line, why }) => [line, why]);

/** A text read to the end, as the page and the background do it together. */
const listed = (text: string, neverSend: string[] = []) => {
  const read = readText(text);
  return listOf(
    read,
    read.pieces.map((piece) => wireTargetOf(piece.text, 'any')),
    neverSend,
  );
};

describe('a list of lines', () => {
  it.each<[string, string, string[]]>([
    ['one per line', 'forbes.com\nmoz.com\n', ['forbes.com', 'moz.com']],
    ['line ends of every system', 'a.com\r\nb.com\rc.com\n\n\nd.com', ['a.com', 'b.com', 'c.com', 'd.com']],
    ['a byte order mark', '\ufeffforbes.com\nmoz.com', ['forbes.com', 'moz.com']],
    ['several to a line', 'a.com, b.com; c.com\td.com', ['a.com', 'b.com', 'c.com', 'd.com']],
    ['commas without blanks', 'a.com,b.com,c.com', ['a.com', 'b.com', 'c.com']],
    ['blanks alone', 'a.com b.com\nc.com', ['a.com', 'b.com', 'c.com']],
    ['commas and blanks in addresses', 'https://a.com/x,y\nhttps://b.com/1,2,3', ['https://a.com/x,y', 'https://b.com/1,2,3']],
    ['quotes and brackets around', '"a.com",\n<https://b.com/>\n(c.com)\n‘d.com’', ['a.com', 'https://b.com/', 'c.com', 'd.com']],
    ['bullets and numbers', '1. a.com\n2) b.com\n- c.com\n• d.com', ['a.com', 'b.com', 'c.com', 'd.com']],
    ['sentences stay whole', 'look at forbes.com please\na.com', ['look at forbes.com please', 'a.com']],
    ['a name among junk after a comma', 'forbes.com, the magazine', ['forbes.com', 'the magazine']],
    ['a quote that never ends', 'a.com\n"b.com\nc.com\nd.com', ['a.com', '"b.com', 'c.com', 'd.com']],
    ['nothing but punctuation', ',;\na.com', [',;', 'a.com']],
  ])('is read with %s', (_, text, found) => {
    expect(pieces(text)).toEqual(found);
  });

  it('has a heading and remarks, which are no faults', () => {
    expect(leftOut('# mine\nDomain\na.com\n# more\nb.com')).toEqual([
      [1, 'remark'],
      [2, 'heading'],
      [4, 'remark'],
    ]);
    // Only the first line can be a heading.
    expect(pieces('a.com\ndomain')).toEqual(['a.com', 'domain']);
  });
});

describe('a table', () => {
  it.each<[string, string, string[], string]>([
    ['commas', 'Rank,Domain,Notes\n1,a.com,x\n2,b.com,y', ['a.com', 'b.com'], 'Domain'],
    ['tabs', 'Domain\tDR\na.com\t90\nb.com\t80', ['a.com', 'b.com'], 'Domain'],
    ['semicolons and decimal commas', 'Wert;Seite\n1,5;a.com\n2,5;b.com', ['a.com', 'b.com'], 'Seite'],
    [
      'quotes, with commas, quotes and line ends in cells',
      'url,title\n"https://a.com/x,y","He said ""hi"", and\nleft"\nb.com,',
      ['https://a.com/x,y', 'b.com'],
      'url',
    ],
    ['no heading', 'a.com,1\nb.com,2\nc.com,3', ['a.com', 'b.com', 'c.com'], 'Column 1'],
    ['a byte order mark and Windows line ends', '\ufeffDomain,DR\r\na.com,1\r\nb.com,2\r\n', ['a.com', 'b.com'], 'Domain'],
    ['remarks above', '# Source: DataForSEO\n# Rows: 2\ntarget,rank\na.com,1\nb.com,2', ['a.com', 'b.com'], 'target'],
    ['two columns of targets, of which the heading tells', 'From,Domain\nx.com,a.com\ny.com,b.com', ['a.com', 'b.com'], 'Domain'],
    ['a heading alone with one row', 'Domain,DR\na.com,90', ['a.com'], 'Domain'],
    ['some cells that are no targets', 'Domain,DR\na.com,1\nnot a site,2\nb.com,3', ['a.com', 'not a site', 'b.com'], 'Domain'],
  ])('parted by %s gives the column that reads as targets', (_, text, found, column) => {
    const { pieces, table } = readText(text);
    expect(pieces.map((piece) => piece.text)).toEqual(found);
    expect(table?.columns.find(({ at }) => at === table.place)?.name).toBe(column);
  });

  it('knows the line of each record, also after cells of several lines', () => {
    const { pieces, leftOut } = readText('url,title\na.com,"one\ntwo\nthree"\n\nb.com,x\n,empty\nc.com,y');
    expect(pieces.map(({ line, text }) => [line, text])).toEqual([
      [2, 'a.com'],
      [6, 'b.com'],
      [8, 'c.com'],
    ]);
    expect(leftOut.map(({ line, why }) => [line, why])).toEqual([
      [1, 'heading'],
      [7, 'empty-cell'],
    ]);
  });

  it('gives another column, every cell or whole lines where the person wants them', () => {
    const text = 'from,to\na.com,b.com\nc.com,d.com';
    expect(pieces(text, 1)).toEqual(['b.com', 'd.com']);
    expect(pieces(text, 'cells')).toEqual(['a.com', 'b.com', 'c.com', 'd.com']);
    expect(pieces('https://a.com/x,1\nhttps://b.com/y,2', 'lines')).toEqual(['https://a.com/x,1', 'https://b.com/y,2']);
  });

  it('takes every cell where all are targets and nothing names the columns', () => {
    expect(pieces('a.com,b.com\nc.com,d.com')).toEqual(['a.com', 'b.com', 'c.com', 'd.com']);
  });
});

describe('a list', () => {
  it('says of every line what became of it', () => {
    const { targets, unlisted, duplicates, faults } = listed(
      'Domain\nwww.Forbes.com\nforbes.com\nlocalhost\nhttps://bank.com/login\nco.uk\nhttp://forbes.com\nFORBES.COM:443\n\nme@example.com',
      ['bank.com'],
    );
    expect(targets.map(({ target, line }) => [target, line])).toEqual([['forbes.com', 2]]);
    expect(unlisted.map(({ line, why }) => `${line} ${why}`)).toEqual([
      '1 The heading of the column.',
      '3 The same as on line 2.',
      '4 This name is not on the public internet.',
      '5 On your never-send list.',
      '6 This is an ending, not a site.',
      '7 The same as on line 2.',
      '8 The same as on line 2.',
      '10 This looks like an e-mail address or a login.',
    ]);
    expect([duplicates, faults]).toEqual([3, 4]);
  });

  it('of 1,001 lines has 1,001 targets, and none of a list without end is silently dropped', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `site-${at}.com`).join('\n');
    expect(listed(many(1001)).targets).toHaveLength(1001);
    const { pieces, leftOut } = readText(many(MOST_PIECES + 3));
    expect(pieces).toHaveLength(MOST_PIECES);
    expect(leftOut.map(({ why }) => why)).toEqual(['beyond', 'beyond', 'beyond']);
  });

  const aLine = fc.oneof(
    { weight: 4, arbitrary: fc.nat(300).map((number) => `site-${number}.com`) },
    { weight: 1, arbitrary: fc.nat(50).map((number) => `https://www.site-${number}.com/a/page?x=${number}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '  ', 'localhost', 'co.uk', '192.168.0.1', 'not a site', '# remark', 'mailto:a@b.com', '"', ',', '\t'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n"]/g, ' ')) },
  );
  const isBlank = (line: string): boolean => line.replace(/[,;|\t]/g, '').trim() === '';

  it('loses no line of any mixture of sites, pages, junk and blanks', () => {
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 60 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.join(end);
        const read = readText(text);
        const seen = new Set([...read.pieces, ...read.leftOut].map(({ line }) => line));
        const wanted = text
          .replace(/^\ufeff/, '')
          .split(/\r\n|\r|\n/)
          .flatMap((line, at) => (isBlank(line) ? [] : [at + 1]));
        for (const line of wanted) expect(seen, `line ${line}`).toContain(line);
        const list = listOf(
          read,
          read.pieces.map((piece) => wireTargetOf(piece.text, 'any')),
          [],
        );
        expect(list.targets.length + list.unlisted.length).toBe(read.pieces.length + read.leftOut.length);
        expect(new Set(list.targets.map(({ target }) => target)).size).toBe(list.targets.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds in a table what a list of its column has, however its cells are quoted', () => {
    const aCell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a, b', 'say "x"', 'two\nlines', ''));
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(500), aCell), { minLength: 2, maxLength: 40 }),
        fc.constantFrom(',', '\t', ';'),
        (rows, delimiter) => {
          const sites = rows.map(([number]) => `site-${number}.com`);
          const text = [`Domain${delimiter}Notes`, ...rows.map(([, note], at) => `${quoted(sites[at] ?? '')}${delimiter}${quoted(note)}`)];
          // Cells that look like targets themselves are another table.
          fc.pre(rows.every(([, note]) => !looksLikeTarget(note.trim())));
          expect(pieces(text.join('\n'))).toEqual(sites);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a file', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const utf16 = (text: string, isLittle: boolean): Uint8Array => {
    const units = Uint8Array.from([...`\ufeff${text}`].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]));
    return isLittle ? units : units.map((_, at) => units[at ^ 1] ?? 0);
  };
  it.each<[string, Uint8Array, string | null]>([
    ['UTF-8', bytes('bücher.de'), 'bücher.de'],
    ['UTF-8 with a byte order mark', bytes('\ufeffbücher.de'), 'bücher.de'],
    ['UTF-16 of a spreadsheet', utf16('bücher.de', true), 'bücher.de'],
    ['UTF-16 the other way', utf16('bücher.de', false), 'bücher.de'],
    ['the alphabet of an old machine', Uint8Array.from([0x62, 0xfc, 0x63, 0x68, 0x65, 0x72]), 'bücher'],
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), null],
    ['a picture', Uint8Array.from([0x89, 0x50, 0, 0, 1]), null],
    ['nothing', bytes(''), ''],
  ])('in %s is read, or refused where it is no text', (_, given, text) => {
    expect(decoded(given)).toBe(text);
  });
});
