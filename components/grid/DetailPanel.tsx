import { t } from '../../lib/words.ts';
import './tools.css';
import { Copy, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Column, Row } from '../../lib/columns.ts';
import { harmless, textOf } from '../../lib/export/text.ts';
import { Icon } from '../Icon.tsx';
import { groupsOf } from './groups.ts';
import { WholeValue } from './WholeValue.tsx';

type Props = {
  title: string;
  row: Row;
  /** Every field there is, shown in the table or not. */
  columns: readonly Column[];
  onClose: () => void;
  /** Takes a text to the clipboard. */
  onCopy?: (text: string) => Promise<void> | void;
  /** What can be done with the row. */
  children?: ComponentChildren;
};

const toClipboard = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** A row with nothing left out and nothing cut. It takes the focus while it is open, and gives it back. */
export function DetailPanel({ title, row, columns, onClose, onCopy = toClipboard, children }: Props) {
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');

  useLayoutEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      const isHere = document.activeElement === document.body || panel.current?.contains(document.activeElement);
      // Whoever has gone elsewhere by themselves stays there.
      if (isHere && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const copy = async (text: string, what: string) => {
    try {
      await onCopy(text);
      setSaid(t`${what} copied`);
    } catch {
      setSaid(t`The browser did not allow copying`);
    }
  };

  return (
    <aside
      ref={panel}
      class="detail-panel"
      aria-labelledby={heading}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <span class="muted small" role="status">
          {said}
        </span>
        <button
          type="button"
          class="icon"
          aria-label={t`Copy the row as JSON`}
          title={t`Copy the row as JSON`}
          onClick={() => copy(JSON.stringify(row, null, 2), t`Row`)}
        >
          <Icon node={Copy} />
        </button>
        <button type="button" class="icon" aria-label={t`Close`} title={t`Close (Esc)`} onClick={onClose}>
          <Icon node={X} />
        </button>
      </header>
      {children && <div class="acts">{children}</div>}
      {groupsOf(columns).map(({ name, columns: some }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <dl>
            {some.map((column) => (
              <Entry key={column.path} column={column} row={row} onCopy={copy} />
            ))}
          </dl>
        </section>
      ))}
    </aside>
  );
}

function Entry({ column, row, onCopy }: { column: Column; row: Row; onCopy: (text: string, what: string) => void }) {
  const { label, help, path, kind, href } = column;
  const value = column.value(row);
  const isThere = value !== null && value !== '';
  return (
    <div data-field={path}>
      <dt title={path}>{label}</dt>
      <dd class="num">
        <WholeValue kind={kind} value={value} href={href?.(row)} />
      </dd>
      {isThere && (
        <dd class="take">
          <button
            type="button"
            class="icon"
            aria-label={t`Copy ${label}`}
            title={t`Copy ${label}`}
            onClick={() => onCopy(typeof value === 'number' ? String(value) : harmless(textOf(value)), label)}
          >
            <Icon node={Copy} />
          </button>
        </dd>
      )}
      {help && <dd class="help">{help}</dd>}
    </div>
  );
}
