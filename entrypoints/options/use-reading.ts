import { useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../lib/messages.ts';
import type { Allows } from '../../lib/params.ts';
import type { TargetReading, TargetScope } from '../../lib/target.ts';

const PAUSE_MS = 120;

/** The scope that a text names by itself: a path, a query, or a scheme with anything after its host means a page. */
function scopeIn(text: string): TargetScope {
  const [, scheme, path = '', query] = /^(https?:)?[/\\]*[^/\\?#]*([/\\][^?#]*)?(\?[^#])?/i.exec(text.trim()) ?? [];
  return (path !== '' && (scheme !== undefined || !/^[/\\]$/.test(path))) || query !== undefined ? 'page' : 'host';
}

/** What the background would send for a typed target; null while nothing is typed. Late readings of earlier words are dropped. */
export function useReading(text: string, allows: Allows): TargetReading | null {
  const [read, setRead] = useState<{ text: string; reading: TargetReading } | null>(null);
  useEffect(() => {
    if (text.trim() === '') {
      setRead(null);
      return;
    }
    let isCurrent = true;
    const scope = { any: scopeIn(text), site: 'host', domain: 'root' } as const;
    const pause = setTimeout(() => {
      sendMessage('readTarget', { text: text.slice(0, 10_000), from: 'typed', scope: scope[allows] }).then(
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
