import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** What the colours of the theme promise: text ≥ 4.5:1, and lines and marks that carry meaning ≥ 3:1, in light and in dark. */

const folder = path.resolve(import.meta.dirname, '../../components');

/** The colours that a file names, as [light, dark]. */
function coloursOf(file: string): Record<string, [string, string]> {
  const found = readFileSync(path.join(folder, file), 'utf8').matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g);
  return Object.fromEntries([...found].map(([, name, light, dark]) => [name, [light, dark]]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const theme = { ...coloursOf('theme.css'), ...coloursOf('charts/charts.css') };
const grounds = ['bg', 'surface', 'raised'];

/** Pairs below a contrast, by theme. */
const below = (least: number, pairs: readonly (readonly [string, string])[]): string[] =>
  (['light', 'dark'] as const).flatMap((name, at) =>
    pairs.flatMap(([front, behind]) => {
      const is = contrast(theme[front]?.[at] ?? '', theme[behind]?.[at] ?? '');
      return is >= least ? [] : [`${name}: ${front} on ${behind} ${is.toFixed(2)}`];
    }),
  );

test('text is read on every ground', () => {
  const onGrounds = ['text', 'muted', 'accent', 'good', 'warn', 'bad'].flatMap((front) =>
    grounds.map((ground) => [front, ground] as const),
  );
  const onWeak = ['good', 'warn', 'bad', 'accent'].map((front) => [front, `${front}-weak`] as const);
  expect(below(4.5, [...onGrounds, ...onWeak, ['on-accent', 'accent'], ['text', 'accent-weak']])).toEqual([]);
});

test('the edges of fields, the ring of the focus and the marks of charts are seen on every ground', () => {
  const tones = Object.keys(theme).filter((name) => name.startsWith('tone-'));
  expect(tones.length).toBeGreaterThan(5);
  expect(
    below(
      3,
      ['edge', 'accent', ...tones].flatMap((front) => grounds.map((ground) => [front, ground] as const)),
    ),
  ).toEqual([]);
});
