import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { endpointNamed } from '../../lib/endpoints/index.ts';
import { reportOf } from '../../lib/reports/index.ts';
import { withReport } from '../../lib/reports/presets.ts';
import { hashOfRequest } from '../../lib/route.ts';

/** The address of a report with all of its own values, so that Run adds no step and Back leads here. */
export function addressOf(id: string, request: AnyRequest): string {
  const endpoint = endpointNamed(id);
  return endpoint ? hashOfRequest(endpoint, withReport(endpoint, reportOf(endpoint.id), request)) : '#/';
}
