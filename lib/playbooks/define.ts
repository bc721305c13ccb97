/**
 * A playbook is one sentence: a question, its inputs, a plan of priced calls, and what is read out of their answers. It is data, as an
 * endpoint is: the form, the address, the price, the confirmation, the run, the page, the reports and the tests are derived from it.
 */
import type { Column, ColumnKind, Row } from '../columns.ts';
import { type AnyRequest, schemaOf } from '../endpoints/define.ts';
import type { EndpointId, Requests, Rows } from '../endpoints/index.ts';
import type { Stored } from '../messages.ts';
import type { Failure } from '../outcome.ts';
import type { Params, RequestOf } from '../params.ts';
import type { z } from '../zod.ts';

/** What became of one call: its answer, or why there is none. Both are there where an older answer stands beside a failure. */
export type Asked = { request: AnyRequest; stored: Stored | null; failure: Failure | null };

/** Every step's calls by the step's id, as far as they are known. A step that is not here could not be asked yet. */
export type Answers = Readonly<Record<string, readonly Asked[]>>;

/** Calls to one endpoint. */
export type Step<I = AnyRequest> = {
  id: string;
  /** What the calls bring, in a few words. */
  title: string;
  endpoint: EndpointId;
  /** The requests, from the inputs and the answers of earlier steps; none where there is nothing to ask, null while what they need is missing. */
  requests: (inputs: I, answers: Answers) => readonly AnyRequest[] | null;
  /** Requests that cost as much as the dearest that may come, for a price before the answers they are made of; missing where they need none. */
  atMost?: (inputs: I) => readonly AnyRequest[];
};

/** A way to the rows behind something: an address of the explorer. */
export type Door = { label: string; hash: string };

export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** One figure. Its id is its name when looks are compared; null is not known, and not zero. */
export type Figure = {
  id: string;
  label: string;
  value: number | string | null;
  kind: ColumnKind | 'percent';
  help?: string;
  door?: Door;
};

/** An observation in words, with the rows it was seen in. */
export type Note = { tone: Tone; text: string; doors?: readonly Door[] };

/** What may be done with the rows of a section; each name is one component. */
export type Tool = 'prospects' | 'redirects' | 'review';

export type Table = {
  caption: string;
  columns: readonly Column[];
  rows: readonly Row[];
  /** The columns shown at first; all of them where missing. */
  shown?: readonly string[];
  /** The field that tells two rows apart. */
  key: string;
  /** The reports with the rows behind one row. */
  doors?: (row: Row) => readonly Door[];
  /** What was observed of one row, in sentences. */
  facts?: (row: Row) => readonly string[];
  tool?: Tool;
};

/** A part of an answer, made of the answers of some steps and of nothing else. */
export type Part = { figures?: readonly Figure[]; notes?: readonly Note[]; table?: Table };

export type Section<I = AnyRequest> = {
  id: string;
  title: string;
  /** What it says and how it was counted, in one or two sentences. */
  explains: string;
  /** The steps without which there is nothing to say. */
  needs: readonly string[];
  /** Steps that add to it; without them it has gaps. */
  uses?: readonly string[];
  derive: (inputs: I, answers: Answers) => Part;
};

type Sentence<I extends Params> = {
  id: string;
  title: string;
  /** What a person would ask. */
  question: string;
  /** How it is found out, in one or two sentences. */
  explains: string;
  /** What it needs to know, in the words of requests. */
  request: I;
  /** What the schema cannot say of one input alone: the first fault, or null. Targets are spelled as they will be sent. */
  check?: (inputs: RequestOf<I>) => { param: string; message: string } | null;
  /** Inputs that are kept for the next question about the same site, by name. */
  remembers?: readonly string[];
  plan: readonly Step<RequestOf<I>>[];
  sections: readonly Section<RequestOf<I>>[];
  /** What is easily misread, in one sentence each. */
  cautions: readonly string[];
  /** What to do with it. */
  next?: (inputs: RequestOf<I>, answers: Answers) => readonly Door[];
};

/** A playbook as shared code sees it. */
export type Playbook = {
  id: string;
  title: string;
  question: string;
  explains: string;
  request: Params;
  schema: z.ZodMiniType<AnyRequest>;
  check: (inputs: AnyRequest) => { param: string; message: string } | null;
  remembers: readonly string[];
  plan: readonly Step[];
  sections: readonly Section[];
  cautions: readonly string[];
  next: (inputs: AnyRequest, answers: Answers) => readonly Door[];
};

/** Checks a playbook's sentence and hides its own input type, which only its own functions need. */
export function definePlaybook<I extends Params>(sentence: Sentence<I>): Playbook {
  return { check: () => null, next: () => [], remembers: [], ...sentence, schema: schemaOf(sentence.request) } as unknown as Playbook;
}

/** A step whose request is checked against its endpoint's. */
export function step<I, const Id extends EndpointId>(
  endpoint: Id,
  sentence: {
    id: string;
    title: string;
    requests: (inputs: I, answers: Answers) => readonly Requests[Id][] | null;
    atMost?: (inputs: I) => readonly Requests[Id][];
  },
): Step<I> {
  return { endpoint, ...sentence } as Step<I>;
}

/** The answers of a step, without those that did not come. */
export const storedOf = (answers: Answers, id: string): Stored[] => (answers[id] ?? []).flatMap(({ stored }) => stored ?? []);

/** The rows of a step's answers, one after the other; only of answers of the endpoint they are read as. */
export const rowsOf = <Id extends EndpointId>(answers: Answers, id: string, endpoint: Id): Rows[Id][] =>
  storedOf(answers, id).flatMap((stored) => (stored.endpoint === endpoint ? (stored.rows as Rows[Id][]) : []));

/** Requests made of a step's answers; null while there are none. */
export const after = <R>(answers: Answers, id: string, make: () => readonly R[]): readonly R[] | null =>
  storedOf(answers, id).length === 0 ? null : make();
