import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/words.ts';

/** How long a call has been under way, and that waiting is safe. Whoever hears the page is not told every second. */
export function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const beat = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(beat);
  }, []);
  const seconds = Math.max(0, Math.floor((now - since) / 1000));
  if (seconds < 3) return t`Asking DataForSEO…`;
  const time = <span aria-hidden="true">{t`${seconds} s`}</span>;
  if (seconds < 15)
    return (
      <>
        {t`Asking DataForSEO…`} {time}
      </>
    );
  return <>{t`Still working, ${time}; it is not charged twice. You may close this.`}</>;
}
