import { useEffect, useState } from 'preact/hooks';
import { LinksView } from '../../components/links/LinksView.tsx';
import { RankOffer } from '../../components/links/RankOffer.tsx';
import { csv } from '../../lib/export/csv.ts';
import { fileNameOf } from '../../lib/export/file-name.ts';
import { saveFile } from '../../lib/export/save.ts';
import { hostOf, type PageLink } from '../../lib/page-links/classify.ts';
import { linkColumns } from '../../lib/page-links/columns.ts';
import { t } from '../../lib/words.ts';
import { tell } from './page-script.ts';
import { type PageLinks, useLinks } from './use-links.ts';
import type { Page } from './use-page.ts';

type Props = { page: Page & { tabId: number }; onBack: () => void; explorer: (hash: string) => string };

/** The links of the page in front. Reading them is free and stays in the browser; the press that opened this allows it for this page. */
export function Links({ page, onBack, explorer }: Props) {
  const { tabId } = page;
  const { known, isBuying, failures, buy } = useLinks(page);
  const [isMarking, setMarking] = useState(false);
  const wasMarked = known !== null && known !== 'refused' && known.reading.isMarked;
  useEffect(() => setMarking(wasMarked), [wasMarked]);

  if (known === null) return <p class="links-wait muted">{t`Reading the links of this page…`}</p>;
  if (known === 'refused')
    return (
      <main>
        <section class="notice" data-state="unreadable">
          <h2>{t`This page cannot be read`}</h2>
          <p>{t`The browser keeps its own pages and its store to itself, and lets Backlens read a page only after its button was pressed there.`}</p>
          <button type="button" onClick={onBack}>{t`Back to the figures`}</button>
        </section>
      </main>
    );

  const { reading, links, view } = known;
  return (
    <LinksView
      scan={reading}
      links={links}
      figures={view.figures}
      offer={
        <RankOffer
          view={view}
          isBusy={isBuying}
          failures={failures}
          settingsHref={explorer('#/settings')}
          onBuy={(how, allow) => void buy(how, allow)}
        />
      }
      explorer={explorer}
      isMarking={isMarking}
      onBack={onBack}
      onShow={async ({ at }) => (await tell(tabId, 'show', at)) ?? false}
      onMark={(marks) => {
        setMarking(marks.length > 0);
        void tell(tabId, 'mark', marks);
      }}
      onSave={(rows) => save(known, rows)}
    />
  );
}

/** Saves the listed links, each with what is known of its website. */
function save({ reading, links, view }: PageLinks, rows: readonly PageLink[]): void {
  const figures = new Map(view.figures.map((each) => [each.site, each]));
  const lines = rows.map((link) => ({ ...link, figures: figures.get(link.site) }));
  const about = {
    targets: [hostOf(reading.url)],
    title: t`Links on this page`,
    endpoint: 'links-on-page',
    request: {},
    environment: view.status.settings.environment,
    fetchedAt: Date.now(),
    rows: rows.length,
    total: links.length,
    scope: 'filtered' as const,
    costUsd: 0,
  };
  void saveFile(csv(linkColumns, lines, about, { byteOrderMark: true }), fileNameOf(about), 'text/csv');
}
