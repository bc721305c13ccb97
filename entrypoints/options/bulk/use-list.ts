import { useEffect, useMemo, useState } from 'preact/hooks';
import { MOST_TEXTS, sendMessage } from '../../../lib/messages.ts';
import type { Allows } from '../../../lib/params.ts';
import type { TargetReading } from '../../../lib/target.ts';
import { listOf, type TargetList } from '../../../lib/target-lists/list.ts';
import { type Place, type ReadText, readText } from '../../../lib/target-lists/read.ts';

const PAUSE_MS = 200;
/** What is longer is no target; the background takes no more either. */
const LONGEST = 10_000;

export type Reading = {
  read: ReadText;
  /** As it was read last; null before the first time. */
  list: TargetList | null;
  /** A newer text is on its way to the background. */
  isReading: boolean;
};

/** What the background would send for each piece, in its order. */
async function readingsOf(texts: readonly string[], allows: Allows): Promise<TargetReading[]> {
  const readings: TargetReading[] = [];
  for (let from = 0; from < texts.length; from += MOST_TEXTS)
    readings.push(...(await sendMessage('readTargets', { texts: texts.slice(from, from + MOST_TEXTS), allows })));
  return readings;
}

/** A text as a list of targets. Late readings of an earlier text are dropped. */
export function useList(text: string, place: Place | undefined, allows: Allows, neverSend: readonly string[]): Reading {
  const read = useMemo(() => readText(text, place), [text, place]);
  const [done, setDone] = useState<{ read: ReadText; allows: Allows; readings: TargetReading[] } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const pause = setTimeout(
      () => {
        readingsOf(
          read.pieces.map((piece) => piece.text.slice(0, LONGEST)),
          allows,
        ).then(
          (readings) => isCurrent && setDone({ read, allows, readings }),
          // The background was starting anew; nothing is read as a target then, and nothing can be bought.
          () => isCurrent && setDone({ read, allows, readings: [] }),
        );
      },
      read.pieces.length > 0 ? PAUSE_MS : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(pause);
    };
  }, [read, allows]);
  const list = useMemo(() => done && listOf(done.read, done.readings, neverSend), [done, neverSend]);
  return { read, list, isReading: done?.read !== read || done.allows !== allows };
}
