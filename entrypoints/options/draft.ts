/** The form's texts and the request they mean. */
import type { AnyRequest, Endpoint } from '../../lib/endpoints/define.ts';
import { estimateUsd, type PriceList } from '../../lib/price.ts';
import type { Report } from '../../lib/reports/define.ts';
import { withReport } from '../../lib/reports/presets.ts';
import { textsOf, valueFrom } from '../../lib/route.ts';

/** What the form holds, by the name of the parameter; blank where the request is silent. */
export type Draft = Record<string, string>;
/** What is wrong, in words, by the name of the parameter. */
export type Faults = Record<string, string>;

/** The form that shows a request, with the report's and our own values where it is silent. */
export function draftOf(endpoint: Endpoint, report: Report | null, request: AnyRequest): Draft {
  const full = withReport(endpoint, report, request);
  return Object.fromEntries(Object.entries(endpoint.request).map(([name, param]) => [name, textsOf(param, full[name]).join('\n')]));
}

/** The request a form asks for. */
export function requestOfDraft(endpoint: Endpoint, report: Report | null, draft: Draft): AnyRequest {
  const request: AnyRequest = {};
  for (const [name, param] of Object.entries(endpoint.request)) {
    const text = draft[name] ?? '';
    if (text.trim() !== '') request[name] = valueFrom(param, [text]);
  }
  return withReport(endpoint, report, request);
}

/** What is wrong with a request, as far as it can be told before its targets are read. */
export function faultsOf(endpoint: Pick<Endpoint, 'schema' | 'check'>, request: AnyRequest): Faults {
  const faults: Faults = {};
  const parsed = endpoint.schema.safeParse(request);
  if (!parsed.success) for (const { path, message } of parsed.error.issues) faults[String(path[0] ?? '')] ??= message;
  else {
    const issue = endpoint.check?.(parsed.data);
    if (issue) faults[issue.param] = issue.message;
  }
  return faults;
}

/** The parameters that must be given and are not. */
export const missingIn = (endpoint: Pick<Endpoint, 'request'>, request: AnyRequest): string[] =>
  Object.entries(endpoint.request).flatMap(([name, { required }]) => (required && request[name] === undefined ? [name] : []));

/** What a request costs at most; null while one of its values is not possible. What is still missing costs nothing. */
export function priceOfDraft(endpoint: Endpoint, request: AnyRequest, prices: PriceList | null): number | null {
  const missing = missingIn(endpoint, request);
  const faulty = Object.keys(faultsOf(endpoint, request)).filter((name) => !missing.includes(name));
  if (faulty.length > 0) return null;
  const lists = missing.filter((name) => endpoint.request[name]?.control === 'targets').map((name) => [name, []]);
  return estimateUsd(endpoint, { ...request, ...Object.fromEntries(lists) }, prices);
}
