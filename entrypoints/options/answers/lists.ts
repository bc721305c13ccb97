/** What a person keeps of their answers: lists and notes of their own. They lie in this browser alone and go with everything else at a sign-out. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type Agency, isPicture } from '../../../lib/paper.ts';
import { type Prospect, prospectSchema } from '../../../lib/prospects.ts';
import { type Review, reviewStates } from '../../../lib/reviews.ts';
import { z } from '../../../lib/zod.ts';

/** A kept value: how it is read, and what it is before anything is kept. What cannot be read is as if it were not there. */
type List<T> = { key: string; schema: z.ZodMiniType<T>; empty: T };

const text = (longest: number) => z.string().check(z.maxLength(longest));

/** The name and the picture reports are handed on with. */
export const agencyList: List<Agency> = {
  key: 'list agency',
  schema: z.object({ name: text(200), logo: text(500_000).check(z.refine((logo) => logo === '' || isPicture(logo))) }),
  empty: { name: '', logo: '' },
};

/** Brand names and keywords by host, as typed. */
export const wordLists: List<Record<string, Record<string, string>>> = {
  key: 'list words',
  schema: z.record(text(253), z.record(text(40), text(2000))),
  empty: {},
};

export const prospectLists: List<Prospect[]> = { key: 'list prospects', schema: z.array(prospectSchema), empty: [] };

/** What a person decided of linking websites, by the target they link to. */
export const reviewLists: List<Record<string, Record<string, Review>>> = {
  key: 'list reviews',
  schema: z.record(
    z.string(),
    z.record(text(253), z.object({ state: z.enum(reviewStates), at: z.number(), reasons: z.catch(z.array(text(500)), []) })),
  ),
  empty: {},
};

/** Where dead pages should lead, as typed, by the target they are of and their address. */
export const redirectLists: List<Record<string, Record<string, string>>> = {
  key: 'list redirects',
  schema: z.record(z.string(), z.record(z.string(), text(2048))),
  empty: {},
};

/** Figures of earlier looks, by playbook and inputs, oldest first. */
export type Look = { at: number; figures: Record<string, number> };
export const lookLists: List<Record<string, Look[]>> = {
  key: 'list looks',
  schema: z.record(z.string(), z.array(z.object({ at: z.number(), figures: z.record(z.string(), z.number()) }))),
  empty: {},
};

/** Nothing is written down for private windows: what is kept there lives as long as the page. */
const inMemory = new Map<string, unknown>();
const isPrivate = (): boolean => browser.extension?.inIncognitoContext ?? false;

async function readList<T>({ key, schema, empty }: List<T>): Promise<T> {
  const stored = isPrivate() ? inMemory.get(key) : (await browser.storage.local.get(key))[key];
  const read = schema.safeParse(stored ?? empty);
  return read.success ? read.data : empty;
}

async function writeList<T>({ key }: List<T>, value: T): Promise<void> {
  if (isPrivate()) inMemory.set(key, value);
  else await browser.storage.local.set({ [key]: value });
}

/** A kept list and the way to change it, by what it is at that moment; other pages of ours may change it too. Null until it is read. */
export function useList<T>(list: List<T>): [value: T | null, change: (how: (now: T) => T) => Promise<void>] {
  const [value, setValue] = useState<T | null>(null);
  useEffect(() => {
    const look = () => {
      readList(list).then(setValue, () => setValue(list.empty));
    };
    look();
    const follow = (changes: Record<string, unknown>) => list.key in changes && look();
    browser.storage.local.onChanged.addListener(follow);
    return () => browser.storage.local.onChanged.removeListener(follow);
  }, [list]);
  const change = useCallback(
    async (how: (now: T) => T) => {
      // Two pages of ours that change it at once go one after the other.
      await navigator.locks.request(list.key, async () => {
        const next = how(await readList(list));
        setValue(next);
        // A browser that keeps nothing keeps it for this visit.
        await writeList(list, next).catch(() => {});
      });
    },
    [list],
  );
  return [value, change];
}
