/**
 * Punycode (RFC 3492), both ways, and the check that an `xn--` label is a name at all. Browsers do not agree on the latter: Firefox refuses
 * `xn--a.com` and `xn--`, Chromium takes both, so nothing here asks `URL`. No imports: pages may load this without the public suffix data.
 */

// RFC 3492 §5: the parameter values for Punycode.
const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const firstCode = 0x80;
const lastCode = 0x10ffff;

/** RFC 1035 §2.3.4: a label has at most 63 characters. */
const longestLabel = 63;

/**
 * The text that a Punycode string (without `xn--`) stands for, or null where it stands for none (RFC 3492 §6.2).
 */
export function decodePunycode(code: string): string | null {
  if (!/^\p{ASCII}*$/u.test(code)) return null;
  const hyphen = code.lastIndexOf('-');
  const output = [...code.slice(0, Math.max(hyphen, 0))];

  let n = firstCode;
  let i = 0;
  let bias = initialBias;
  for (let at = hyphen + 1; at < code.length; ) {
    const before = i;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(code[at++]);
      if (digit === null) return null;
      i += digit * weight;
      // The largest jump that can still end on a character; past it, the numbers would only grow.
      if (i > (lastCode + 1) * (output.length + 1)) return null;
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= base - t;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > lastCode || isSurrogate(n)) return null;
    output.splice(i++, 0, String.fromCodePoint(n));
  }
  return output.join('');
}

/**
 * The Punycode string (without `xn--`) of a text (RFC 3492 §6.3). Half a surrogate pair is written as U+FFFD, as `URL` does.
 */
export function encodePunycode(text: string): string {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0).map((code) => (isSurrogate(code) ? 0xfffd : code));
  const basic = codes.filter((code) => code < firstCode);
  let output = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '');

  let n = firstCode;
  let delta = 0;
  let bias = initialBias;
  for (let handled = basic.length; handled < codes.length; ) {
    const next = codes.reduce((least, code) => (code >= n && code < least ? code : least), lastCode + 1);
    delta += (next - n) * (handled + 1);
    n = next;
    for (const code of codes) {
      if (code < n) delta++;
      if (code !== n) continue;
      let q = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (q < t) break;
        output += digitAs(t + ((q - t) % (base - t)));
        q = Math.floor((q - t) / (base - t));
      }
      output += digitAs(q);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output;
}

/**
 * The Unicode form of one lower-case `xn--` label, or null when it is not a valid name: it does not decode, or it decodes to something that
 * no registrar and no browser would have encoded (UTS #46 §4.1, validity criteria). So `xn--a` is null: it decodes to a control character.
 */
export function decodeLabel(label: string): string | null {
  if (!label.startsWith('xn--') || label.length > longestLabel) return null;
  const text = decodePunycode(label.slice('xn--'.length));
  return text !== null && isUnicodeLabel(text) ? text : null;
}

function isUnicodeLabel(text: string): boolean {
  if (/^\p{ASCII}*$/u.test(text)) return false; // ASCII needs no encoding; also the empty text of a bare `xn--`
  if (text !== text.normalize('NFC')) return false;
  if (/^\p{M}/u.test(text)) return false;
  return !neverInNames.test(text.replace(meantJoiners, '').replace(/[ßς]/g, ''));
}

/**
 * Characters that are mapped to others, ignored or disallowed before a name is encoded (UTS #46 §5), so that they never come out of one:
 * capitals, widths and ligatures, invisible characters, controls, spaces, private and non-characters, the ideographic full stop, and the
 * characters that describe ideographs. (ß and ς change when case is folded too, yet are letters of names since IDNA 2008.)
 */
const neverInNames = /[\p{CWKCF}\p{DI}\p{C}\p{Z}\u2ff0-\u2fff\u3002\u31ef\ufffc\ufffd]/u;

/** Joiners shape the letters of these scripts (RFC 5892, appendix A); after any other letter they would only be invisible. */
const joinedScripts = ['Arab', 'Syrc', 'Beng', 'Deva', 'Gujr', 'Guru', 'Knda', 'Mlym', 'Orya', 'Sinh', 'Taml', 'Telu'];
const meantJoiners = new RegExp(`(?<=[${joinedScripts.map((script) => `\\p{sc=${script}}`).join('')}])[\\u200c\\u200d]`, 'gu');

function digitOf(char: string | undefined): number | null {
  if (char === undefined) return null;
  if (/^[a-z]$/i.test(char)) return char.toLowerCase().charCodeAt(0) - 97;
  return /^[0-9]$/.test(char) ? char.charCodeAt(0) - 48 + 26 : null;
}

function digitAs(digit: number): string {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit - 26 + 48);
}

function threshold(k: number, bias: number): number {
  return Math.min(Math.max(k - bias, tMin), tMax);
}

/** RFC 3492 §6.1: how far the next jump is likely to be. */
function adapt(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? damp : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}
