import { money } from './format.ts';
import { t } from './words.ts';
import { z } from './zod.ts';

/** Where answers come from. Each has its own cache and ledger; there is no free-text address. */
export const environments = ['production', 'sandbox', 'sample'] as const;
export type EnvironmentName = (typeof environments)[number];

const usd = (most: number) =>
  z
    .number({ error: t`An amount in US dollars.` })
    .check(z.minimum(0, { error: t`Not below zero.` }), z.maximum(most, { error: t`At most ${money(most)}.` }));

const hostList = z.array(z.string().check(z.maxLength(253))).check(z.maxLength(1000));

/** Everything a person may set. None of it is secret. */
export const settingsSchema = z.strictObject({
  environment: z.enum(environments),
  /** Opening the popup buys what is not stored (`on-open`), or shows the price and waits (`ask`). */
  whenToFetch: z.enum(['on-open', 'ask']),
  /** Most to be spent in a UTC day and month, in US dollars; checked before every call. */
  dayCapUsd: usd(10_000),
  monthCapUsd: usd(100_000),
  /** Most that the watchlist may spend in a UTC day, in US dollars; it counts against the other caps too. */
  watchCapUsd: usd(10_000),
  /** What costs more than this is listed, with its whole price, and wants a second press. */
  confirmAboveUsd: usd(10_000),
  /** How long answers of an endpoint count as fresh, in days, where the person wants it otherwise than the endpoint says. */
  lifetimes: z.record(
    z.string().check(z.maxLength(100)),
    z
      .number({ error: t`A number of days.` })
      .check(z.minimum(0, { error: t`Not below zero.` }), z.maximum(3650, { error: t`At most ten years.` })),
  ),
  theme: z.enum(['system', 'light', 'dark']),
  /** The rank of the page in front stands on the button, where it is known already. */
  badge: z.boolean(),
  /** The person's own sites and those of rivals: whoever is looked at is looked up in what was bought of these. */
  myDomains: hostList,
  rivals: hostList,
  /** Hosts (with their subdomains) of which nothing is ever sent. */
  neverSend: hostList,
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  environment: 'production',
  whenToFetch: 'on-open',
  dayCapUsd: 1,
  monthCapUsd: 10,
  watchCapUsd: 0.1,
  confirmAboveUsd: 0.25,
  lifetimes: {},
  theme: 'system',
  badge: false,
  myDomains: [],
  rivals: [],
  neverSend: [],
};
