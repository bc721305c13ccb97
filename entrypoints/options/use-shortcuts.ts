import { useEffect, useRef, useState } from 'preact/hooks';
import { goes, type Shortcut, shortcuts } from '../../lib/shortcuts.ts';

/** How long the letter after `g` is waited for. */
const SECOND_KEY_MS = 1500;

/** Whatever takes letters for itself: fields, and rows, which have keys of their own. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input:not([type="checkbox"], [type="radio"]), select, textarea, [contenteditable], dialog') !== null;

const controlFor = (to: Shortcut['to']): HTMLElement | null =>
  document.querySelector<HTMLElement>(to === 'rows' ? 'table[role="grid"]' : `[data-shortcut="${to}"]`);

/** The keys that work on every page. Returns whether the list of keys is open. */
export function useShortcuts(onGo: (page: string) => void) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const go = useRef(onGo);
  go.current = onGo;

  useEffect(() => {
    let wentAt = 0;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const page = Date.now() - wentAt < SECOND_KEY_MS ? goes[event.key] : undefined;
      wentAt = event.key === 'g' && page === undefined ? Date.now() : 0;
      if (page !== undefined) {
        event.preventDefault();
        return go.current(page);
      }
      const shortcut = shortcuts.find(({ key }) => key === event.key);
      if (!shortcut) return;
      if (shortcut.to === 'help') {
        event.preventDefault();
        return setHelpOpen(true);
      }
      const control = controlFor(shortcut.to);
      if (!control) return;
      event.preventDefault();
      control.focus();
      if (control instanceof HTMLInputElement) control.select();
      // Opening the menu is free; what it offers is too.
      if (shortcut.to === 'export') control.click();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return { isHelpOpen, openHelp: () => setHelpOpen(true), closeHelp: () => setHelpOpen(false) };
}
