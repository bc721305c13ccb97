/** Requests with a report's own values, and with the answers to ready-made questions. */
import type { AnyRequest, Endpoint } from '../endpoints/define.ts';
import { identityOf, withOurs } from '../request.ts';
import type { Preset, Report } from './define.ts';

const isSilent = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A request with the report's values where it is silent, then with those of its parameters. */
export function withReport(endpoint: Endpoint, report: Report | null, request: AnyRequest): AnyRequest {
  const said = Object.fromEntries(Object.entries(request).filter(([, value]) => !isSilent(value)));
  return withOurs(endpoint, { ...report?.request, ...said });
}

/** Where a list was being continued; another question begins at its first row. */
const places = ['offset', 'search_after_token'];

/**
 * The request that asks a ready-made question of the same target and scope, or, without one, the report's first question. Whatever any of
 * the report's questions sets begins from the report's own values, so that the same question is asked whichever was asked before.
 */
export function requestOfPreset(endpoint: Endpoint, report: Report, request: AnyRequest, preset: Preset | null, now: number): AnyRequest {
  const set = new Set([...report.presets.flatMap((each) => Object.keys(each.request(now))), ...places, 'filters', 'order_by']);
  const kept = Object.fromEntries(Object.entries(request).filter(([name]) => !set.has(name)));
  const changes = Object.entries(preset?.request(now) ?? {});
  const full: AnyRequest = { ...withReport(endpoint, report, kept), ...Object.fromEntries(changes) };
  for (const [name, value] of changes) if (value === null) delete full[name];
  return full;
}

/** The question a request asks, where it is one of the report's. */
export function activePreset(endpoint: Endpoint, report: Report, request: AnyRequest, now: number): Preset | null {
  const asked = identityOf(endpoint, withReport(endpoint, report, request));
  return report.presets.find((preset) => identityOf(endpoint, requestOfPreset(endpoint, report, request, preset, now)) === asked) ?? null;
}
