import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the focus in a box whose content comes and goes: when what has the focus is taken away, the box's own stop gets it. Returns the
 * listeners for the box.
 */
export function useKeptFocus(box: RefObject<HTMLElement | null>, stop: RefObject<HTMLElement | null>) {
  const isInside = useRef(false);
  // Not every browser tells of the focus of an element that is removed.
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) stop.current?.focus({ preventScroll: true });
  });
  const onFocusIn = useCallback(() => {
    isInside.current = true;
  }, []);
  const onFocusOut = useCallback(
    ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && box.current?.contains(relatedTarget)) return;
      // Whether it was left or taken away shows when the change is through.
      queueMicrotask(() => {
        if (document.activeElement !== document.body) isInside.current = box.current?.contains(document.activeElement) ?? false;
        else if (target instanceof Element && target.isConnected) isInside.current = false;
        else if (box.current?.isConnected) stop.current?.focus({ preventScroll: true });
      });
    },
    [box, stop],
  );
  return { onFocusIn, onFocusOut };
}
