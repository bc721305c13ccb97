import type { Measure } from './measure.ts';
import type { Bench } from './page/main.ts';

declare const bench: Bench;

/** What reading a reply costs beyond its JSON: every field checked, what is missing or of another kind read as null. */
export const parsing: Measure = async (stage) => {
  const page = await stage.page();
  const { times, bytes } = await page.evaluate((runs) => bench.parsing(runs), stage.rounds(40));
  return [
    {
      title: 'Reading a reply',
      how: `A reply of 1,000 backlinks (${(bytes / 1e6).toFixed(2)} MB of text) made into rows with every field checked, beside \`JSON.parse\` of the same text alone.`,
      figures: [{ what: 'Text to rows', unit: 'ms', runs: times, aim: { atMost: 2.5, times: 'JSON.parse' } }],
    },
  ];
};
