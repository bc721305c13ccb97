import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { ColumnKind, Row } from '../../lib/columns.ts';
import type { Fields } from '../../lib/fields.ts';
import { age, money } from '../../lib/format.ts';
import { t } from '../../lib/words.ts';
import { Cell } from '../explorer/Cell.tsx';
import { Icon } from '../Icon.tsx';

/** One group of figures, of one call. */
export type Section = {
  title: string;
  fields: Fields;
  /** When the oldest of its figures was bought; null where none was. */
  fetchedAt: number | null;
  /** What the rest of it costs; null where nothing is missing. */
  priceUsd: number | null;
  isLoading: boolean;
  /** Why its call brought nothing, and the way on. */
  failure: ComponentChildren;
};

/** One target. `row` has its figures by name; a name that is not there was not bought, and null is what the API does not know. */
export type Compared = { target: string; overview: string; row: Row; unanswered: ReadonlySet<string> };

type Props = {
  sections: readonly Section[];
  targets: readonly Compared[];
  /** Who has the best of a figure. */
  isBest: (field: string, target: string) => boolean;
  doorOf: (field: string, target: string) => string | null;
  onRemove: (target: string) => void;
  onLoad: (section: Section) => void;
};

/** What the names of the figures take, and what a target takes at least, in px. */
const FIRST_PX = 140;
const LEAST_PX = 132;

/** Targets side by side: a line per figure, and the best of each with a word. */
export function CompareTable({ sections, targets, isBest, doorOf, onRemove, onLoad }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="compare-box" aria-label={t`Side by side`} tabIndex={0}>
      <table class="compare" style={{ minWidth: `${FIRST_PX + targets.length * LEAST_PX}px` }}>
        <caption class="visually-hidden">{t`Side by side`}</caption>
        <thead>
          <tr>
            <td />
            {targets.map(({ target, overview }) => (
              <th key={target} scope="col" data-target={target}>
                <span class="name">
                  <Cell kind="host" value={target} href={overview} />
                  <button type="button" class="icon" aria-label={t`Remove ${target}`} title={t`Remove`} onClick={() => onRemove(target)}>
                    <Icon node={X} />
                  </button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {sections.map((section) => (
          <tbody key={section.title} data-section={section.title}>
            <tr class="section">
              <th scope="rowgroup" colSpan={targets.length + 1}>
                <span class="row">
                  <b>{section.title}</b>
                  <State section={section} onLoad={onLoad} />
                </span>
              </th>
            </tr>
            {section.failure && (
              <tr>
                <td colSpan={targets.length + 1}>{section.failure}</td>
              </tr>
            )}
            {Object.entries(section.fields).map(([name, { label, help, kind }]) => (
              <tr key={name} data-figure={name}>
                <th scope="row" title={help}>
                  {label}
                </th>
                {targets.map(({ target, row, unanswered }) => (
                  <td key={target} data-target={target} data-best={isBest(name, target) || undefined}>
                    <span class="figure-cell">
                      {name in row ? (
                        <Cell kind={kind as ColumnKind} value={row[name]} href={doorOf(name, target)} />
                      ) : (
                        <span class="muted small">{unanswered.has(section.title) ? t`no row came` : t`not bought`}</span>
                      )}
                      {isBest(name, target) && <span class="pill good">{t`best`}</span>}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function State({ section, onLoad }: { section: Section; onLoad: (section: Section) => void }) {
  const { fetchedAt, priceUsd, isLoading, title } = section;
  return (
    <span class="small muted num">
      {isLoading ? (
        t`Asking DataForSEO…`
      ) : (
        <>
          {fetchedAt !== null && t`bought ${age(fetchedAt)}`}
          {priceUsd !== null && (
            <button type="button" class="link small" onClick={() => onLoad(section)}>
              {fetchedAt === null ? t`Load` : t`Load the rest`}
              <span class="visually-hidden"> {t`of ${title}`}</span> · <span class="price">{money(priceUsd)}</span>
            </button>
          )}
        </>
      )}
    </span>
  );
}
