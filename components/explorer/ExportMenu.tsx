import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Scope, scopeWords } from '../../lib/export/about.ts';
import { type FormatId, formats } from '../../lib/export/formats.ts';
import { count, percent } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';

/** What was chosen; the options are the person's last. */
export type ExportChoice = { scope: Scope; byteOrderMark: boolean; comments: boolean };

type Props = {
  /** How many rows each choice has. */
  counts: Record<Scope, number>;
  /** Rows written of the export under way; null while there is none. */
  progress: { written: number; of: number } | null;
  /** How the last export ended, in words; empty before the first. */
  outcome: string;
  onExport: (format: FormatId, choice: ExportChoice) => void;
  /** Called in the press itself, as the clipboard wants it. */
  onCopy: (format: FormatId, choice: ExportChoice) => void;
  onCancel: () => void;
  /** What else can be had as text, below the formats. */
  children?: ComponentChildren;
};

const files: readonly FormatId[] = ['csv', 'xlsx', 'json', 'jsonl', 'markdown'];
const copies: readonly FormatId[] = ['tsv', 'markdown'];
const scopes: readonly Scope[] = ['selection', 'filtered', 'loaded'];

/** Px between the button and the menu, and between the menu and the window's edge. */
const GAP = 4;
const EDGE = 8;

/** The selection where there is one, else what is in sight, else all. */
const usualScope = (counts: Record<Scope, number>): Scope =>
  counts.selection > 0 ? 'selection' : counts.filtered > 0 ? 'filtered' : 'loaded';

/** The button "More formats" and its menu: which rows, as what, and how far it is. Nothing here costs anything. */
export function ExportMenu({ counts, progress, outcome, onExport, onCopy, onCancel, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [picked, setPicked] = useState<Scope | null>(null);
  const [byteOrderMark, setByteOrderMark] = useState(true);
  const [comments, setComments] = useState(false);
  const scope = picked && counts[picked] > 0 ? picked : usualScope(counts);
  const choice: ExportChoice = { scope, byteOrderMark, comments };
  const isBusy = progress !== null;

  useEnd(isBusy, () => {
    if (!isOpen) return;
    // "Cancel" is gone by now, and the focus with it. Whoever went elsewhere meanwhile stays there.
    const { activeElement } = document;
    if (activeElement === document.body || menu.current?.contains(activeElement)) button.current?.focus();
    menu.current?.hidePopover();
  });

  const toggled = (open: boolean) => {
    setOpen(open);
    if (open) menu.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    // The next time begins with what is usual then.
    else setPicked(null);
  };

  const item = (verb: string, format: FormatId, run: Props['onExport'], isFirst = false) => (
    <button
      key={format}
      type="button"
      aria-describedby={`${id}-${verb}-${format}`}
      aria-disabled={isBusy || counts[scope] === 0 || undefined}
      data-first={isFirst || undefined}
      // Not `disabled`: the button keeps the focus it was pressed with.
      onClick={() => !isBusy && counts[scope] > 0 && run(format, choice)}
    >
      {verb} {formats[format].label}
    </button>
  );
  const line = (verb: string, format: FormatId, run: Props['onExport'], isFirst = false) => (
    <li key={format}>
      {item(verb, format, run, isFirst)}
      <span id={`${id}-${verb}-${format}`} class="muted small">
        {formats[format].help}
      </span>
    </li>
  );

  return (
    <span class="export">
      <button ref={button} type="button" data-shortcut="export" popovertarget={id} aria-haspopup="dialog" aria-expanded={isOpen}>
        {t`More formats`} {progress && !isOpen && <span class="muted num">{percent(progress.written, progress.of)}</span>}
      </button>
      <div
        ref={menu}
        id={id}
        class="export-menu"
        popover="auto"
        role="dialog"
        aria-label={t`Export rows`}
        onBeforeToggle={(event) => event.newState === 'open' && place(event.currentTarget, button.current)}
        onToggle={(event) => toggled(event.newState === 'open')}
      >
        <fieldset>
          <legend>{t`Rows`}</legend>
          {scopes.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={`${id}-scope`}
                checked={scope === each}
                disabled={isBusy || counts[each] === 0}
                onChange={() => setPicked(each)}
              />{' '}
              {scopeWords[each]} <span class="muted num">({count(counts[each])})</span>
            </label>
          ))}
        </fieldset>
        <ul aria-label={t`Save a file`}>{files.map((format, index) => line(t`Export`, format, onExport, index === 0))}</ul>
        <ul aria-label={t`Copy to the clipboard`}>{copies.map((format) => line(t`Copy`, format, onCopy))}</ul>
        {children}
        <fieldset>
          <legend>{t`Options of CSV`}</legend>
          <label>
            <input type="checkbox" checked={byteOrderMark} onChange={({ currentTarget }) => setByteOrderMark(currentTarget.checked)} />{' '}
            {t`Byte order mark, which Excel wants`}
          </label>
          <label>
            <input type="checkbox" checked={comments} onChange={({ currentTarget }) => setComments(currentTarget.checked)} />{' '}
            {t`Begin with # lines that say where it is from`}
          </label>
        </fieldset>
        {progress && (
          <p class="export-progress num">
            <progress aria-label={t`Rows written`} value={progress.written} max={Math.max(progress.of, 1)} />{' '}
            {t`${count(progress.written)} of ${count(progress.of)}`} <button type="button" onClick={onCancel}>{t`Cancel`}</button>
          </p>
        )}
      </div>
      <span class="muted small" role="status">
        {progress ? (progress.of === 1 ? t`Exporting ${count(progress.of)} row` : t`Exporting ${count(progress.of)} rows`) : outcome}
      </span>
    </span>
  );
}

/** Calls back once when something that was so is so no more. */
function useEnd(is: boolean, onEnd: () => void): void {
  const was = useRef(is);
  useLayoutEffect(() => {
    const isOver = was.current && !is;
    was.current = is;
    if (isOver) onEnd();
  }, [is]);
}

/** Puts the menu under the button, its end at the button's end, and keeps it inside the window. Anchors in CSS are too new for Firefox. */
function place(menu: HTMLElement, button: HTMLElement | null): void {
  if (!button) return;
  const { bottom, right } = button.getBoundingClientRect();
  Object.assign(menu.style, {
    position: 'fixed',
    inset: 'auto',
    margin: '0',
    insetBlockStart: `${bottom + GAP}px`,
    insetInlineEnd: `${Math.max(EDGE, document.documentElement.clientWidth - right)}px`,
    maxBlockSize: `calc(100vh - ${bottom + GAP + EDGE}px)`,
    overflow: 'auto',
  });
}
