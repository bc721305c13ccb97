import type { AnyRequest } from '../../lib/endpoints/define.ts';
import { type EndpointId, endpointOf } from '../../lib/endpoints/index.ts';
import { count, listed } from '../../lib/format.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

/** What a request is about, and how many rows it asks for: "forbes.com, up to 1,000 rows". */
export function aboutRequest(id: EndpointId, request: AnyRequest): string {
  const targets = Object.entries(endpointOf(id).request).flatMap(([name, { control, required }]) =>
    required && (control === 'target' || control === 'targets') ? [request[name] ?? []].flat().map(String) : [],
  );
  const [first = '', second, ...more] = targets;
  const names = second === undefined ? first : more.length === 0 ? listed([first, second]) : t`${count(targets.length)} targets`;
  const rows = typeof request.limit === 'number' ? t`up to ${count(request.limit)} rows` : '';
  return [visibleText(names, 80), rows].filter(Boolean).join(', ');
}
