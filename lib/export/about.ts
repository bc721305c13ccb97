import { t } from '../words.ts';

/** Where exported rows came from, so that a file found next year still says what it is. */

/** Which of the loaded rows were exported. */
export type Scope = 'selection' | 'filtered' | 'loaded';

export const scopeWords: Record<Scope, string> = {
  selection: t`Selection`,
  filtered: t`Filtered view`,
  loaded: t`Everything loaded`,
};

export type About = {
  targets: readonly string[];
  /** The report's title. */
  title: string;
  /** The API's own word for the report. */
  endpoint: string;
  /** What was asked, filters and sorts too. */
  request: Record<string, unknown>;
  environment: string;
  /** When the rows were fetched, in ms since 1970. */
  fetchedAt: number;
  /** How many rows are in the file. */
  rows: number;
  /** How many rows the API says exist; null where it does not say. */
  total: number | null;
  scope: Scope;
  /** What the answer cost, in US dollars. */
  costUsd: number;
};

/** The same for a program, under names like those of the API. */
export const aboutRecord = (about: About): Record<string, unknown> => ({
  source: 'DataForSEO',
  targets: about.targets,
  report: about.title,
  endpoint: about.endpoint,
  request: about.request,
  environment: about.environment,
  fetched_at: new Date(about.fetchedAt).toISOString(),
  rows: about.rows,
  total: about.total,
  exported: scopeWords[about.scope],
  cost_usd: about.costUsd,
});

/** The same for a person: what, and its value. */
export const aboutLines = (about: About): [what: string, value: string | number][] => [
  [t`Source`, 'DataForSEO'],
  [t`Target`, about.targets.join(', ')],
  [t`Report`, about.title],
  [t`Endpoint`, about.endpoint],
  [t`Request`, JSON.stringify(about.request)],
  [t`Environment`, about.environment],
  [t`Fetched (UTC)`, new Date(about.fetchedAt).toISOString().replace(/^(\S+)T(\S+)\.\d+Z$/, '$1 $2')],
  [t`Rows in this file`, about.rows],
  [t`Rows that exist`, about.total ?? t`not known`],
  [t`Exported`, scopeWords[about.scope]],
  [t`Cost (US dollars)`, about.costUsd],
];
