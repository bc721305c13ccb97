/** What the grid can show of a report: its own columns first, composite ones among them, then every field of its rows. */
import type { ComponentChildren } from 'preact';
import type { Column, ColumnKind, Row } from '../../lib/columns.ts';
import { isNumeric } from '../../lib/columns.ts';
import type { Laid } from '../../lib/layout.ts';
import type { Composite, ReportColumn } from '../../lib/reports/define.ts';

export type GridColumn = Laid & {
  /** The path of its field; `cell:` and its name where it is a composite one, as `anchor` is both. */
  id: string;
  label: string;
  of: string;
  help: string;
  /** The field it is sorted by and copied as. */
  main: Column;
  /** How its cells are drawn, where they show several fields. */
  composite: Composite | null;
  /** How its cells are drawn, where a view has a way of its own. */
  draw?: (row: Row) => ComponentChildren;
  /** The field at a path, for composite cells. */
  fieldAt: (path: string) => Column | undefined;
  isRight: boolean;
};

/** First widths, in px: enough for most values of a kind and for its heading. */
const widths: Partial<Record<ColumnKind, number>> = {
  ...{ url: 280, host: 200, text: 180, tally: 180, tags: 130, list: 200, words: 200, json: 200 },
  ...{ count: 108, rank: 88, bytes: 96, usd: 96, httpStatus: 96, flag: 84, time: 116 },
};

/** What a moment to the second takes. */
const EXACT_PX = 196;

/** What a heading of a word or two takes, with its padding and the arrow of a sort. */
const headingPx = (label: string): number => Math.min(170, 44 + Math.round(7 * label.length));

/** What a figure with its band in words takes, whatever a report says. */
const LEAST_SPAM_PX = 112;

/** The columns of a grid. Without a report's own choice every field is shown. */
export function gridColumns(fields: readonly Column[], chosen: readonly ReportColumn[] | null): GridColumn[] {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const fieldAt = (path: string) => byPath.get(path);

  const plain = (main: Column, width: number | undefined, isShown: boolean): GridColumn => ({
    ...{ id: main.path, label: main.label, of: main.of, help: main.help, main, composite: null, fieldAt, isShown },
    width: Math.max(
      width ?? (main.isExact ? EXACT_PX : widths[main.kind]) ?? 140,
      headingPx(main.label),
      main.kind === 'spam' ? LEAST_SPAM_PX : 0,
    ),
    isRight: isNumeric(main.kind) && main.kind !== 'spam',
  });

  const first = (chosen ?? []).flatMap((column): GridColumn[] => {
    const main = fieldAt('path' in column ? column.path : column.sortBy);
    if (!main) return [];
    if ('path' in column) return [plain(main, column.width, true)];
    const { id, label, help, width } = column;
    return [
      { id: `cell:${id}`, label, of: '', help, width, main, composite: column, fieldAt, isShown: true, isRight: column.cell === 'ranks' },
    ];
  });
  const taken = new Set(first.map(({ id }) => id));
  return [...first, ...fields.filter(({ path }) => !taken.has(path)).map((field) => plain(field, undefined, first.length === 0))];
}

/** The text at a path of a row; null where there is none. */
export function textAt({ fieldAt }: GridColumn, row: Row, path: string | undefined): string | null {
  const value = path === undefined ? null : fieldAt(path)?.value(row);
  return typeof value === 'string' && value !== '' ? value : null;
}

export function numberAt({ fieldAt }: GridColumn, row: Row, path: string | undefined): number | null {
  const value = path === undefined ? null : fieldAt(path)?.value(row);
  return typeof value === 'number' ? value : null;
}
