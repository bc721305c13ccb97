/** What pages ask the background for on the side: how texts read as targets, and what is stored. None of it ever spends. */
import { askBackground } from '../../lib/ask.ts';
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointNamed } from '../../lib/endpoints/index.ts';
import { type Stored, sendMessage } from '../../lib/messages.ts';
import { MOST_PER_PAGE, mergeRows } from '../../lib/pages.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withReport } from '../../lib/reports/presets.ts';
import type { TargetReading } from '../../lib/target.ts';

const readings = new Map<string, Promise<TargetReading>>();

/** How each of the texts would be sent, in their order. A text reads the same all the time. */
export function readTargets(texts: readonly string[]): Promise<TargetReading[]> {
  return Promise.all(
    texts.map((text) => {
      const known = readings.get(text) ?? sendMessage('readTarget', { text: text.slice(0, 10_000), allows: 'any' });
      readings.set(text, known);
      known.catch(() => readings.delete(text));
      return known;
    }),
  );
}

/** What is stored of a report with its own values, all loaded pages as one, whichever size its first page has; null where nothing is. */
export async function look(id: string, request: AnyRequest): Promise<Stored | null> {
  const endpoint = endpointNamed(id);
  if (!endpoint) return null;
  const usual = withReport(endpoint, reportOf(endpoint.id), request);
  const found = await Promise.all([usual, { ...usual, limit: MOST_PER_PAGE }].map((asked) => wholeOf(endpoint, asked)));
  return found.reduce((most, each) => ((each?.rows.length ?? 0) > (most?.rows.length ?? -1) ? each : most), null);
}

async function wholeOf({ id, key }: Endpoint & { id: EndpointId }, asked: AnyRequest): Promise<Stored | null> {
  const read = (request: AnyRequest) => askBackground({ endpoint: id, request, askedBy: 'explorer', buy: 'never' });
  const first = await read(asked);
  if (!first.ok) return null;
  const pages = await sendMessage('readPages', { endpoint: id, request: asked }).catch(() => []);
  const rest = await Promise.all(pages.slice(1).map(({ request }) => read(request)));
  return { ...first.value, rows: mergeRows([first.value, ...rest.flatMap((outcome) => (outcome.ok ? [outcome.value] : []))], key).rows };
}
