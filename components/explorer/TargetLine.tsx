import { displayHost } from '../../lib/host-display.ts';
import type { Allows } from '../../lib/params.ts';
import { refusalWords } from '../../lib/refusal-words.ts';
import type { TargetReading } from '../../lib/target.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

type Reading = Extract<TargetReading, { ok: true }>;

const whatItIs: Record<Reading['kind'], string> = { root: t`Whole domain`, host: t`Domain and subdomains`, page: t`Exact page` };

type Props = {
  id: string;
  /** Null while nothing is typed or the reading is not there yet. */
  reading: TargetReading | null;
  allows: Allows;
  /** The request asks for the host alone. */
  isHostAlone: boolean;
  /** What is wrong is said beside it already. */
  isFaulty: boolean;
};

/** Says what will leave the browser for what was typed, or why nothing will. */
export function TargetLine({ id, reading, allows, isHostAlone, isFaulty }: Props) {
  return (
    <p id={id} class="target-line" aria-live="polite">
      {reading?.ok && <Sent reading={reading} allows={allows} isHostAlone={isHostAlone} />}
      {reading && !reading.ok && !isFaulty && (
        <span class="bad-text" data-refused={reading.reason}>
          {refusalWords[reading.reason].title}. {refusalWords[reading.reason].advice}
        </span>
      )}
    </p>
  );
}

function Sent({ reading, allows, isHostAlone }: { reading: Reading } & Pick<Props, 'allows' | 'isHostAlone'>) {
  const { kind, target, host, dropped } = reading;
  const international = host.split('.').some((label) => label.startsWith('xn--')) ? displayHost(host) : null;
  const left = dropped.filter((part) => part !== 'query' || kind !== 'page');
  return (
    <>
      <span>
        {t`Will be sent as: ${<b data-field="sent_target">{visibleText(target, 2048)}</b>}${dropped.length > left.length && t`, with its query`}`}
        {international && <span class="muted"> {international.note ?? `(${international.text})`}</span>}
      </span>{' '}
      <span class="chip">{kind === 'host' && isHostAlone ? t`This host alone` : whatItIs[kind]}</span>
      {left.includes('path') && allows !== 'any' && <span class="muted"> {t`This report takes no single pages.`}</span>}
    </>
  );
}
