import { describe, expect, it } from 'vitest';
import { domainIn, linesOf, mergedFile } from '../../lib/disavow.ts';

const day = '2026-11-22';
const merge = (existing: string, domains: { domain: string; reasons: string[] }[], keep: string[] = []) =>
  mergedFile({ existing, domains, keep, day });
const domainsOf = (file: string) => linesOf(file).flatMap((line) => (line.kind === 'domain' ? [line.domain] : []));

describe('a disavow file', () => {
  it('has each new domain under its reasons and the day, and reads back as written', () => {
    const { file, added, lines } = merge('', [
      { domain: 'Spam.Example', reasons: ['subnet of 64', 'spam 86'] },
      { domain: 'www.b.example', reasons: [] },
    ]);
    expect(file).toBe(
      '# Added with Backlens on 2026-11-22\ndomain:b.example\n# spam.example: subnet of 64\n# spam.example: spam 86\ndomain:spam.example\n',
    );
    expect(added).toEqual(['b.example', 'spam.example']);
    expect(lines).toBe(5);
    expect(domainsOf(file)).toEqual(added);
    expect(linesOf(file).filter(({ kind }) => kind === 'wrong')).toEqual([]);
  });

  it('keeps the old file’s lines in their order, adds nothing it covers, and drops what the person keeps', () => {
    const old = '\ufeff# mine\r\ndomain:old.example\r\nhttps://page.example/x\r\nDOMAIN:Good.Example\r\nrubbish here\r\n';
    const merged = merge(
      old,
      [
        { domain: 'sub.old.example', reasons: [] },
        { domain: 'new.example', reasons: [] },
        { domain: 'a.new.example', reasons: [] },
        { domain: 'good.example', reasons: [] },
      ],
      ['good.example'],
    );
    expect(merged).toMatchObject({
      added: ['new.example'],
      covered: ['a.new.example', 'sub.old.example'],
      dropped: ['good.example'],
      wrong: ['rubbish here'],
    });
    expect(merged.file.split('\n')).toEqual([
      '# mine',
      'domain:old.example',
      'https://page.example/x',
      '# not understood: rubbish here',
      '',
      '# Added with Backlens on 2026-11-22',
      'domain:new.example',
      '',
    ]);
    expect(merge(merged.file, [{ domain: 'new.example', reasons: ['again'] }], ['good.example']).file).toBe(merged.file);
  });

  it('lets no reason become a line of its own', () => {
    const { file } = merge('', [
      {
        domain: 'a.example',
        reasons: ['the anchor is “x”\ndomain:victim.example', 'y\u2028domain:victim.example', 'z\r\nhttps://victim.example/'],
      },
    ]);
    expect(domainsOf(file)).toEqual(['a.example']);
    expect(linesOf(file).filter(({ kind }) => kind === 'address')).toEqual([]);
  });

  it('takes domains alone, in the letters servers know', () => {
    expect(domainIn(' WWW.Bücher.example. ')).toBe('xn--bcher-kva.example');
    for (const wrong of ['', 'nodots', 'a b.example', 'https://a.example', 'a.example/x', '-a.example', `${'a'.repeat(254)}.example`])
      expect(domainIn(wrong), wrong).toBeNull();
    expect(merge('', [{ domain: 'a.example\ndomain:b.example', reasons: [] }]).file).toBe('');
  });

  it('says where it is too large for Google', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `domain:${at.toString(36)}.ex`).join('\n');
    expect(merge(many, []).tooLarge).toBeNull();
    expect(merge(many, [{ domain: 'one-more.example', reasons: [] }]).tooLarge).toMatch(/100,003 lines/);
    expect(merge(`# ${'x'.repeat(2 * 1024 * 1024)}`, []).tooLarge).toMatch(/2 MB/);
  });
});
