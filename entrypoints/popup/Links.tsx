import { useEffect, useMemo, useState } from 'preact/hooks';
import { LinksView } from '../../components/links/LinksView.tsx';
import { csv } from '../../lib/export/csv.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { saveFile } from '../../lib/export/save.ts';
import { sendMessage, type LinksView as View } from '../../lib/messages.ts';
import { classify, hostOf, hostsOf, type PageLink } from '../../lib/page-links/classify.ts';
import { linkColumns } from '../../lib/page-links/columns.ts';
import { type Reading, readLinks, tell } from './page-script.ts';
import type { Page } from './use-page.ts';

/** The links of the page in front. Reading them is free and stays in the browser; the press that opened this allows it for this page. */
export function Links({ page, onBack }: { page: Page & { tabId: number }; onBack: () => void }) {
  const { tabId } = page;
  const [reading, setReading] = useState<Reading | 'refused' | null>(null);
  const [view, setView] = useState<{ hosts: string[]; view: View } | null>(null);
  const [isMarking, setMarking] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    setReading(null);
    setView(null);
    void readLinks(tabId).then(async (found) => {
      const hosts = found ? hostsOf(found) : [];
      const known = found ? await sendMessage('viewLinks', { hosts }).catch(() => null) : null;
      if (!isCurrent) return;
      setMarking(found?.isMarked ?? false);
      setReading(found ?? 'refused');
      setView(known && { hosts, view: known });
    });
    return () => {
      isCurrent = false;
    };
  }, [tabId, page.url]);

  const links = useMemo((): PageLink[] => {
    if (!reading || reading === 'refused' || !view) return [];
    const sites = new Map(view.hosts.map((host, at) => [host, view.view.sites[at] ?? null]));
    return classify(reading, (host) => sites.get(host) ?? null);
  }, [reading, view]);

  if (reading === null) return <p class="links-wait muted">Reading the links of this page…</p>;
  if (reading === 'refused' || !view)
    return (
      <main>
        <section class="notice" data-state="unreadable">
          <h2>This page cannot be read</h2>
          <p>
            The browser keeps its own pages and its store to itself, and lets Backlens read a page only after its button was pressed there.
          </p>
          <button type="button" onClick={onBack}>
            Back to the figures
          </button>
        </section>
      </main>
    );

  const save = (rows: readonly PageLink[]) => {
    const about = {
      targets: [hostOf(reading.url)],
      title: 'Links on this page',
      endpoint: 'links-on-page',
      request: {},
      environment: view.view.status.settings.environment,
      fetchedAt: Date.now(),
      rows: rows.length,
      total: links.length,
      scope: 'filtered' as const,
      costUsd: 0,
    };
    void saveFile(csv(linkColumns, rows, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
  };

  return (
    <LinksView
      scan={reading}
      links={links}
      isMarking={isMarking}
      onBack={onBack}
      onShow={async ({ at }) => (await tell(tabId, 'show', at)) ?? false}
      onMark={(marks) => {
        setMarking(marks.length > 0);
        void tell(tabId, 'mark', marks);
      }}
      onSave={save}
    />
  );
}
