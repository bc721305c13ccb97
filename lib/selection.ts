import { inferScope, targetOf } from './target.ts';

/** The most sites that are taken from one text. */
const MOST_TARGETS = 1000;
/** What may stand around an address in a sentence or a list and belongs to neither. */
const around = /^[\s"'“”‘’«»‹›(){}[\]<>•·*–—-]+|[\s"'“”‘’«»‹›(){}[\]<>.,;:!?…]+$/g;

/**
 * The sites and pages a text names, as they would be sent, each once and in their order. Words that only look like part of a sentence name
 * nothing; neither do private names and e-mail addresses.
 */
export function targetsInText(text: string): string[] {
  const found = new Set<string>();
  for (const piece of text.split(/[\s,;|<>"“”]+/)) {
    const word = piece.replace(around, '');
    if (!word.includes('.')) continue;
    const reading = targetOf(word, { from: 'typed', scope: inferScope(word), keepQuery: true });
    if (reading.ok) found.add(reading.target);
    if (found.size >= MOST_TARGETS) break;
  }
  return [...found];
}
