/** Headings under the pointer: dragged by their edge they become wider, by their text they change places. */

import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { NARROWEST, WIDEST } from '../../lib/layout.ts';
import { along } from '../../lib/words.ts';

/** How far a pointer goes before a press is a drag. */
const SLACK_PX = 6;

/** Follows a pointer until it is let go; `end` hears whether it ended well. */
function follow(event: PointerEvent, move: (event: PointerEvent) => void, end: (isDone: boolean, last: PointerEvent) => void): void {
  const stop = new AbortController();
  const { pointerId } = event;
  const mine = (listener: (event: PointerEvent) => void) => (each: PointerEvent) => each.pointerId === pointerId && listener(each);
  const over = (isDone: boolean) =>
    mine((last) => {
      stop.abort();
      end(isDone, last);
    });
  // On the window, so that a pointer outside the heading is still followed.
  window.addEventListener('pointermove', mine(move), { signal: stop.signal });
  window.addEventListener('pointerup', over(true), { signal: stop.signal });
  window.addEventListener('pointercancel', over(false), { signal: stop.signal });
}

/** Dragging an edge: `onMove` hears every width, and null when it is over; `onDone` the one to keep. */
export function useGrip(onMove: (id: string, width: number | null) => void, onDone: (id: string, width: number) => void) {
  const heard = useRef({ onMove, onDone });
  heard.current = { onMove, onDone };
  return (event: PointerEvent, id: string, width: number) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = ({ clientX }: PointerEvent) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width + (clientX - event.clientX) * along)));
    follow(
      event,
      (move) => heard.current.onMove(id, at(move)),
      (isDone, last) => {
        heard.current.onMove(id, null);
        if (isDone) heard.current.onDone(id, at(last));
      },
    );
  };
}

/** Dragging a heading: `onMove` hears which column goes before which, null for the end. */
export function useColumnDrag(line: RefObject<HTMLElement | null>, onMove: (id: string, before: string | null) => void) {
  const heard = useRef(onMove);
  heard.current = onMove;
  const dragged = useRef(false);

  const mark = (heading: Element | null, edge: 'before' | 'after') => {
    for (const each of line.current?.querySelectorAll('[data-drop]') ?? []) each.removeAttribute('data-drop');
    heading?.setAttribute('data-drop', edge);
  };

  /** The heading that the pointer would put a column before; null behind the last one. */
  const target = ({ clientX }: PointerEvent): Element | null => {
    const headings = [...(line.current?.querySelectorAll('th[data-field]') ?? [])];
    return (
      headings.find((heading) => {
        const { left, width } = heading.getBoundingClientRect();
        return (left + width / 2 - clientX) * along > 0;
      }) ?? null
    );
  };

  const start = (event: PointerEvent, id: string) => {
    dragged.current = false;
    if (event.button !== 0) return;
    follow(
      event,
      (move) => {
        if (!dragged.current && Math.abs(move.clientX - event.clientX) < SLACK_PX) return;
        dragged.current = true;
        const before = target(move);
        mark(before ?? line.current?.lastElementChild ?? null, before ? 'before' : 'after');
      },
      (isDone, last) => {
        mark(null, 'before');
        if (isDone && dragged.current) heard.current(id, target(last)?.getAttribute('data-field') ?? null);
        // The click that ends a drag comes at once, or not at all.
        setTimeout(() => {
          dragged.current = false;
        });
      },
    );
  };

  /** The click that ends a drag sorts nothing. */
  const wasDragged = (): boolean => dragged.current;
  return { start, wasDragged };
}
