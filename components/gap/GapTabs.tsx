import { count, NOTHING } from '../../lib/format.ts';
import { type TabId, tabs } from '../../lib/gap/tabs.ts';
import { t } from '../../lib/words.ts';

type Props = {
  id: string;
  /** How many loaded rows each has; null where it cannot be known. */
  counts: Readonly<Record<TabId, number | null>>;
  active: TabId;
  onTab: (tab: TabId) => void;
};

/** The ways to look at loaded rows, each with how many there are. One stop of the Tab key; arrows lead to the others. */
export function GapTabs({ id, counts, active, onTab }: Props) {
  const go = (event: KeyboardEvent, at: number) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onTab(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <div class="gap-tabs" role="tablist" aria-label={t`Which rows`}>
      {tabs.map((tab, at) => (
        <button
          key={tab.id}
          id={`${id}-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab.id === active}
          aria-controls={`${id}-panel`}
          tabIndex={tab.id === active ? 0 : -1}
          title={tab.explains}
          onClick={() => onTab(tab.id)}
          onKeyDown={(event) => go(event, at)}
        >
          {tab.title} <span class="num">{counts[tab.id] === null ? NOTHING : count(counts[tab.id])}</span>
        </button>
      ))}
    </div>
  );
}
