import { count, percents } from '../format.ts';
import { target } from '../params.ts';
import { t } from '../words.ts';
import { anchorClasses, classifier, classWords } from './anchor-classes.ts';
import { type Answers, definePlaybook, type Note, rowsOf, step, storedOf } from './define.ts';
import { byLargest, byName, column, door, number, phrases, phrasesIn, shareOf } from './parts.ts';

type Inputs = { target: string; brand?: string; keywords?: string; exact_watch?: number; exact_alarm?: number; brand_low?: number };

const MOST = 1000;

const anchorsRequest = ({ target }: Inputs) => ({ target, limit: MOST });

/** Every anchor with its class, most websites first. */
function judged({ target, brand, keywords }: Inputs, answers: Answers) {
  const classOf = classifier(target, phrasesIn(brand), phrasesIn(keywords));
  return rowsOf(answers, 'anchors', 'anchors')
    .map((row) => ({ ...row, anchor: row.anchor ?? '', class: classOf(row.anchor) }))
    .sort((a, b) => byLargest(a.referring_main_domains, b.referring_main_domains) || byName(a.anchor, b.anchor));
}

/** How many anchors, websites and links each class has, in the classes' order. */
export function classesOf(inputs: Inputs, answers: Answers) {
  const anchors = judged(inputs, answers);
  const total = anchors.reduce((sum, { referring_main_domains }) => sum + (referring_main_domains ?? 0), 0);
  return anchorClasses.map((id) => {
    const of = anchors.filter((anchor) => anchor.class === id);
    const websites = of.reduce((sum, { referring_main_domains }) => sum + (referring_main_domains ?? 0), 0);
    return {
      ...{ id, class: classWords[id].label, anchors: of.length, websites, share: shareOf(websites, total) },
      backlinks: of.reduce((sum, { backlinks }) => sum + (backlinks ?? 0), 0),
      top: of.slice(0, 3).map(({ anchor }) => anchor || t`(no text)`),
    };
  });
}

/** What the shares say by the thresholds in force; a share on a threshold has reached it. */
function notesOf(inputs: Inputs, answers: Answers): Note[] {
  const { exact_watch = 10, exact_alarm = 20, brand_low = 30, keywords } = inputs;
  const shares = new Map(classesOf(inputs, answers).map(({ id, share }) => [id, share]));
  const exact = shares.get('exact') ?? null;
  const named = shares.get('brand') ?? null;
  if (exact === null || named === null) return [];
  const rows = [door(t`The anchors`, 'anchors', anchorsRequest(inputs))];
  const notes: Note[] = [];
  if (phrasesIn(keywords).length === 0)
    notes.push({
      tone: 'plain',
      text: t`No keywords are listed, so no anchor can be an exact or partial one. List those you want to rank for.`,
    });
  else if (exact >= exact_alarm)
    notes.push({
      tone: 'bad',
      text: t`Exact keywords are ${percents(exact)} of the websites, from ${percents(exact_alarm)} on links look bought.`,
      doors: rows,
    });
  else if (exact >= exact_watch)
    notes.push({
      tone: 'warn',
      text: t`Exact keywords are ${percents(exact)} of the websites; ${percents(exact_watch)} is where to begin watching.`,
      doors: rows,
    });
  else
    notes.push({
      tone: 'good',
      text: t`Exact keywords are ${percents(exact)} of the websites, below the ${percents(exact_watch)} to watch.`,
    });
  if (named < brand_low)
    notes.push({
      tone: 'warn',
      text: t`Only ${percents(named)} of the websites name the brand; below ${percents(brand_low)} is unusual.`,
      doors: rows,
    });
  else notes.push({ tone: 'good', text: t`${percents(named)} of the websites name the brand.` });
  return notes;
}

export const anchorHealth = definePlaybook({
  id: 'anchor-health',
  title: t`Anchor health`,
  question: t`Do the words others link with look natural?`,
  explains: t`Every anchor as brand, exact or partial keyword, URL, generic or empty, by your own lists, with each class’s share.`,
  request: {
    ...target(),
    brand: phrases(t`Brand names`, t`With commas between them; the site’s own name is one of them anyway.`),
    keywords: phrases(t`Keywords`, t`The searches you want to rank for, with commas between them.`),
    exact_watch: number(
      t`Watch exact keywords from, %`,
      t`A rule of thumb: more than this share of websites is worth watching.`,
      0,
      100,
      10,
    ),
    exact_alarm: number(t`Exact keywords are too many from, %`, t`A rule of thumb: from this share on links look bought.`, 0, 100, 20),
    brand_low: number(t`Brand is unusually rare below, %`, t`A rule of thumb: most sites are named by at least this share.`, 0, 100, 30),
  },
  remembers: ['brand', 'keywords'],
  check: ({ exact_watch = 10, exact_alarm = 20 }) =>
    exact_watch > exact_alarm ? { param: 'exact_alarm', message: t`Watching begins before there are too many.` } : null,
  plan: [step<Inputs, 'anchors'>('anchors', { id: 'anchors', title: t`The anchors`, requests: (inputs) => [anchorsRequest(inputs)] })],
  sections: [
    {
      id: 'classes',
      title: t`Classes of anchors`,
      explains: t`Shares are of the websites, each counted once per anchor it uses. The thresholds are rules of thumb; you may set your own.`,
      needs: ['anchors'],
      derive: (inputs, answers) => {
        const classes = classesOf(inputs, answers);
        const [stored] = storedOf(answers, 'anchors');
        const isPart = stored?.totalCount != null && stored.totalCount > stored.rows.length;
        return {
          figures: classes.map(({ id, class: label, share }) => ({
            ...{ id: `share_${id}`, label, value: share, kind: 'percent' as const, help: classWords[id].help },
          })),
          notes: [
            ...notesOf(inputs, answers),
            ...(isPart
              ? [
                  {
                    tone: 'plain' as const,
                    text: t`The ${count(MOST)} anchors most websites use are looked at, of ${count(stored?.totalCount)} there are.`,
                  },
                ]
              : []),
          ],
          table: {
            caption: t`Classes of anchors`,
            key: 'id',
            rows: classes,
            columns: [
              column('class', t`Class`, 'text'),
              column('share', t`Share, %`, 'count', t`Of the websites, counted once per anchor.`),
              column('websites', t`Referring websites`, 'count', t`Websites, counted once per anchor.`),
              column('anchors', t`Anchors`, 'count', t`Different anchors of this class.`),
              column('backlinks', t`Backlinks`, 'count', t`Links with these anchors.`),
              column('top', t`Most used`, 'tags', t`The anchors most websites use.`),
            ],
          },
        };
      },
    },
    {
      id: 'evidence',
      title: t`Every anchor with its class`,
      explains: t`The rows behind the shares. A word that is in the wrong class belongs in one of your lists.`,
      needs: ['anchors'],
      derive: (inputs, answers) => ({
        table: {
          caption: t`Anchors with their class`,
          key: 'anchor',
          rows: judged(inputs, answers).map(({ class: id, ...row }) => ({ ...row, class: classWords[id].label })),
          columns: [
            column('anchor', t`Anchor`, 'text', t`The text of the links.`),
            column('class', t`Class`, 'text', t`By your lists.`),
            column('referring_main_domains', t`Referring websites`, 'count', t`Websites that use it.`),
            column('backlinks', t`Backlinks`, 'count', t`Links with it.`),
            column('backlinks_spam_score', t`Spam of links`, 'spam', t`Average spam score of these links, 0 to 100.`),
            column('first_seen', t`First seen`, 'time', t`When the first of these links was found.`),
          ],
          doors: ({ anchor }) => [
            door(t`Every link with this anchor`, 'backlinks', {
              target: inputs.target,
              mode: 'as_is',
              filters: [['anchor', '=', String(anchor)]],
            }),
          ],
        },
      }),
    },
  ],
  cautions: [t`There is no share that is right for every site: compare with rivals in the same field before you act.`],
  next: ({ target }) => [door(t`Backlinks, one per anchor`, 'backlinks', { target, mode: 'one_per_anchor' })],
});
