import { useId, useRef, useState } from 'preact/hooks';
import type { Allows } from '../../lib/params.ts';
import type { Place, ReadText } from '../../lib/target-lists/read.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

type Props = {
  text: string;
  allows: Allows;
  /** The text's columns, where it is a table. */
  table: ReadText['table'];
  /** What went wrong with a file or the tabs, in words. */
  fault: string | null;
  onText: (text: string) => void;
  onAllows: (allows: Allows) => void;
  onPlace: (place: Place) => void;
  onFile: (file: File) => void;
  /** Called in the press itself, as the browser's question wants it. */
  onTabs: () => void;
};

const waysToRead: readonly (readonly [Allows, string])[] = [
  ['any', t`Sites and pages, as written`],
  ['site', t`Only their hosts`],
  ['domain', t`Only their domains`],
];

const placeOf = (value: string): Place => (value === 'cells' || value === 'lines' ? value : Number(value));

/** Where a list comes in: typed, pasted, dropped, from a file or from this window's tabs. */
export function ListInput({ text, allows, table, fault, onText, onAllows, onPlace, onFile, onTabs }: Props) {
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way to give a file; the button beside is for everybody
    <div
      class={`list-input ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        const dropped = event.dataTransfer?.getData('text/plain');
        if (file) onFile(file);
        else if (dropped) onText(dropped);
      }}
    >
      <div class="field">
        <label for={id}>{t`Sites or pages, one per line`}</label>
        <textarea
          id={id}
          rows={7}
          class="code"
          value={text}
          placeholder={`forbes.com\nhttps://example.com/a-page\n${t`Paste a list or a table, or drop a CSV or text file here`}`}
          spellcheck={false}
          aria-describedby={fault ? `${id}-fault` : undefined}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
        {fault && (
          <p id={`${id}-fault`} class="fault" role="alert">
            {fault}
          </p>
        )}
      </div>
      <div class="row small">
        <button type="button" onClick={() => chooser.current?.click()}>{t`Choose a file`}</button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/plain,text/csv,text/tab-separated-values"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) onFile(file);
            currentTarget.value = '';
          }}
        />
        <button
          type="button"
          title={t`Their addresses without queries. The browser asks you first.`}
          onClick={onTabs}
        >{t`Take this window’s tabs`}</button>
        {text !== '' && <button type="button" class="plain" onClick={() => onText('')}>{t`Clear`}</button>}
        <span class="grow" />
        {table && (
          <span class="row">
            <label class="take" for={`${id}-column`}>{t`Take`}</label>
            <select id={`${id}-column`} value={String(table.place)} onChange={({ currentTarget }) => onPlace(placeOf(currentTarget.value))}>
              {table.columns.map(({ at, name }) => (
                <option key={at} value={String(at)}>
                  {visibleText(name, 40)}
                </option>
              ))}
              <option value="cells">{t`every cell`}</option>
              <option value="lines">{t`whole lines`}</option>
            </select>
          </span>
        )}
        <span class="row">
          <label class="take" for={`${id}-allows`}>{t`Read as`}</label>
          <select
            id={`${id}-allows`}
            value={allows}
            onChange={({ currentTarget }) => onAllows(waysToRead.find(([value]) => value === currentTarget.value)?.[0] ?? 'any')}
          >
            {waysToRead.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </span>
      </div>
    </div>
  );
}
