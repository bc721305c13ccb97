import { useMemo } from 'preact/hooks';
import { type RowActs, Rows } from '../../../components/explorer/TableResult.tsx';
import type { Row } from '../../../lib/columns.ts';
import { csv } from '../../../lib/export/csv.ts';
import { fileNameOf } from '../../../lib/export/file-name.ts';
import type { Playbook, Section, Table } from '../../../lib/playbooks/define.ts';
import type { EnvironmentName } from '../../../lib/settings.ts';
import { visibleText } from '../../../lib/visible-text.ts';
import { t } from '../../../lib/words.ts';
import { saveFile } from '../download.ts';

export type SectionTableProps = {
  playbook: Playbook;
  section: Section;
  table: Table;
  /** What the playbook was asked about, for the name of a file. */
  targets: readonly string[];
  environment: EnvironmentName;
  fetchedAt: number;
  leadsTo: (hash: string) => string;
  /** What else can be done with selected rows. */
  renderSelected?: RowActs['renderSelected'];
};

/** Several words in a cell want more room than one. */
const TAGS_PX = 230;

/** The rows of a part of an answer: sorted, searched and saved for nothing, each leading to the rows it was made of. */
export function SectionTable({ playbook, section, table, targets, environment, fetchedAt, leadsTo, renderSelected }: SectionTableProps) {
  const { caption, columns, rows, shown, key, doors, facts } = table;
  const chosen = useMemo(() => {
    const kinds = new Map(columns.map(({ path, kind }) => [path, kind]));
    return (shown ?? columns.map(({ path }) => path)).map((path) => (kinds.get(path) === 'tags' ? { path, width: TAGS_PX } : { path }));
  }, [columns, shown]);
  const save = (found: readonly Row[]) => {
    const about = {
      ...{ targets, environment, fetchedAt, title: caption, endpoint: `${playbook.id}-${section.id}`, request: {} },
      ...{ rows: found.length, total: rows.length, scope: 'filtered' as const, costUsd: 0 },
    };
    void saveFile(csv(columns, found, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
  };
  const behind = (row: Row) => (
    <>
      {facts && (
        <ul>
          {facts(row).map((fact) => (
            <li key={fact}>
              <bdi>{visibleText(fact, 500)}</bdi>
            </li>
          ))}
        </ul>
      )}
      {doors && (
        <p class="row">
          {doors(row).map(({ label, hash }) => (
            <a key={hash} href={leadsTo(hash)}>
              {label}
            </a>
          ))}
        </p>
      )}
    </>
  );
  return (
    <Rows
      caption={caption}
      columns={columns}
      chosen={chosen}
      keyPath={key}
      rows={rows as Row[]}
      totalCount={null}
      isCounted={false}
      acts={{ ...(doors || facts ? { renderExpanded: behind, renderActs: behind } : {}), renderSelected }}
      tools={({ found }) => (
        <>
          <span class="grow" />
          <button type="button" onClick={() => save(found)}>{t`Export CSV`}</button>
        </>
      )}
    />
  );
}
