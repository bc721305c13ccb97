import { fnv1a } from '../hash.ts';

/** A number from 0 to 2^32 - 1 that stands for a text: the same on every machine (FNV-1a with a final mix). */
export function hashOf(text: string): number {
  let hash = fnv1a(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number from 0 up to 1 that stands for a text. */
export const shareOf = (text: string): number => hashOf(text) / 2 ** 32;

/** Chance that repeats itself: numbers from 0 up to 1, the same in the same order for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is drawn from such chance. */
export class Random {
  /** From 0 up to 1. */
  readonly next: () => number;

  constructor(seed: string) {
    this.next = chanceOf(hashOf(seed));
  }

  /** A whole number from `least` to `most`, all equally likely. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A whole number from 0 to `most`, mostly small: the long tail of nearly everything on the web. */
  low(most: number, skew = 3): number {
    return Math.floor((most + 1) * this.next() ** skew);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }
}

/** A list in which each word stands as often as its weight says, to be picked from. */
export const spread = <W extends string>(weights: Record<W, number>): W[] =>
  Object.entries<number>(weights).flatMap(([word, weight]) => Array<W>(weight).fill(word as W));
