/** The watchlist: which sites are looked at by themselves, how often, at which price, and what is worth a word. */

import type { EndpointId } from '../endpoints/index.ts';
import type { CapState } from '../messages.ts';
import type { Failure, FailureKind } from '../outcome.ts';
import { t } from '../words.ts';
import { z } from '../zod.ts';
import type { Alert } from './compare.ts';

/** The most sites and pages in the list: a thousand are one call for each figure. */
export const MOST_WATCHED = 1000;

export const everies = ['day', 'week', 'month'] as const;
export type Every = (typeof everies)[number];

const limit = (least: number, most: number, what: string) =>
  z.nullable(
    z
      .int({ error: t`${what}: a whole number.` })
      .check(z.minimum(least, { error: t`${what}: at least ${least}.` }), z.maximum(most, { error: t`${what}: at most ${most}.` })),
  );

/** From which change on a site is named in the digest; null where that change never does. Each counts at its very value. */
export const thresholdsSchema = z.strictObject({
  /** Backlinks or referring websites fell by so many percent. */
  dropPercent: limit(1, 100, t`Percent`),
  /** So many referring websites were lost since the look before. */
  lostWebsites: limit(1, 1_000_000, t`Lost websites`),
  /** A dofollow link from a website of at least this rank was lost. It takes a call of its own for each site that lost websites. */
  strongLossRank: limit(0, 1000, t`Rank`),
  /** The spam score rose by so many points. */
  spamUp: limit(1, 100, t`Points`),
  /** A rival gained so many referring websites. */
  rivalGains: limit(1, 1_000_000, t`Gained websites`),
});

export type Thresholds = z.infer<typeof thresholdsSchema>;

export const usualThresholds: Thresholds = { dropPercent: 10, lostWebsites: 10, strongLossRank: null, spamUp: 10, rivalGains: 20 };

/** What a person sets up, with the price they saw. */
export const watchSetupSchema = z.strictObject({
  sites: z
    .array(z.strictObject({ target: z.string().check(z.maxLength(2048)), isRival: z.boolean() }))
    .check(
      z.minLength(1, { error: t`Name at least one site.` }),
      z.maxLength(MOST_WATCHED, { error: t`At most 1,000 sites are watched.` }),
    ),
  every: z.enum(everies),
  /** The bulk endpoints whose figures are watched. */
  figures: z.array(z.string().check(z.maxLength(100))).check(z.minLength(1, { error: t`Tick a figure.` }), z.maxLength(20)),
  thresholds: thresholdsSchema,
  /** One notice after a look that found something. */
  notify: z.boolean(),
  /** A notice may name sites. Without it nothing of the list is on a locked screen. */
  nameSites: z.boolean(),
  /** What one look costs at most, in US dollars, as the button said. */
  agreedUsd: z.number().check(z.minimum(0)),
});

export type WatchSetup = z.infer<typeof watchSetupSchema>;

/** Figures by their wire names, as far as they are known. */
export type Known = Record<string, number>;

export type Watched = {
  target: string;
  isRival: boolean;
  addedAt: number;
  /** When it was last looked at; null before the first time. */
  lookedAt: number | null;
  /** The newest figures that looks brought. */
  last: Known;
};

export type Watchlist = Omit<WatchSetup, 'sites'> & {
  sites: Watched[];
  /** The person did not pause it. */
  isOn: boolean;
  /** When the round at hand began, which looks at every site once; null before the first. */
  roundAt: number | null;
  /** The look that is under way or was cut off. */
  run: string | null;
  /** Why it stands still; null where it does not. */
  hold: Failure | null;
  /** The hold that the person was told of by a notice, so that it is said once. */
  told: FailureKind | null;
};

/** One call of a look. `asked` is written down before the call is made. */
export type WatchStep = {
  key: string;
  endpoint: EndpointId;
  request: Record<string, unknown>;
  priceUsd: number;
  state: 'open' | 'asked' | 'done' | 'failed';
  costUsd: number | null;
  failure: Failure | null;
  /** When the answer was fetched that was stored before this step was asked; another one is this step's own. */
  priorAt: number | null;
};

/** A strong link that was lost, as a row of its report says. */
export type StrongLoss = { domain: string; rank: number | null; url: string | null };

/** What a look found of one site. */
export type WatchRow = {
  target: string;
  isRival: boolean;
  /** The figures of the looks before, and when the last of those was; null where there was none. */
  before: Known;
  beforeAt: number | null;
  now: Known;
  losses: StrongLoss[];
  alerts: Alert[];
};

/** One look at some or all sites: a kept record, so that it goes on after a death of the background without buying a call twice. */
export type WatchRun = {
  id: string;
  by: 'alarm' | 'person';
  startedAt: number;
  finishedAt: number | null;
  sites: { target: string; isRival: boolean }[];
  /** Sites that wait for their turn, because a cap left no more. */
  waiting: number;
  /** What the bulk calls brought is in, and calls for lost links are among the steps where they are wanted. */
  isLast: boolean;
  steps: WatchStep[];
  rows: WatchRow[];
};

/** A look as the list of looks has it. */
export type WatchRunLine = Pick<WatchRun, 'id' | 'by' | 'startedAt' | 'finishedAt' | 'waiting'> & {
  sites: number;
  changed: number;
  alerted: number;
  failed: number;
  costUsd: number;
};

/** What the page of the watchlist shows. Reads the store only. */
export type WatchView = {
  list: Watchlist | null;
  /** Newest first. */
  runs: WatchRunLine[];
  isLooking: boolean;
  /** How far the look under way is. */
  progress: { done: number; of: number } | null;
  /** When the next round is due; null where none is. */
  nextAt: number | null;
  /** Sites of the round at hand that are still to be looked at. */
  waiting: number;
  cap: CapState;
  /** The browser lets us show notices. */
  mayNotify: boolean;
};
