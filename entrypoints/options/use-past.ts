import { useEffect, useState } from 'preact/hooks';
import { type Figures, type Stored, sendMessage } from '../../lib/messages.ts';

/** What answers of the same endpoint ever said of an answer's target, oldest first. Reads the store only; late readings are dropped. */
export function usePast(stored: Stored | null): readonly Figures[] {
  const [past, setPast] = useState<{ of: Stored; figures: Figures[] } | null>(null);
  useEffect(() => {
    if (typeof stored?.request.target !== 'string') return;
    let isCurrent = true;
    sendMessage('pastFigures', { endpoints: [stored.endpoint], target: stored.request.target }).then(
      (figures) => isCurrent && setPast({ of: stored, figures }),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [stored]);
  return past && past.of === stored ? past.figures : [];
}
