import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The ref of a dialog that opens as it comes, over everything. As it goes, whoever opened it has the focus again. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // Browsers give the focus back when a dialog closes, and not when it is taken out of the page.
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
}
