import { t } from '../../lib/words.ts';

/** What leaves the browser, in three sentences. */
export function Privacy() {
  return (
    <p>{t`When you ask for figures, the target (a site’s name, or a page’s address where you chose the page) and the options of the report go to DataForSEO together with your login, over an encrypted connection, and to nobody else. Answers, targets and amounts are stored in this browser profile alone, and Disconnect removes them. Backlens has no server, no statistics and no advertising.`}</p>
  );
}
