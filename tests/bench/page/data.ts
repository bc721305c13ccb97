import { type Column, columnsOf, type Row } from '../../../lib/columns.ts';
import type { EndpointId } from '../../../lib/endpoints/index.ts';
import { endpointOf } from '../../../lib/endpoints/index.ts';
import { createSample } from '../../../lib/sample/index.ts';

const NOW = Date.UTC(2026, 10, 22, 8);
const PAGE = 1000;

export type Data = { columns: Column[]; rows: Row[] };

/** A reply of the sample as the API would send it. */
export async function reply(id: EndpointId, task: Record<string, unknown>, seed = ''): Promise<string> {
  const sample = sampleOf(seed);
  const body = JSON.stringify([task]);
  return (await sample(new Request(`https://api.dataforseo.com${endpointOf(id).path}`, { method: 'POST', body }))).text();
}

const samples = new Map<string, ReturnType<typeof createSample>>();
function sampleOf(seed: string) {
  const sample = samples.get(seed) ?? createSample({ now: () => NOW, seed, scale: 4 });
  samples.clear();
  samples.set(seed, sample);
  return sample;
}

export const resultOf = (text: string): readonly unknown[] => JSON.parse(text).tasks[0].result ?? [];

/** So many rows of a list, page by page; several invented webs where one has not enough. */
export async function rowsOf(id: EndpointId, wanted: number): Promise<Data> {
  const endpoint = endpointOf(id);
  const rows: Row[] = [];
  for (let seed = 0; rows.length < wanted; seed++) {
    for (let offset = 0; rows.length < wanted && offset < 20_000; offset += PAGE) {
      const page = endpoint.read(resultOf(await reply(id, { target: 'forbes.com', limit: PAGE, offset }, String(seed)))).rows;
      rows.push(...page.slice(0, wanted - rows.length));
      if (page.length < PAGE) break;
    }
    if (seed > 60) throw new Error(`Only ${rows.length} rows in 60 webs`);
  }
  return { columns: columnsOf(endpoint, { rows: rows.slice(0, PAGE), head: {} }), rows };
}
