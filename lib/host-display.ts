import { decodeLabel, encodePunycode } from './punycode.ts';
import { t } from './words.ts';

/** A host as a person may safely read it. */
export type HostText = {
  /** The host as it is, `bücher.de (xn--bcher-kva.de)`, or its encoded form alone. */
  text: string;
  /** Why the Unicode form is held back, or null when it is not. */
  note: string | null;
};

const notAName = t`Part of this name is not a valid international name, so it is shown in its encoded form.`;
const mistakable = t`This name has characters that can be mistaken for others, so it is shown in its encoded form.`;

/**
 * The text for a host, from an address or from an answer of the API. An ASCII host comes back as it is. A host with an `xn--` label is
 * shown in Unicode beside its encoded form, or in the encoded form alone if any label mixes alphabets or can pass for another name:
 * аррӏе.com, all Cyrillic, is drawn exactly like a well-known one. After UTS #39 §5 and Chromium's rules for international names,
 * simpler and stricter: the encoded form costs only readability.
 */
export function displayHost(host: string): HostText {
  const encoded = host.split('.').map(encodedLabel);
  const punycode = encoded.join('.');
  if (!encoded.some(isEncoded)) return { text: punycode, note: null };

  const labels = encoded.map((label) => (isEncoded(label) ? decodeLabel(label) : label));
  const named = labels.filter((label) => label !== null);
  if (named.length < labels.length) return { text: punycode, note: notAName };

  const ending = named.at(-1) ?? '';
  if (!named.every((label) => isReadable(label, ending))) return { text: punycode, note: mistakable };
  return { text: `${named.join('.')} (${punycode})`, note: null };
}

function encodedLabel(label: string): string {
  if (!/^\p{ASCII}*$/u.test(label)) return `xn--${encodePunycode(label.normalize('NFC').toLowerCase())}`;
  return /^xn--/i.test(label) ? label.toLowerCase() : label;
}

function isEncoded(label: string): boolean {
  return label.startsWith('xn--');
}

function isReadable(label: string, ending: string): boolean {
  const letters = label.replace(/[0-9_-]/g, '');
  if (/^[a-z]*$/i.test(letters)) return true;
  if (coveringMarks.test(letters)) return false;
  const system = writingSystemOf(letters);
  if (system === undefined) return false;
  // A word of look-alikes under an ending in its own letters, such as сор.рф, is what it says.
  return !lookAlike.test(letters) || writingSystemOf(ending) === system;
}

function writingSystemOf(letters: string): RegExp | undefined {
  return writingSystems.find((system) => system.test(letters));
}

/**
 * The writing systems in daily use (UAX #31, table 5), each as the letters one label may be made of. Latin is only what European and
 * Vietnamese spelling needs: dotless ı, ĸ and phonetic letters pass for plain ones. Latin inside an East Asian name counts as a mixture.
 */
const writingSystems = [
  /^[a-zß-öø-įĵ-ķĺ-žơưǎ-ǜșț\u1e00-\u1eff]+$/u,
  ...[
    ...['Hani Hira Kana', 'Hani Bopo', 'Hani Hang'],
    ...['Arab', 'Armn', 'Beng', 'Cyrl', 'Deva', 'Ethi', 'Geor', 'Grek', 'Gujr', 'Guru', 'Hebr', 'Khmr', 'Knda', 'Laoo', 'Mlym', 'Mymr'],
    ...['Orya', 'Sinh', 'Taml', 'Telu', 'Thaa', 'Thai', 'Tibt'],
  ].map((scripts) => new RegExp(`^(?:(?=[\\p{L}\\p{M}])[${scripts.replace(/(\w+) ?/g, '\\p{scx=$1}')}])+$`, 'u')),
];

/** Letters drawn like a Latin letter, a digit, a hyphen or a slash: a label of nothing else reads as another name. By script. */
const lookAlikes = {
  Cyrillic: 'агеікопрсухъыьюӏԁԍԗԛԝһѕјѡѵүұҽ',
  Greek: 'αγικνορτυχωη',
  Armenian: 'ագզէլհյոսւցօք',
  Georgian: 'იოყძხჽჿ',
  Hebrew: '\u05d3\u05d5\u05d7\u05d8\u05d9\u05df\u05e1\u05f0\u05f2',
  Arabic: '\u0627\u0647\u0649\u06c1\u06d5',
  Ethiopic: 'ሀሠሰስበነተከዐዕዘጠፐ',
  Thai: 'ทนบพรหเแดลปฟม',
  Burmese: 'ဝငပခဂထ',
  Malayalam: '\u0d20\u0d03',
  Oriya: '\u0b20\u0b03',
  Telugu: '\u0c20\u0c02\u0c03',
  Kannada: '\u0ca0\u0c82\u0c83',
  'East Asian': 'ノ丿一ー',
};
const wordsOfLookAlikes = Object.values(lookAlikes).map((letters) => `[${letters}]+`);
const lookAlike = new RegExp(`^(?:${wordsOfLookAlikes.join('|')})$`, 'u');

/** Accents that stand apart from their letter, one mark twice, or marks piled up: they can cover what is next to them. */
const coveringMarks = /[\u02b0-\u036f]|(\p{M})\1|\p{M}{5}/u;
