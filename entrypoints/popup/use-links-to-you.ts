import { useEffect, useState } from 'preact/hooks';
import { type LinkToDomain, sendMessage } from '../../lib/messages.ts';
import type { Question } from './use-summary.ts';

const none: readonly LinkToDomain[] = [];

/** Whether the site in question links to the person's own domains and to rivals, as far as the store knows. Asked after the figures. */
export function useLinksToYou(question: Question | null): readonly LinkToDomain[] {
  const [found, setFound] = useState<{ question: Question; links: LinkToDomain[] } | null>(null);
  useEffect(() => {
    if (!question) return;
    const { text, from } = question;
    sendMessage('linksToDomains', { text, from }).then(
      (links) => setFound({ question, links }),
      () => {},
    );
  }, [question]);
  return found && found.question === question ? found.links : none;
}
