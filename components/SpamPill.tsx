import { spamBand } from '../lib/format.ts';

/** The band of a spam score, as a word and a hue. */
export function SpamPill({ score }: { score: number | null | undefined }) {
  if (score == null) return null;
  const { word, tone } = spamBand(score);
  return <span class={`pill ${tone}`}>{word}</span>;
}
