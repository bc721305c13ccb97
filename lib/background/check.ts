import type { AnyRequest, Endpoint, RequestIssue } from '../endpoints/define.ts';
import { failed, good, type Outcome } from '../outcome.ts';
import { refusalWords } from '../refusal-words.ts';
import { withOurs } from '../request.ts';
import { wireTargetOf } from '../target.ts';
import { visibleText } from '../visible-text.ts';
import { t } from '../words.ts';

type Checked = { request: AnyRequest; target: string | null; hosts: string[] };

/**
 * A request as it may be sent: our defaults filled in, every target spelled one way, every value checked. Refusals name the parameter and
 * say what to do; nothing has been sent.
 */
export function checkRequest(endpoint: Endpoint, asked: AnyRequest): Outcome<Checked> {
  const request = withOurs(endpoint, asked);
  const issues: RequestIssue[] = [];
  const targets: string[] = [];
  const hosts: string[] = [];

  for (const [name, param] of Object.entries(endpoint.request)) {
    if (param.control !== 'target' && param.control !== 'targets') continue;
    const read = (text: string): string => {
      const reading = wireTargetOf(text, param.allows ?? 'any');
      if (!reading.ok) {
        const { title, advice } = refusalWords[reading.reason];
        issues.push({ param: name, message: `“${visibleText(text, 80)}”: ${title}. ${advice}` });
        return text;
      }
      hosts.push(reading.host);
      if (name !== 'exclude_targets') targets.push(reading.target);
      return reading.target;
    };
    const value = request[name];
    if (typeof value === 'string') request[name] = read(value);
    // Two spellings of one site would be billed as two rows.
    else if (Array.isArray(value)) request[name] = [...new Set(value.map((item) => read(String(item))))];
    else if (param.required)
      issues.push({ param: name, message: name === 'target' ? t`Type a domain, a subdomain or a page.` : t`Give at least one target.` });
  }
  if (issues.length > 0) return failed('invalid-request', { issues });

  const parsed = endpoint.schema.safeParse(request);
  if (!parsed.success)
    return failed('invalid-request', {
      // They may quote an address that a stranger wrote.
      issues: parsed.error.issues.map(({ path, message }) => ({ param: String(path[0] ?? ''), message: visibleText(message, 500) })),
    });
  const issue = endpoint.check?.(parsed.data);
  if (issue) return failed('invalid-request', { issues: [issue] });
  return good({ request: parsed.data, target: targets.join(', ').slice(0, 2048) || null, hosts });
}
