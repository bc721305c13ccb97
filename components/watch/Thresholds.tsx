import { useId } from 'preact/hooks';
import type { Thresholds as Limits } from '../../lib/watch/define.ts';
import { t } from '../../lib/words.ts';

type Name = keyof Limits;
type Props = {
  limits: Limits;
  /** What is wrong with a value, by its name. */
  faults: Partial<Record<Name, string>>;
  /** Whether websites won and lost are among the figures. */
  hasLost: boolean;
  onChange: (limits: Limits) => void;
};

type Line = { name: Name; before: string; after: string; usual: number; help?: string };

const lines: readonly Line[] = [
  { name: 'dropPercent', before: t`Backlinks or referring websites fell by at least`, after: '%', usual: 10 },
  { name: 'lostWebsites', before: t`Lost referring websites: at least`, after: t`since the look before`, usual: 10 },
  {
    name: 'strongLossRank',
    before: t`Lost a dofollow link from a website of rank`,
    after: t`or more`,
    usual: 300,
    help: t`One more call for each of your sites that lost websites; its price is counted below for all of them.`,
  },
  { name: 'spamUp', before: t`Spam score rose by at least`, after: t`points`, usual: 10 },
  { name: 'rivalGains', before: t`A rival gained at least`, after: t`referring websites`, usual: 20 },
];

/** From which change on a site is worth a word. Rules of thumb, each to be changed or switched off. */
export function Thresholds({ limits, faults, hasLost, onChange }: Props) {
  const id = useId();
  return (
    <fieldset class="thresholds">
      <legend>{t`Worth a word`}</legend>
      {lines.map(({ name, before, after, usual, help }) => {
        const value = limits[name];
        const fault = faults[name];
        const note = name === 'lostWebsites' && !hasLost ? t`Tick “New and lost referring domains” for it.` : help;
        return (
          <div key={name} class="threshold">
            <label>
              <input
                type="checkbox"
                checked={value !== null}
                onChange={({ currentTarget }) => onChange({ ...limits, [name]: currentTarget.checked ? usual : null })}
              />
              <span>{before}</span>
            </label>
            <span class="row">
              <input
                type="number"
                class="num"
                aria-label={`${before} … ${after}`}
                aria-describedby={note || fault ? `${id}-${name}` : undefined}
                aria-invalid={fault ? true : undefined}
                disabled={value === null}
                min={0}
                step={1}
                value={value ?? ''}
                onInput={({ currentTarget }) =>
                  onChange({ ...limits, [name]: currentTarget.value === '' ? Number.NaN : Number(currentTarget.value) })
                }
              />
              {after}
            </span>
            {(fault || (note && value !== null)) && (
              <p id={`${id}-${name}`} class={fault ? 'fault' : 'help'}>
                {fault ?? note}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
