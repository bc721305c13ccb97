import { endpointOf } from '../../../lib/endpoints/index.ts';
import { reply, resultOf } from './data.ts';

/** Reads a reply of 1,000 backlinks again and again, and parses its JSON alone in between, in ms. The first runs teach the engine. */
export async function parsing(runs: number) {
  const text = await reply('backlinks', { target: 'forbes.com', limit: 1000 });
  const endpoint = endpointOf('backlinks');
  const times = { ours: [] as number[], 'JSON.parse': [] as number[] };
  for (let run = -10; run < runs; run++) {
    for (const [name, act] of [
      ['JSON.parse', () => JSON.parse(text)],
      ['ours', () => endpoint.read(resultOf(text))],
    ] as const) {
      const from = performance.now();
      act();
      if (run >= 0) times[name].push(performance.now() - from);
    }
  }
  return { times, bytes: text.length };
}
