import { useEffect } from 'preact/hooks';
import { CheckLinks } from '../../components/link-check/CheckLinks.tsx';
import type { Row } from '../../lib/columns.ts';
import { type LinkChecks, linkIn } from './use-link-checks.ts';

/** The verdict on one row's link, and the way to a new one; nothing for rows that are about no link. */
export function RowCheck({ row, checks }: { row: Row; checks: LinkChecks }) {
  const { recall, checkOf, verify, cancel, progress } = checks;
  useEffect(() => recall([row]), [row, recall]);
  if (!linkIn(row)) return null;
  return <CheckLinks checks={[checkOf(row)]} progress={progress} onVerify={() => verify([row])} onCancel={cancel} />;
}
