import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

/** How long a call has been under way, and that waiting is safe. */
export function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(beat);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  if (seconds < 3) return t`Asking DataForSEO…`;
  if (seconds < 15) return t`Asking DataForSEO… ${seconds} s`;
  return t`Still working, ${seconds} s; it is not charged twice. You may close this.`;
}
