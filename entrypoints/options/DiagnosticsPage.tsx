import { useEffect, useState } from 'preact/hooks';
import { Alert } from '../../components/Alert.tsx';
import { Waiting } from '../../components/explorer/Waiting.tsx';
import { Notice } from '../../components/Notice.tsx';
import { diagnosticsText } from '../../lib/diagnostics.ts';
import { sendMessage } from '../../lib/messages.ts';
import { failed } from '../../lib/outcome.ts';
import { t } from '../../lib/words.ts';
import { copyText } from './download.ts';
import type { PageProps } from './pages.tsx';

const ends = { done: t`Copied.`, cancelled: '', refused: t`The browser refused the clipboard. Select the text and copy it.` } as const;

/** Facts for a bug report. Gathering them sends nothing. */
export function DiagnosticsPage({ status }: PageProps) {
  const [text, setText] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => {
    sendMessage('diagnostics').then(
      (facts) => {
        setText(diagnosticsText(facts));
        setBroken(false);
      },
      () => setBroken(true),
    );
  }, [status]);
  if (isBroken)
    return (
      <Alert>
        <Notice failure={failed('bug').failure} />
      </Alert>
    );
  if (text === null) return <Waiting since={Date.now()} isBuying={false} />;
  return (
    <div class="diagnostics">
      <p>{t`Counts, versions and settings, to paste into a report. No login, no site or page you looked at, and nothing DataForSEO said is among them; nothing is sent from here. Read it before you pass it on.`}</p>
      <p class="row">
        <button type="button" class="primary" onClick={() => void copyText([text]).then((end) => setSaid(ends[end]))}>{t`Copy`}</button>
        <span class="muted" role="status">
          {said}
        </span>
      </p>
      <pre class="card" data-field="facts">
        {text}
      </pre>
    </div>
  );
}
