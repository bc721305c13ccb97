/** A link gap of many rivals, as we draw it and as a grid of plain cells. */
import { render } from 'preact';
import { MatrixResult } from '../../../components/gap/MatrixResult.tsx';
import type { Column } from '../../../lib/columns.ts';
import { endpointOf } from '../../../lib/endpoints/index.ts';
import type { Stored } from '../../../lib/messages.ts';
import { reply, resultOf } from './data.ts';
import { freshBox, painted, scrolled } from './frames.ts';
import { makers } from './grids.tsx';

const endpoint = endpointOf('domain_intersection');
let stored: Stored | null = null;

/** One plain column for who links, and one of counts for each rival. */
const columnsFor = (rivals: number): Column[] => {
  const linksTo = (row: Record<string, unknown>, rival: number) =>
    (row.domain_intersection as Record<string, { target?: string; backlinks?: number } | null> | null)?.[String(rival)] ?? null;
  const column = (path: string, kind: Column['kind'], value: Column['value']): Column => ({
    path,
    label: path,
    of: '',
    kind,
    help: '',
    value,
  });
  const numbers = Array.from({ length: rivals }, (_, at) => at + 1);
  return [
    column('who', 'text', (row) => numbers.map((rival) => linksTo(row, rival)?.target).find(Boolean) ?? null),
    ...numbers.map((rival) => column(`${rival}.backlinks`, 'count', (row) => linksTo(row, rival)?.backlinks ?? null)),
  ];
};

async function load(rows: number, rivals: number): Promise<number> {
  const targets = Array.from({ length: rivals }, (_, at) => `rival-${at + 1}.com`);
  const request = { targets, limit: rows };
  const task = endpoint.task(request as never) as Record<string, unknown>;
  const answer = endpoint.read(resultOf(await reply('domain_intersection', task)));
  stored = {
    ...{ ...answer, endpoint: 'domain_intersection', request, environment: 'production', fetchedAt: 0, costUsd: 0 },
    ...{ fresh: true, freshDays: 14, cached: true },
  } as Stored;
  return answer.rows.length;
}

/** From rows in memory to rows on screen, and the length of every frame while it scrolls, in ms. */
async function scroll(name: 'ours' | 'AG Grid', rivals: number, frames: number, px: number) {
  if (!stored) throw new Error('Nothing to draw');
  const box = freshBox();
  await painted();
  const from = performance.now();
  let end = () => render(null, box);
  let scroller = () => box.querySelector('.grid-box') as HTMLElement;
  if (name === 'ours') render(<MatrixResult endpoint={endpoint} stored={stored} isCounted tools={() => null} />, box);
  else {
    const columns = columnsFor(rivals);
    ({ end, scroller } = makers['AG Grid'](box, { columns, rows: stored.rows }, columns));
  }
  while (!box.querySelector('.grid-box tbody tr[data-place="0"], [row-index="0"]')) await painted();
  const drawn = (await painted()) - from;
  const lengths = await scrolled(scroller(), frames, px);
  end();
  return { drawn, lengths };
}

export const matrix = { load, scroll };
