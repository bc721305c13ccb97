/** A run or a report as a file of its own: every request with its answer, its moment and its cost, to be opened again without a network. */

import type { AnyRequest } from './endpoints/define.ts';
import { endpointOf, isEndpointId } from './endpoints/index.ts';
import { rowReader } from './fields.ts';
import type { Stored } from './messages.ts';
import { environments } from './settings.ts';
import { t } from './words.ts';
import { z } from './zod.ts';

const FORMAT = 'backlens-dossier';
const VERSION = 1;
/** The most a file may have; more is not one of ours. */
export const MOST_BYTES = 256 * 1024 * 1024;
const MOST_ANSWERS = 500;
const MOST_ROWS = 200_000;

/** A stored answer, and the step of the playbook it answers. */
export type Filed = { step: string | null; stored: Stored };

export type Dossier = {
  title: string;
  /** In ms since 1970. */
  madeAt: number;
  /** The playbook that was run, by id, and what it was asked; null for a report. */
  playbook: string | null;
  inputs: AnyRequest;
  /** The steps that were asked, also those that had nothing to ask. */
  steps: string[];
  answers: Filed[];
};

/** The file, piece by piece. */
export function* dossierFile({ title, madeAt, playbook, inputs, steps, answers }: Dossier): Generator<string> {
  const head = { format: FORMAT, version: VERSION, title, made_at: new Date(madeAt).toISOString(), playbook, inputs, steps };
  yield `${JSON.stringify(head).slice(0, -1)},\n"answers":[`;
  for (const [at, { step, stored }] of answers.entries()) {
    const { endpoint, request, environment, fetchedAt, costUsd, totalCount, head: beside, rows } = stored;
    const told = { step, endpoint, request, environment, fetched_at: new Date(fetchedAt).toISOString(), cost_usd: costUsd };
    yield `${at > 0 ? ',' : ''}\n${JSON.stringify({ ...told, total_count: totalCount, head: beside }).slice(0, -1)},"rows":[`;
    for (const [place, row] of rows.entries()) yield `${place > 0 ? ',' : ''}\n${JSON.stringify(row)}`;
    yield ']}';
  }
  yield '\n]}\n';
}

const text = (longest: number) => z.string().check(z.maxLength(longest));
const moment = z.pipe(
  text(40).check(z.refine((written) => !Number.isNaN(Date.parse(written)))),
  z.transform((written) => Date.parse(written)),
);
const record = z.record(z.string(), z.unknown());

const answerSchema = z.object({
  step: z.nullable(text(100)),
  endpoint: text(100),
  request: record,
  environment: z.enum(environments),
  fetched_at: moment,
  cost_usd: z.number().check(z.minimum(0), z.maximum(1_000_000)),
  total_count: z.nullable(z.number()),
  head: record,
  rows: z.array(z.unknown()).check(z.maxLength(MOST_ROWS)),
});

const fileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: text(300),
  made_at: moment,
  playbook: z.nullable(text(100)),
  inputs: record,
  steps: z.array(text(100)).check(z.maxLength(100)),
  answers: z.array(z.unknown()).check(z.maxLength(MOST_ANSWERS)),
});

export type Opened = { ok: true; dossier: Dossier /** Answers that could not be read. */; refused: number } | { ok: false; why: string };

/**
 * Reads a dossier. The file may be anybody's: its shape, its endpoints, its requests and every row are read by the same words as the API's
 * own replies; what fits none of them is left out and counted.
 */
export function openDossier(file: string): Opened {
  let content: unknown;
  try {
    content = JSON.parse(file.replace(/^\ufeff/, ''));
  } catch {
    return { ok: false, why: t`It is no JSON file, or it is cut off.` };
  }
  const read = fileSchema.safeParse(content);
  if (!read.success) {
    const isOurs = typeof content === 'object' && content !== null && (content as { format?: unknown }).format === FORMAT;
    return { ok: false, why: isOurs ? t`It is a dossier of another version, or it was changed.` : t`It is not a dossier of Backlens.` };
  }
  const { title, made_at, playbook, inputs, steps, answers } = read.data;
  const filed = answers.flatMap((answer) => filedOf(answer) ?? []);
  return {
    ok: true,
    dossier: { title, madeAt: made_at, playbook, inputs, steps, answers: filed },
    refused: answers.length - filed.length,
  };
}

function filedOf(answer: unknown): Filed | null {
  const read = answerSchema.safeParse(answer);
  if (!read.success || !isEndpointId(read.data.endpoint)) return null;
  const { step, request, environment, fetched_at, cost_usd, total_count, head, rows } = read.data;
  const endpoint = endpointOf(read.data.endpoint);
  const asked = endpoint.schema.safeParse(request);
  if (!asked.success) return null;
  const stored: Stored = {
    ...{ endpoint: endpoint.id, request: asked.data, environment, fetchedAt: fetched_at, costUsd: cost_usd, totalCount: total_count },
    ...{ fresh: true, freshDays: endpoint.freshDays, cached: true },
    ...{ head: rowReader(endpoint.head)(head), rows: rows.map(rowReader(endpoint.row)) },
  };
  return { step, stored };
}
