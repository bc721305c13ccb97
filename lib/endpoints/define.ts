import { type Fields, type RowOf, rowReader } from '../fields.ts';
import type { Params, RequestOf } from '../params.ts';
import { t } from '../words.ts';
import { z } from '../zod.ts';

/** The rail's groups, in its order. */
export type EndpointGroup = 'Overview' | 'Links' | 'Pages' | 'Compare' | 'Bulk' | 'Trends' | 'Account';

/** How an answer is drawn: many rows, one record, one target at a glance, rows along time, or rows against the targets they link to. */
export type View = 'table' | 'record' | 'overview' | 'series' | 'matrix';

/** What a matrix is made of: fields of what a row has under a target's number, which is one object or a list of links. */
export type Matrix = {
  /** Names who links. */
  who: string;
  /** How many links the object stands for; a list counts itself. */
  count?: string;
  rank: string;
  spam: string;
  since: string;
  /** What the cell of a list says of its links. */
  says?: string;
  /** Of these the row says every value its links have. */
  also?: readonly string[];
  /** The field of a backlink that names who links, to list the links behind a cell that only counts them. */
  linksBy?: string;
  /** The list of those who link to one site of the person's own, to see who of the rows does. */
  mine: { endpoint: string; request: AnyRequest; who: string; count: string };
};

/** What the API is told, before the envelope: a task's parameters by their wire names. */
export type WireTask = Record<string, unknown>;

type Sentence<Id extends string, P extends Params, F extends Fields, H extends Fields> = {
  /** The API's own word. */
  id: Id;
  title: string;
  /** What the report answers, in one sentence. */
  explains: string;
  group: EndpointGroup;
  request: P;
  row: F;
  /** What stands beside the rows in the result. */
  head?: H;
  view?: View;
  /** For the view `matrix`. */
  matrix?: Matrix;
  /** Default: `/v3/backlinks/<id>/live`. */
  path?: string;
  /** GET endpoints take no parameters. Default: POST. */
  method?: 'GET' | 'POST';
  /** Free calls cost nothing, so they may be repeated and need no reservation. Default: false. */
  free?: boolean;
  /** The condensed `.ai` form exists. Default: every Live endpoint has one. */
  ai?: boolean;
  /** Its answer is the account’s balance and prices as they are now. Default: false. */
  tellsAccount?: boolean;
  /** How long an answer counts as fresh, in days. */
  freshDays: number;
  /** The name of the field that tells two rows apart, as a dotted path. */
  key?: string;
  /** The field that names the target whose figures a row is. Such rows are kept per target and day, as that target's past. */
  figuresOf?: keyof F & string;
  /** Where the rows stand in `tasks[0].result`. Default: `result[0].items`. */
  rows?: (result: readonly unknown[]) => readonly unknown[];
  /** Where the wire wants another shape than the form. */
  task?: (request: RequestOf<P>) => WireTask;
  /** The most rows a request can be billed for. Default: 1. */
  billedRows?: (request: RequestOf<P>) => number;
  /** What the schema cannot say of one parameter alone: the first fault found, or null. */
  check?: (request: RequestOf<P>) => RequestIssue | null;
};

/** What is wrong with one parameter, in words. */
export type RequestIssue = { param: string; message: string };

/** A reply, read. `totalCount` is what the API says exists, null where it does not say; rows are what came. */
export type Answer<R = Record<string, unknown>, H = Record<string, unknown>> = {
  rows: R[];
  head: H;
  totalCount: number | null;
};

/** Any endpoint's request: values by wire name. */
export type AnyRequest = Record<string, unknown>;

/** One endpoint of the API, as shared code sees it. Everything Backlens does with it is derived from this. */
export type Endpoint = {
  id: string;
  title: string;
  explains: string;
  group: EndpointGroup;
  view: View;
  path: string;
  method: 'GET' | 'POST';
  free: boolean;
  ai: boolean;
  tellsAccount?: boolean;
  freshDays: number;
  key?: string;
  figuresOf?: string | undefined;
  matrix?: Matrix;
  request: Params;
  row: Fields;
  head: Fields;
  /** Checks a request's values; unknown keys are refused so that a typing slip is not sent as "no filter". */
  schema: z.ZodMiniType<AnyRequest>;
  check?: (request: AnyRequest) => RequestIssue | null;
  task: (request: AnyRequest) => WireTask;
  billedRows: (request: AnyRequest) => number;
  rows: (result: readonly unknown[]) => readonly unknown[];
  read: (result: readonly unknown[]) => Answer;
};

/** An endpoint with what its sentence says of its request and rows, for the compiler alone. */
export type Defined<Id extends string, P extends Params, F extends Fields, H extends Fields> = Endpoint & {
  id: Id;
  /** Phantom: never set. */
  types?: { request: RequestOf<P>; row: RowOf<F>; head: RowOf<H> };
};

/** The request an endpoint takes. */
export type RequestFor<E> = E extends { types?: { request: infer R } } ? R : never;
/** The row an endpoint returns. */
export type RowFor<E> = E extends { types?: { row: infer R } } ? R : never;

/**
 * The condensed form of an endpoint (`.ai` after its path), made for language models: an envelope of its own without cost and totals, rows
 * without their false, zero and empty values. Same price. Good for handing on, not for figures.
 */
export const condensed = <E extends Endpoint>(endpoint: E): E => ({
  ...endpoint,
  path: `${endpoint.path}.ai`,
  // What is left out there may be zero or unknown; figures must tell.
  figuresOf: undefined,
  // Rows stay as they came: absent means false, zero, empty or null, which cannot be told apart.
  read: (result) => ({ rows: result.filter(isRecord), head: {}, totalCount: null }),
});

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rows of the usual shape, `result[0].items`. */
const itemsOf = (result: readonly unknown[]): readonly unknown[] => {
  const first = result[0];
  return isRecord(first) && Array.isArray(first.items) ? first.items : [];
};

/** Reads the elements of `result` as the rows, as account lists have them. */
export const resultIsRows = (result: readonly unknown[]): readonly unknown[] => result.filter(isRecord);

/** The schema of a request in these params; unknown names are refused. */
export function schemaOf<P extends Params>(params: P): z.ZodMiniType<RequestOf<P>> {
  const shape = Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, param.required ? param.schema : z.optional(param.schema)]),
  );
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? t`There is no parameter “${(issue.keys as string[]).join(', ')}” here.`
        : t`A request names its parameters and their values.`,
  }) as unknown as z.ZodMiniType<RequestOf<P>>;
}

/** Makes an endpoint of its sentence: params in, fields out. */
export function defineEndpoint<const Id extends string, P extends Params, F extends Fields, H extends Fields = Record<never, never>>(
  sentence: Sentence<Id, P, F, H>,
): Defined<Id, P, F, H> {
  const head = (sentence.head ?? {}) as H;
  const rows = sentence.rows ?? itemsOf;
  const readRow = rowReader(sentence.row);
  const readHead = rowReader(head);
  const path = sentence.path ?? `/v3/backlinks/${sentence.id}/live`;
  const endpoint = {
    view: 'table' as const,
    method: 'POST' as const,
    free: false,
    ai: path.endsWith('/live'),
    task: (request: RequestOf<P>): WireTask => ({ ...request }),
    billedRows: () => 1,
    ...sentence,
    path,
    head,
    rows,
    schema: schemaOf(sentence.request),
    read(result: readonly unknown[]): Answer<RowOf<F>, RowOf<H>> {
      const first = result[0];
      const total = isRecord(first) ? first.total_count : null;
      return {
        rows: rows(result).map(readRow),
        head: readHead(first),
        totalCount: typeof total === 'number' && Number.isFinite(total) ? total : null,
      };
    },
  };
  // The one place where an endpoint's own types give way to the shared ones; `types` keeps them for callers.
  return endpoint as unknown as Defined<Id, P, F, H>;
}
