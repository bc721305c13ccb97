/** What keys mean on the rows of a grid. */

export type Move = { to: 'by'; rows: number } | { to: 'first' | 'last' };

export type Command =
  | { does: 'move'; move: Move; isExtending: boolean }
  | { does: 'side'; step: -1 | 1 }
  | { does: 'expand' | 'open' | 'select' | 'all' | 'detail' | 'clear' };

const rowsBy: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The command of a key, null for none; `page` is how many rows are in sight. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, page: number): Command | null {
  const isControl = ctrlKey || metaKey;
  if (altKey) return null;
  if (isControl && key.toLowerCase() === 'a') return { does: 'all' };
  if (key === 'Home' || key === 'End') return { does: 'move', move: { to: key === 'Home' ? 'first' : 'last' }, isExtending: shiftKey };
  if (isControl) return null;
  const rows = rowsBy[key] ?? (key === 'PageDown' ? page : key === 'PageUp' ? -page : 0);
  if (rows !== 0) return { does: 'move', move: { to: 'by', rows }, isExtending: shiftKey };
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      return { does: 'side', step: key === 'ArrowLeft' ? -1 : 1 };
    case 'Enter':
      return { does: 'expand' };
    case 'o':
      return { does: 'open' };
    case 'd':
      return { does: 'detail' };
    case 'x':
    case ' ':
      return { does: 'select' };
    case 'Escape':
      return { does: 'clear' };
    default:
      return null;
  }
}

/** What takes keys for itself: fields and what is unfolded in the table, and links and buttons those keys that press them. */
export function isTaken(target: EventTarget | null, key: string, table: Element | null): boolean {
  if (!(target instanceof Element)) return false;
  // A table may itself stand in what is unfolded in another one.
  const unfolded = target.closest('.more');
  if (unfolded && table?.contains(unfolded)) return true;
  if (target.closest('input:not([type="checkbox"]), select, textarea, [contenteditable]')) return true;
  return (key === 'Enter' || key === ' ') && target.closest('a, button, input') !== null;
}

/** The place a move leads to, within the rows there are. */
export function placeAfter(move: Move, from: number, count: number): number {
  if (move.to === 'by') return Math.min(count - 1, Math.max(0, from + move.rows));
  return move.to === 'first' ? 0 : count - 1;
}
