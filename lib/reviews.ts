import { t } from './words.ts';

/** What a person decided of a website that links to them. Nothing is decided by Backlens. */
export const reviewStates = ['keep', 'investigate', 'disavow'] as const;
export type ReviewState = (typeof reviewStates)[number];

export type Review = {
  state: ReviewState;
  /** In ms since 1970. */
  at: number;
  /** What was seen of it when it was decided. */
  reasons: string[];
};

/** By the website's domain. */
export type Reviews = Readonly<Record<string, Review>>;

export const reviewWords: Record<ReviewState, string> = { keep: t`Keep`, investigate: t`Investigate`, disavow: t`Disavow` };
