import { useState } from 'preact/hooks';
import { count } from '../../lib/format.ts';
import { displayHost } from '../../lib/host-display.ts';
import type { SiteFigures } from '../../lib/messages.ts';
import type { PageLink } from '../../lib/page-links/classify.ts';
import { visibleText } from '../../lib/visible-text.ts';
import { t } from '../../lib/words.ts';
import { SpamPill } from '../SpamPill.tsx';
import { wordsOf } from './looks.ts';

type Props = {
  link: PageLink;
  figures: SiteFigures | undefined;
  onShow: (link: PageLink) => Promise<boolean>;
};

/** What an address has after its host, as the page wrote it. */
function pathOf({ to, host }: PageLink): string {
  try {
    const { pathname, search, hash } = new URL(to);
    return host ? `${pathname}${search}${hash}` : '';
  } catch {
    return '';
  }
}

/** One link: pressing it scrolls the page there. */
export function LinkRow({ link, figures, onShow }: Props) {
  const [isHidden, setHidden] = useState(false);
  const name = link.text || (link.image === 'none' ? t`No text` : t`Image without words`);
  return (
    <li>
      <button
        type="button"
        class="link-row"
        title={visibleText(link.to)}
        onClick={() => void onShow(link).then((isShown) => setHidden(!isShown))}
      >
        <span class="first">
          <bdi class={`anchor ${link.text ? '' : 'muted'}`}>{visibleText(name, 120)}</bdi>
          {figures && (
            <span class="site-figures small num" title={t`Rank and spam score of the website it leads to`}>
              {count(figures.rank)} <SpamPill score={figures.spam} />
            </span>
          )}
        </span>
        <span class="where muted small">
          <bdi class="address">
            {link.host ? (
              <>
                <b>{visibleText(displayHost(link.host).text, 80)}</b>
                {visibleText(pathOf(link), 120)}
              </>
            ) : (
              visibleText(link.to, 120)
            )}
          </bdi>
          <span class="words">
            {wordsOf(link).map((word) => (
              <span key={word} class="word">
                {visibleText(word, 60)}
              </span>
            ))}
            <span>{link.place}</span>
          </span>
        </span>
        {isHidden && <span class="small hidden-link" role="status">{t`The page does not show this link.`}</span>}
      </button>
    </li>
  );
}
