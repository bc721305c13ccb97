import type { ComponentChildren } from 'preact';
import type { EndpointGroup } from '../../lib/endpoints/define.ts';
import type { Status } from '../../lib/messages.ts';
import { playbooks } from '../../lib/playbooks/index.ts';
import { t } from '../../lib/words.ts';
import { AnswerPage, pageOf } from './answers/AnswerPage.tsx';
import { AnswersPage } from './answers/AnswersPage.tsx';
import { DossierPage } from './answers/DossierPage.tsx';
import { ProspectsPage } from './answers/ProspectsPage.tsx';
import { BulkPage } from './bulk/BulkPage.tsx';
import { ComparePage } from './bulk/ComparePage.tsx';
import { CachePage } from './CachePage.tsx';
import { DiagnosticsPage } from './DiagnosticsPage.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { SpendingPage } from './SpendingPage.tsx';
import { TrendsPage } from './TrendsPage.tsx';
import { WatchPage } from './watch/WatchPage.tsx';

/** What every page of ours is given. */
export type PageProps = {
  /** The values in the address, as they stand there. */
  query: string;
  status: Status;
  onStatus: (status: Status) => void;
  /** Goes to an address, so that Back leads here. */
  onGo: (hash: string) => void;
  /** Changes the address without a step in the history. */
  onReplace: (hash: string) => void;
  /** The one target the page is about, for the links to other reports. */
  onTarget: (target: string) => void;
  /** Something was answered, so spending and balance may be others. */
  onAnswered: () => void;
  /** Asks the person for the permission to reach the API; true where it is given. */
  onAllow: () => Promise<boolean>;
  onSample: () => void;
};

/** A page that is more than one endpoint's report. */
export type OwnPage = {
  /** Its word in the address. */
  id: string;
  title: string;
  /** What it answers, in one sentence; none where the title says it. */
  explains: string | null;
  /** The rail's group it stands in, before the group's endpoints; `Own` is the foot of the rail. */
  group: EndpointGroup | 'Answers' | 'Own';
  /** The page of the rail it belongs to, where it is not in the rail itself. */
  under?: string;
  /** It is about the one target that reports are about, by that word in its address. */
  takesTarget?: boolean;
  /** The reports of its group are the calls it makes: the rail folds them under it. */
  foldsGroup?: boolean;
  Page: (props: PageProps) => ComponentChildren;
};

/** Every page of ours, in the order of the rail. Adding one is its file and its line here. */
export const pages: readonly OwnPage[] = [
  {
    id: 'answers',
    title: t`All answers`,
    explains: t`Questions people ask of links, each answered by a few calls whose price is known before the first.`,
    group: 'Answers',
    takesTarget: true,
    Page: AnswersPage,
  },
  {
    id: 'prospects',
    title: t`Prospects`,
    explains: t`The websites you want links from, with your own notes.`,
    group: 'Answers',
    Page: ProspectsPage,
  },
  {
    id: 'dossiers',
    title: t`Open a dossier`,
    explains: t`An answer or a report that was saved as a file, read again without a network.`,
    group: 'Answers',
    Page: DossierPage,
  },
  {
    id: 'watch',
    title: t`Watchlist`,
    explains: t`Sites that are looked at by themselves, under a cap of their own, and what changed.`,
    group: 'Answers',
    Page: WatchPage,
  },
  {
    id: 'trends',
    title: t`Trends`,
    explains: t`How links, referring websites and rank of a domain went, beside up to four others.`,
    group: 'Trends',
    takesTarget: true,
    foldsGroup: true,
    Page: TrendsPage,
  },
  {
    id: 'bulk',
    title: t`Bulk`,
    explains: t`Rank, spam, links and domains of many sites and pages at once.`,
    group: 'Bulk',
    foldsGroup: true,
    Page: BulkPage,
  },
  {
    id: 'compare',
    title: t`Compare`,
    explains: t`Two to five sites or pages side by side.`,
    group: 'Compare',
    Page: ComparePage,
  },
  { id: 'spending', title: t`Spending`, explains: null, group: 'Own', Page: SpendingPage },
  {
    id: 'cache',
    title: t`Cache`,
    explains: t`Every answer you bought, kept in this browser and free to look at again.`,
    group: 'Own',
    Page: CachePage,
  },
  { id: 'settings', title: t`Settings`, explains: null, group: 'Own', Page: SettingsPage },
  { id: 'diagnostics', title: t`Diagnostics`, explains: t`Facts for a bug report.`, group: 'Own', Page: DiagnosticsPage },
];

/** A page for each playbook. */
const answers: readonly OwnPage[] = playbooks.map((playbook) => ({
  id: pageOf(playbook),
  title: playbook.title,
  explains: playbook.question,
  group: 'Answers',
  under: 'answers',
  Page: (props) => <AnswerPage playbook={playbook} {...props} />,
}));

export const pageNamed = (word: string): OwnPage | null => [...pages, ...answers].find(({ id }) => id === word) ?? null;
