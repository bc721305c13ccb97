import { count } from '../../lib/format.ts';
import type { TargetList } from '../../lib/target-lists/list.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

const words = (many: number, one: string, several: string): string => `${count(many)} ${many === 1 ? one : several}`;

/** The most lines that are listed at a time; the others follow a press. */
const MOST_SHOWN = 500;

/** What a list was read as: how many targets, and every line that is none, with its number and the reason. */
export function ListReading({ list }: { list: TargetList }) {
  const { targets, unlisted, duplicates, faults } = list;
  const others = unlisted.length - duplicates - faults;
  return (
    <div class="list-reading num small">
      <p data-field="reading">
        <b>{words(targets.length, t`target`, t`targets`)}</b>
        {duplicates > 0 && ` · ${words(duplicates, t`duplicate`, t`duplicates`)}`}
        {faults > 0 && (
          <>
            {' · '}
            <span class="warn-text">{t`${words(faults, t`line`, t`lines`)} left out`}</span>
          </>
        )}
        {others > 0 && ` · ${words(others, t`heading or remark`, t`headings or remarks`)}`}
      </p>
      {unlisted.length > 0 && (
        <details>
          <summary>{t`Lines that are not sent`}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
          <section class="unlisted" aria-label={t`Lines that are not sent`} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col" class="r">{t`Line`}</th>
                  <th scope="col">{t`Written`}</th>
                  <th scope="col">{t`Why it is not sent`}</th>
                </tr>
              </thead>
              <tbody>
                {unlisted.slice(0, MOST_SHOWN).map(({ line, text, why, isFault }, at) => (
                  <tr key={at} data-fault={isFault || undefined}>
                    <td class="r">{count(line)}</td>
                    <td>
                      <bdi title={visibleText(text, 500)}>{visibleText(text, 60)}</bdi>
                    </td>
                    <td>{why}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {unlisted.length > MOST_SHOWN && (
            <p class="muted">{t`And ${count(unlisted.length - MOST_SHOWN)} more like these; mend the list and read on.`}</p>
          )}
        </details>
      )}
    </div>
  );
}
