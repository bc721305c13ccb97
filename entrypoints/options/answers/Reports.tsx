import { useState } from 'preact/hooks';
import { ReportDialog } from '../../../components/answers/ReportDialog.tsx';
import { type Dossier, dossierFile } from '../../../lib/dossier.ts';
import { fileNameOf } from '../../../lib/export/file-name.ts';
import { paperHtml } from '../../../lib/export/paper-html.ts';
import { paperMarkdown } from '../../../lib/export/paper-markdown.ts';
import type { Paper } from '../../../lib/paper.ts';
import { t } from '../../../lib/words.ts';
import { saveFile } from '../download.ts';
import { agencyList, useList } from './lists.ts';

type Props = {
  /** The report with at most so many rows of each table; made when it is wanted. */
  paper: (most: number) => Paper;
  dossier: () => Dossier;
  /** The word its file is named by. */
  name: string;
};

/** The button that makes a file of what is on screen, to hand on or to open again. */
export function Reports({ paper, dossier, name }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [agency, change] = useList(agencyList);
  const nameOf = (ending: string): string => {
    const { targets, madeAt, calls } = paper(0);
    const rows = calls.reduce((sum, call) => sum + call.rows, 0);
    return fileNameOf({ targets, endpoint: name, fetchedAt: madeAt, rows, total: rows }, ending);
  };
  const by = agency ?? agencyList.empty;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>{t`Report`}</button>
      {isOpen && (
        <ReportDialog
          agency={by}
          onAgency={(next) => void change(() => next)}
          onHtml={(most) => void saveFile([paperHtml(paper(most), by)], nameOf('html'), 'text/html')}
          onMarkdown={(most) => void saveFile([paperMarkdown(paper(most), by)], nameOf('md'), 'text/markdown')}
          onDossier={() => void saveFile(dossierFile(dossier()), nameOf('dossier.json'), 'application/json')}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
