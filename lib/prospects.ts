/** Websites a person wants a link from: kept in this browser, and carried to and from spreadsheets. */

import Papa from 'papaparse';
import { domainIn } from './disavow.ts';
import { t } from './words.ts';
import { z } from './zod.ts';

export const prospectStates = ['new', 'contacted', 'answered', 'won', 'declined'] as const;
export type ProspectState = (typeof prospectStates)[number];

export const stateWords: Record<ProspectState, string> = {
  ...{ new: t`New`, contacted: t`Contacted`, answered: t`Replied`, won: t`Won`, declined: t`Declined` },
};

const text = (longest: number) => z.string().check(z.maxLength(longest));

export const prospectSchema = z.object({
  domain: text(253),
  status: z.catch(z.enum(prospectStates), 'new'),
  note: z.catch(text(2000), ''),
  tags: z.catch(z.array(text(60)).check(z.maxLength(20)), []),
  /** What was known of it when it was added; null is not known. */
  rank: z.catch(z.nullable(z.number()), null),
  spam: z.catch(z.nullable(z.number()), null),
  /** The site it was found for. */
  target: z.catch(text(2048), ''),
  /** In ms since 1970. */
  addedAt: z.catch(z.number(), 0),
});

export type Prospect = z.infer<typeof prospectSchema>;

export const MOST_PROSPECTS = 10_000;

/** The list with more websites. One that is there keeps its status, note and tags: those are the person's. */
export function withProspects(list: readonly Prospect[], more: readonly Prospect[]): { list: Prospect[]; added: number } {
  const known = new Set(list.map(({ domain }) => domain));
  const fresh = more.flatMap((each) => {
    const domain = domainIn(each.domain);
    if (!domain || known.has(domain)) return [];
    known.add(domain);
    return [{ ...each, domain }];
  });
  const room = fresh.slice(0, Math.max(0, MOST_PROSPECTS - list.length));
  return { list: [...list, ...room], added: room.length };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A row about a website as a prospect for a target. */
export const prospectOf = (row: Readonly<Record<string, unknown>>, target: string, addedAt: number): Prospect => ({
  ...{ domain: String(row.domain), status: 'new', note: '', tags: [], target, addedAt },
  ...{ rank: numberOf(row.rank), spam: numberOf(row.spam) },
});

export const tagsIn = (written: string): string[] =>
  [
    ...new Set(
      written
        .split(/[,;]/)
        .map((tag) => tag.trim().slice(0, 60))
        .filter(Boolean),
    ),
  ].slice(0, 20);

const numberIn = (written: string | undefined): number | null => {
  const value = Number.parseFloat((written ?? '').trim());
  return Number.isFinite(value) ? value : null;
};

/** A spreadsheet writes an apostrophe before a text that begins like a formula. */
const plain = (written: string | undefined): string => (written ?? '').replace(/^'(?=[=+\-@|\t])/, '');

export type Read = { prospects: Prospect[] /** Lines without a domain. */; refused: number };

/** The prospects of a CSV file: a column named `domain` (or website, url, target), or the first column; all others as they are named. */
export function prospectsIn(file: string, now: number): Read {
  const { data } = Papa.parse<string[]>(file.replace(/^\ufeff/, ''), { skipEmptyLines: 'greedy' });
  const names = (data[0] ?? []).map((name) => String(name).trim().toLowerCase());
  const at = names.findIndex((name) => ['domain', 'website', 'url', 'target'].includes(name));
  const column = (name: string) => names.indexOf(name);
  const lines = at >= 0 ? data.slice(1) : data;
  const cell = (line: string[], name: string): string | undefined => (at >= 0 && column(name) >= 0 ? line[column(name)] : undefined);
  const prospects = lines.flatMap((line): Prospect[] => {
    const domain = domainIn(
      plain(line[Math.max(0, at)])
        .replace(/^https?:\/\//i, '')
        .replace(/[/?#:].*$/, ''),
    );
    if (!domain) return [];
    const read = prospectSchema.safeParse({
      domain,
      status: plain(cell(line, 'status')).trim().toLowerCase(),
      note: plain(cell(line, 'note')),
      tags: tagsIn(plain(cell(line, 'tags'))),
      ...{ rank: numberIn(cell(line, 'rank')), spam: numberIn(cell(line, 'spam')), target: plain(cell(line, 'target')) },
      addedAt: now,
    });
    return read.success ? [read.data] : [];
  });
  return { prospects, refused: lines.length - prospects.length };
}
