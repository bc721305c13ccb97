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

/** Where this page keeps that the person wants no letters: whoever speaks to the computer presses them without meaning to. */
const PLACE = 'letter keys';

const areWanted = (): boolean => {
  try {
    return localStorage.getItem(PLACE) !== 'off';
  } catch {
    return true;
  }
};

/** The keys that work on every page, where the person wants them. Returns whether they are on, and whether their list is open. */
export function useShortcuts(onGo: (page: string) => void) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areOn, setOn] = useState(areWanted);
  const go = useRef(onGo);
  go.current = onGo;

  useEffect(() => {
    if (!areOn) return;
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
  }, [areOn]);

  const switchOn = (isOn: boolean) => {
    setOn(isOn);
    try {
      localStorage.setItem(PLACE, isOn ? 'on' : 'off');
    } catch {
      // It holds for this visit.
    }
  };
  return { areOn, switchOn, isHelpOpen, openHelp: () => setHelpOpen(true), closeHelp: () => setHelpOpen(false) };
}
