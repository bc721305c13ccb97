/** A number from 0 to 2^32 - 1 that stands for a text: the same on every machine (FNV-1a). No secret: for names and chance, not for trust. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
