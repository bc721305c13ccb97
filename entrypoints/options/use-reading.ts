import { useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../lib/messages.ts';
import type { Allows } from '../../lib/params.ts';
import type { TargetReading } from '../../lib/target.ts';

const PAUSE_MS = 120;

/** What the background would send for a typed target; null while nothing is typed. Late readings of earlier words are dropped. */
export function useReading(text: string, allows: Allows): TargetReading | null {
  const [read, setRead] = useState<{ text: string; reading: TargetReading } | null>(null);
  useEffect(() => {
    if (text.trim() === '') {
      setRead(null);
      return;
    }
    let isCurrent = true;
    const pause = setTimeout(() => {
      sendMessage('readTarget', { text: text.slice(0, 10_000), allows }).then(
        (reading) => isCurrent && setRead({ text, reading }),
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [text, allows]);
  return read?.reading ?? null;
}
