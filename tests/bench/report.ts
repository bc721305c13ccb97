/** The report in words: a table for each part, with the median and the middle half of every figure and what ours is of each reference. */
import type { Figure, Part } from './measure.ts';
import { medianOf, spreadOf } from './numbers.ts';

export type About = Record<'at' | 'version' | 'browser' | 'node' | 'machine' | 'load' | 'took', string>;

const digitsOf = (value: number, unit: Figure['unit']): number => {
  if (unit === 'calls' || unit === 'targets') return 0;
  if (unit === '$') return 3;
  return value < 1 ? 2 : value < 100 ? 1 : 0;
};

const number = (value: number, unit: Figure['unit']): string => {
  const digits = digitsOf(value, unit);
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
};

function withSpread(runs: readonly number[] | undefined, unit: Figure['unit']): string {
  if (!runs || runs.length === 0) return '–';
  const { median, low, high } = spreadOf(runs);
  return low === high ? number(median, unit) : `${number(median, unit)} (${number(low, unit)}–${number(high, unit)})`;
}

/** What an aim came to: the figure it is held to, and whether it is met. Null where there is no aim. */
export function verdictOf({ runs, aim, unit }: Figure): { words: string; isMet: boolean } | null {
  if (!aim) return null;
  const ours = medianOf(runs.ours);
  const reference = aim.times === undefined ? null : medianOf(runs[aim.times] ?? []);
  const most = reference === null ? aim.atMost : aim.atMost * reference;
  const isMet = ours <= most;
  const words = reference === null ? `≤ ${aim.atMost} ${unit}` : `≤ ${aim.atMost} × ${aim.times}`;
  return { words: `${words}: ${isMet ? '**met**' : '**not met**'}`, isMet };
}

/** A part as a heading, how it was taken, and a table. */
export function writtenOf({ title, how, figures }: Part): string {
  if (figures.length === 0) return `## ${title}\n\n${how}\n`;
  const references = [...new Set(figures.flatMap(({ runs }) => Object.keys(runs)))].filter((name) => name !== 'ours');
  const head = ['', 'n', 'ours', ...references.flatMap((name) => [name, 'ours is']), 'aim'];
  const lines = figures.map((figure) => {
    const { what, unit, runs } = figure;
    const beside = references.flatMap((name) => {
      const theirs = medianOf(runs[name] ?? []);
      return [withSpread(runs[name], unit), theirs > 0 ? `${(medianOf(runs.ours) / theirs).toFixed(2)} ×` : '–'];
    });
    return [`${what}, ${unit}`, String(runs.ours.length), withSpread(runs.ours, unit), ...beside, verdictOf(figure)?.words ?? ''];
  });
  const table = [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  return `## ${title}\n\n${how}\n\n${table.join('\n')}\n`;
}

/** The whole report. */
export function reportOf(about: About, parts: readonly Part[]): string {
  const verdicts = parts.flatMap(({ figures }) => figures.flatMap((figure) => verdictOf(figure) ?? []));
  const met = verdicts.filter(({ isMet }) => isMet).length;
  return `# Benchmarks

Written by \`npm run bench\`; every run of every figure is in [benchmarks.json](benchmarks.json). A figure is the median, behind it the middle
half of its runs. What stands beside ours was measured in the same session on the same data, taking turns. Times are those of the machine
named here; ratios say more. Of ${verdicts.length} aims ${met} are met.

- Backlens ${about.version}, ${about.at}
- ${about.browser}, headless; Node ${about.node}
- ${about.machine}; load average at the start and at the end: ${about.load}
- It took ${about.took}.

${parts.map(writtenOf).join('\n')}`;
}
