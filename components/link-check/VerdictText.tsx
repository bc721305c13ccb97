import { locale, t } from '../../lib/words.ts';
import './link-check.css';
import { age } from '../../lib/format.ts';
import type { LinkCheck } from '../../lib/link-check/verdict.ts';
import { sentencesOf, titleOf } from '../../lib/link-check/words.ts';
import { visibleText } from '../../lib/visible-text.ts';

/** What the person's own browser saw of a link, and when. */
export function VerdictText({ check: { verdict, at } }: { check: LinkCheck }) {
  const { title, tone } = titleOf(verdict);
  return (
    <div class="verdict" data-verdict={verdict.state}>
      <p>
        <span class={tone === 'none' ? 'chip' : `pill ${tone}`}>{title}</span>{' '}
        <span class="muted small">
          {t`seen in your browser`}{' '}
          <time dateTime={new Date(at).toISOString()} title={new Date(at).toLocaleString(locale)}>
            {age(at)}
          </time>
        </span>
      </p>
      {sentencesOf(verdict).map((sentence) => (
        <p key={sentence} class="small">
          {visibleText(sentence)}
        </p>
      ))}
    </div>
  );
}
