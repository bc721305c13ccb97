import type { AnyRequest } from '../endpoints/define.ts';
import type { EndpointId, Requests } from '../endpoints/index.ts';

/** A cell that shows several fields of a row as one; each name is one renderer, and the values are the paths of the fields it shows. */
export type Composite =
  | { cell: 'page'; url: string; title?: string; host?: string; country?: string; language?: string }
  | { cell: 'anchor'; anchor: string; before?: string; after?: string; alt?: string; type?: string; place?: string }
  | { cell: 'link'; url: string; status?: string; redirect?: string; isBroken?: string }
  | { cell: 'ranks'; ranks: readonly string[] };

/** A column of a report's default view: one field by its wire path, or several as one cell. */
export type ReportColumn =
  | { path: string; width?: number }
  | ({ id: string; label: string; help: string; width: number; sortBy: string } & Composite);

/** A ready-made question. */
export type Preset = {
  id: string;
  title: string;
  explains: string;
  /** What it changes in the request, at a moment in milliseconds, as "new" is new on that day. Null takes a parameter out. */
  request: (now: number) => AnyRequest;
};

/** Something to go on to with rows that a person has selected. */
export type Onward = {
  /** For a number of rows: "Build link gap with 3". */
  title: (rows: number) => string;
  explains: string;
  /** How many rows it takes. */
  least: number;
  most: number;
  /** Where it leads. Going there reads the store and spends nothing. */
  hash: (rows: readonly Record<string, unknown>[], request: AnyRequest) => string;
};

/** How one list report is shown at first, and the questions people ask of it. Everything else comes from its endpoint. */
export type Report<Id extends EndpointId = EndpointId> = {
  endpoint: Id;
  /** What the request says where the person says nothing; wins over the parameters' own `ours`. */
  request: Partial<Requests[Id]>;
  columns: readonly ReportColumn[];
  presets: readonly Preset[];
  /** What is easily misread, in one sentence each. */
  cautions: readonly string[];
  /** The field that tells two rows apart, as a dotted path, for rows that come twice while a list is loaded page by page. */
  key: string;
  /** The report that lists what one row stands for; its request is null for a row that names nothing to list. */
  opens?: { title: string; endpoint: EndpointId; request: (row: Record<string, unknown>, request: AnyRequest) => AnyRequest | null };
  /** What selected rows are good for. */
  onward?: readonly Onward[];
};

/** Checks a report's sentence against its endpoint's request type. */
export const defineReport = <Id extends EndpointId>(report: Report<Id>): Report<Id> => report;
