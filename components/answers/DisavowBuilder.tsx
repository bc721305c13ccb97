import { useMemo, useState } from 'preact/hooks';
import { type Disavowed, mergedFile } from '../../lib/disavow.ts';
import { count } from '../../lib/format.ts';
import { dayOf } from '../../lib/params.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';

type Props = {
  domains: readonly Disavowed[];
  /** Domains the person decided to keep. */
  keep: readonly string[];
  onSave: (file: string) => void;
};

const answers = {
  yes: t`Yes, Search Console shows one`,
  placed: t`No, but links were bought or placed for this site`,
  no: t`No, neither`,
} as const;
type Answer = keyof typeof answers;

/** A disavow file, once it is clear that there is a reason for one. Nothing is sent anywhere: Google takes the file from the person. */
export function DisavowBuilder({ domains, keep, onSave }: Props) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isSure, setSure] = useState(false);
  const [existing, setExisting] = useState('');
  const merged = useMemo(
    () => mergedFile({ existing, domains, keep, day: dayOf(Date.now()) }),
    [existing, JSON.stringify(domains), JSON.stringify(keep)],
  );
  const isOpen = answer === 'yes' || answer === 'placed' || isSure;
  const isEmpty = merged.file === '';
  return (
    <section class="card disavow" aria-labelledby="disavow-title">
      <h3 id="disavow-title">{t`Disavow file`}</h3>
      <fieldset>
        <legend>{t`Is there a manual action against the site for unnatural links?`}</legend>
        {(Object.keys(answers) as Answer[]).map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="manual-action" checked={answer === each} onChange={() => setAnswer(each)} /> {answers[each]}
          </label>
        ))}
      </fieldset>
      {answer === 'no' && (
        <div class="notice">
          <p>{t`Then there is most likely nothing to disavow. Search engines ignore worthless links by themselves, and a disavowed link that helped is a loss. Ask first for removal, and keep this for links somebody placed.`}</p>
          <label class="choice">
            <input type="checkbox" checked={isSure} onChange={({ currentTarget }) => setSure(currentTarget.checked)} />{' '}
            {t`I have looked at the websites and want the file all the same`}
          </label>
        </div>
      )}
      {isOpen && (
        <>
          <div class="field">
            <label for="disavow-existing">{t`The file Google has now, if there is one: a new upload replaces it`}</label>
            <textarea
              id="disavow-existing"
              class="code"
              rows={4}
              spellcheck={false}
              value={existing}
              placeholder={`# ${t`comments stay`}\ndomain:example.com`}
              onInput={({ currentTarget }) => setExisting(currentTarget.value)}
            />
            <label class="file">
              {t`Or choose the file`}{' '}
              <input
                type="file"
                accept=".txt,text/plain"
                onChange={({ currentTarget }) => {
                  void currentTarget.files?.[0]?.text().then(setExisting);
                }}
              />
            </label>
          </div>
          <div role="status">
            <ul class="small num">
              <li>
                {merged.added.length === 1
                  ? t`${count(merged.added.length)} domain is new${domains.length === 0 && t`: mark websites as Disavow in the table first`}`
                  : t`${count(merged.added.length)} domains are new${domains.length === 0 && t`: mark websites as Disavow in the table first`}`}
              </li>
              {merged.covered.length > 0 && <li>{t`${count(merged.covered.length)} are in it already`}</li>}
              {merged.dropped.length > 0 && (
                <li>
                  {t`Left out, as you keep them:`} <bdi>{visibleText(merged.dropped.join(', '), 300)}</bdi>
                </li>
              )}
              {merged.wrong.length > 0 && <li>{t`${count(merged.wrong.length)} lines Google would refuse are kept as comments`}</li>}
              <li>{t`${count(merged.lines)} lines, ${count(Math.ceil(merged.bytes / 1000))} kB`}</li>
              {merged.tooLarge && <li class="bad-text">{merged.tooLarge}</li>}
            </ul>
          </div>
          {!isEmpty && (
            <details>
              <summary>{t`Look at it`}</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
              <section class="file-box" tabIndex={0} aria-label={t`The disavow file`}>
                <pre class="code">{visibleLines(merged.file)}</pre>
              </section>
            </details>
          )}
          <p class="row">
            <button
              type="button"
              class="primary"
              disabled={isEmpty || merged.tooLarge !== null}
              onClick={() => onSave(merged.file)}
            >{t`Save disavow.txt`}</button>
            <span class="muted small">{t`You upload it to Search Console yourself; Backlens sends nothing.`}</span>
          </p>
        </>
      )}
    </section>
  );
}

const MOST_SHOWN = 400;

const visibleLines = (file: string): string => {
  const lines = file.split('\n');
  const shown = lines.slice(0, MOST_SHOWN).map((line) => (line === '' ? '' : visibleText(line)));
  return [...shown, ...(lines.length > MOST_SHOWN ? [t`… and ${count(lines.length - MOST_SHOWN)} more`] : [])].join('\n');
};
