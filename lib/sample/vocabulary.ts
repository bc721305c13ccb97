import { spread } from './random.ts';

/**
 * The words of the sample web. Sites, names and sentences are invented; the closed lists (link types, rel attributes, platform types,
 * places in a page) are those of https://docs.dataforseo.com/v3/backlinks/backlinks/live/ plus what real replies hold beside them.
 */
export type Language = {
  code: string;
  tlds: string[];
  countries: string[];
  /** The same topics in the same order in every language. */
  topics: string[];
  titles: string[];
  /** What a link says when it is about the topic. */
  exact: string[];
  /** What a link says when it says nothing. */
  generic: string[];
  /** What stands before and after a link. */
  before: string[];
  after: string[];
};

const split = (words: string): string[] => words.split('|');

function language(code: string, tlds: string, countries: string, ...texts: string[]): Language {
  const [topics = [], titles = [], exact = [], generic = [], before = [], after = []] = texts.map(split);
  return { code, tlds: tlds.split(' '), countries: countries.split(' '), topics, titles, exact, generic, before, after };
}

const english = language(
  'en',
  'com com com com org net io co info co.uk com.au blog dev pages.dev blogspot.com',
  'US US US GB CA AU IN IE',
  'gardening|cooking|travel|software|finance|health|cycling|design',
  'The best {t} tools of {y}|A beginner’s guide to {t}|{n} things about {t} we wish we had known|Weekly round-up #{n}: {t} and more',
  'best {t} tools|{t} guide|{t} for beginners',
  'click here|read more|website|here|source',
  'As explained on|We found this at|See also|Many thanks to',
  ', a resource worth keeping.|for the details.|(opens in a new tab)',
);

/** The languages of linking pages. */
export const languages: Language[] = [
  english,
  language(
    'de',
    'de de com at ch',
    'DE DE AT CH',
    'Garten|Kochen|Reisen|Software|Finanzen|Gesundheit|Radfahren|Wohnen',
    'Die besten Tipps des Jahres {y}: {t}|{t} für Einsteiger: der große Ratgeber|{n} Fragen und Antworten: {t}',
    '{t} Ratgeber|{t} für Einsteiger',
    'hier klicken|mehr erfahren|Webseite',
    'Mehr dazu bei|Gefunden haben wir das auf',
    'im Überblick.|(externer Link)',
  ),
  language(
    'es',
    'es com com.mx com.ar cl',
    'ES MX AR CL',
    'jardín|cocina|viajes|software|finanzas|salud|ciclismo|decoración',
    'Lo mejor de {y}: {t}|Guía de {t} para principiantes|{n} consejos de {t}',
    'guía de {t}',
    'haz clic aquí|leer más',
    'Más información en|Según',
    'y muchos otros.',
  ),
  language(
    'fr',
    'fr fr com be ca',
    'FR FR BE CA',
    'jardin|cuisine|voyage|logiciels|finances|santé|vélo|décoration',
    'Le meilleur de {y} : {t}|{t} : le guide du débutant|{n} astuces : {t}',
    'guide {t}',
    'cliquez ici|en savoir plus',
    'À lire aussi :|D’après',
    'et bien d’autres.',
  ),
  language(
    'ru',
    'ru ru com su',
    'RU RU KZ',
    'сад|кухня|путешествия|программы|финансы|здоровье|велосипед|дизайн',
    'Лучшее за {y} год: {t}|{n} советов: {t}|Полезные ссылки: {t}',
    '{t}: советы',
    'здесь|подробнее',
    'Подробности на сайте|По данным',
    'и многое другое.',
  ),
  language(
    'ar',
    'com net sa ae',
    'SA AE EG',
    'الحديقة|الطبخ|السفر|البرمجيات|المال|الصحة|الدراجات|التصميم',
    'أفضل أدوات {t} في {y}|{n} نصائح عن {t}',
    'دليل {t}',
    'اضغط هنا|المزيد',
    'اقرأ أيضا',
    'وغيرها.',
  ),
  language(
    'he',
    'co.il org.il com',
    'IL',
    'גינה|בישול|טיולים|תוכנה|כסף|בריאות|רכיבה|עיצוב',
    '{t} למתחילים|{n} טיפים: {t}',
    'מדריך {t}',
    'לחצו כאן',
    'ראו גם',
    'ועוד.',
  ),
  language(
    'hi',
    'in co.in com',
    'IN',
    'बागवानी|रसोई|यात्रा|सॉफ़्टवेयर|वित्त|स्वास्थ्य|साइकिल|डिज़ाइन',
    '{t}: शुरुआती गाइड|{t} पर {n} सुझाव',
    '{t} गाइड',
    'यहाँ क्लिक करें',
    'यह भी देखें',
    'और बहुत कुछ।',
  ),
  language(
    'zh',
    'cn com.cn com com.tw',
    'CN TW SG',
    '园艺|烹饪|旅行|软件|理财|健康|骑行|设计',
    '{y}年最佳{t}工具|关于{t}的{n}个建议',
    '{t}指南',
    '点击这里|官网',
    '更多内容请见',
    '了解详情。',
  ),
  language(
    'ja',
    'jp co.jp com ne.jp',
    'JP',
    '園芸|料理|旅行|ソフト|家計|健康|自転車|インテリア',
    '{y}年のおすすめ{t}|はじめての{t}|{t}のコツ{n}選',
    '{t}ガイド',
    'こちら|公式サイト',
    '詳しくは',
    'をご覧ください。',
  ),
];

/** How many linking sites of a hundred write in each language, by its place in `languages`. */
export const languageShares = spread({ 0: 48, 1: 10, 2: 9, 3: 7, 4: 8, 5: 3, 6: 2, 7: 3, 8: 5, 9: 5 }).map(Number);

export const languageOf = (at: number): Language => languages[at] ?? english;

/** How many topics there are. */
export const TOPICS = english.topics.length;

/** A topic in letters a host has; languages with other letters use English words there, as many sites do. */
export function topicWord({ topics }: Language, topic: number): string {
  const word = String(topics[topic]).normalize('NFD').toLowerCase();
  return /^[a-z]/.test(word) ? word.replace(/[^a-z]/g, '') : (english.topics[topic] ?? '');
}

/** Where the sites that only sell links live. */
export const spamTlds = split('top|xyz|pics|click|best');
export const spamAnchors = split('buy cheap {t} online|casino bonus {n}|{t} discount code {y}|payday loans');
export const emoji = split('🌿|🚀|🔥|✨|👉');
export const syllables = split(
  'ba|bel|cor|dor|fi|fen|gan|ho|jun|ka|kir|lem|lo|mar|mi|nor|nu|ol|pa|quin|ri|ro|sel|ta|tam|tu|ul|vel|wes|yo|zan|zi',
);

/** Each kind of site: its hosts, then its paths. {n}: name, {h}: topic, {s}: slug, {i}, {y}, {d}: numbers, {e}: topic in its own letters. */
export const kinds: Record<string, [hosts: string, paths: string]> = {
  blogs: ['{n}{h}|blog.{n}{h}|{h}-by-{n}|{n}-{h}-diary', '/{y}/0{d}/{s}/|/blog/{s}|/{s}/|/{e}-{i}/'],
  news: ['{n}-{h}-news|news.{n}|the-{n}-herald', '/{y}/0{d}/{s}.html|/article/{i}/{s}'],
  'message-boards': ['forum.{n}{h}|{n}{h}forum|community.{n}', '/viewtopic.php?f={d}&t={i}|/threads/{s}.{i}/|/t/{s}/{i}?page={d}'],
  ecommerce: ['shop.{n}{h}|{n}-{h}-store', '/products/{s}?variant={i}|/pages/{s}?utm_source=newsletter&utm_medium=email'],
  organization: ['{n}-{h}-society|{n}foundation', '/resources/{s}|/members/{i}/{s}.pdf'],
  wikis: ['wiki.{n}{h}|{h}wiki-{n}', '/wiki/{s}|/index.php?title={s}&oldid={i}'],
  cms: ['{n}{h}|{n}-{h}-magazine', '/{s}|/node/{i}|/{h}/{s}'],
  unknown: ['{n}|{n}{h}|{h}-{n}|my{n}{h}', '/{s}|/links-{i}.html|/~{n}/{s}.htm'],
};
export const kindShares = spread({
  unknown: 25,
  blogs: 26,
  cms: 10,
  'message-boards': 10,
  news: 9,
  ecommerce: 9,
  organization: 8,
  wikis: 3,
});
export const shapesOf = (kind: string, which: 0 | 1): string[] => split(kinds[kind]?.[which] ?? '/{s}');

/** Host names of more than 60 characters exist and must fit a table too. */
export const LONG_HOST = 'the-complete-{h}-handbook.for-curious-people-and-friends-of-{n}';
/** So do addresses of some hundred characters. */
export const LONG_QUERY = '?utm_source=newsletter&utm_campaign=spring-{y}-{s}&sid={i}{i}{i}{i}&ref=%2F{h}%2F{s}%2F&filter[topic]={h}';

export const slugFirst = split('best|simple|small|modern|honest|quiet|early|local|winter|daily|hidden|slow');
export const slugLast = split('ideas|tools|guide|stories|lessons|basics|checklist|questions|mistakes|trends|reviews|links');

export const itemTypes = spread({ anchor: 82, image: 9, redirect: 5, canonical: 2, alternate: 1, meta: 1 });
/** "" is what distributions call a place or a country that is not known; in a backlink's own row that is null. */
export const places = spread({
  '': 44,
  article: 27,
  section: 10,
  main: 6,
  footer: 4,
  aside: 3,
  nav: 2,
  header: 1,
  figure: 1,
  details: 1,
  summary: 1,
});
export const followed = [null, null, null, null, ['noopener'], ['noopener', 'noreferrer'], ['external']];
export const unfollowed = [['nofollow'], ['nofollow'], ['nofollow', 'noopener', 'external'], ['sponsored']];
export const byVisitors = [['nofollow', 'ugc'], ['ugc']];
