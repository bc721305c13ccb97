/** Longest address that becomes a link. */
const LONGEST_LINK = 2048;

/**
 * The address as a link's target, or null where it must stay text: only http and https, no login in it, nothing that a browser would read
 * otherwise than it is written (blanks, controls, backslashes, characters that turn text around).
 */
export function safeHref(address: unknown): string | null {
  if (typeof address !== 'string' || address.length > LONGEST_LINK || !/^https?:\/\/[^/]/i.test(address)) return null;
  if (/[\s\\\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Cs}]/u.test(address)) return null;
  try {
    const { protocol, username, password, hostname, href } = new URL(address);
    const isWeb = (protocol === 'https:' || protocol === 'http:') && hostname !== '';
    return isWeb && username === '' && password === '' && href.length <= LONGEST_LINK ? href : null;
  } catch {
    return null;
  }
}
