/** Files that begin like these are archives and workbooks, whatever their name ends in. */
const packed = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
  [0x25, 0x50, 0x44, 0x46],
];

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, at) => bytes[at] === byte);

/**
 * The text of a file, without its byte order mark; null where it is no text. Spreadsheets write UTF-16 ("Unicode text") or the alphabet of
 * their machine where they do not write UTF-8.
 */
export function decoded(bytes: Uint8Array): string | null {
  if (packed.some((start) => beginsWith(bytes, start))) return null;
  const read = (encoding: string): string => new TextDecoder(encoding).decode(bytes);
  if (beginsWith(bytes, [0xff, 0xfe])) return read('utf-16le');
  if (beginsWith(bytes, [0xfe, 0xff])) return read('utf-16be');
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return read('windows-1252');
  }
}
