import type { EnvironmentName } from '../lib/settings.ts';
import { t } from '../lib/words.ts';

const words: Partial<Record<EnvironmentName, string>> = {
  sample: t`SAMPLE DATA, MADE UP, FREE`,
  sandbox: t`SANDBOX, MADE-UP DATA OF DATAFORSEO`,
};

/** Names every environment that is not the person's own account, always and in text. */
export function Ribbon({ environment }: { environment: EnvironmentName }) {
  const said = words[environment];
  return said ? <div class="ribbon">{said}</div> : null;
}
