/** The ledger as a table: what every paid call was, and what it counts. */
import type { Column, Row } from './columns.ts';
import { endpointOf } from './endpoints/index.ts';
import type { Call } from './messages.ts';
import { countedUsd } from './price.ts';

/** What became of a call, in words. */
export const outcomeWords: Record<Call['state'], string> = {
  sent: 'under way, counted at its estimate',
  settled: 'answered',
  refused: 'refused, cost nothing',
  unknown: 'answer lost, may have been charged, counted at its estimate',
};

const askedByWords: Record<Call['askedBy'], string> = { popup: 'popup', menu: 'context menu', explorer: 'explorer' };

/** A moment as the API writes it, so that the same column kind reads it. */
const written = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} +00:00`;

/** A call as a row of the table. */
export const ledgerRow = (call: Call): Row => ({
  at: written(call.at),
  report: endpointOf(call.endpoint).title,
  target: call.target,
  asked_by: askedByWords[call.askedBy],
  rows: call.rows,
  estimate_usd: call.estimateUsd,
  cost_usd: call.costUsd,
  counted_usd: countedUsd(call),
  outcome: outcomeWords[call.state],
  id: call.opId,
});

const column = (path: string, label: string, kind: Column['kind'], help: string): Column => ({
  path,
  label,
  of: '',
  kind,
  help,
  value: (row) => row[path] ?? null,
});

export const ledgerColumns: readonly Column[] = [
  column('at', 'When', 'time', 'When the call was sent.'),
  column('report', 'Report', 'text', 'What was asked.'),
  column('target', 'Target', 'text', 'What it was about; empty for private windows and after a sign-out.'),
  column('asked_by', 'Asked from', 'text', 'The surface that asked.'),
  column('rows', 'Rows', 'count', 'Rows that came.'),
  column('estimate_usd', 'Estimate', 'usd', 'The price on the button, in US dollars.'),
  column('cost_usd', 'Cost', 'usd', 'What the API says it charged, in US dollars.'),
  column('counted_usd', 'Counted', 'usd', 'What it counts against the caps, in US dollars.'),
  column('outcome', 'Outcome', 'text', 'What became of it.'),
  column('id', 'Operation', 'text', 'Sent along as the tag, to find the call in the account’s history.'),
];
