/**
 * Paths whose bytes are not UTF-8, as text that keeps every byte: an invalid byte 0x80 to 0xff becomes the unpaired
 * surrogate U+DC80 to U+DCFF, as in Python's `surrogateescape`. Such a path can be sorted, joined and sent to threads.
 * `oneLine` makes it harmless before it is shown.
 */
const ESCAPED = /[\udc80-\udcff]/;

/** Returns the text of a path. @param bytes as the system gives it */
export function pathFromBytes(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes[at]!);
    try {
      text += decoder.decode(bytes.subarray(at, at + length));
      at += length;
    } catch {
      text += String.fromCharCode(0xdc00 + bytes[at]!);
      at += 1;
    }
  }
  return text;
}

/** Returns what the functions of `node:fs` accept for a path. */
export function systemPath(path: string): string | Buffer {
  if (!ESCAPED.test(path)) return path;
  // Unicode mode: a surrogate pair is one character.
  return Buffer.concat(
    [...path].map((character) => {
      const code = character.codePointAt(0)!;
      return code >= 0xdc80 && code <= 0xdcff ? Buffer.of(code - 0xdc00) : Buffer.from(character);
    }),
  );
}

/** Length of a character that begins with a byte, bytes. Too short where the byte cannot begin one. */
const characterLength = (first: number) => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/** Returns a path for a new file: U+FFFD takes the place of bytes that are not UTF-8. */
export const writablePath = (path: string): string => Buffer.from(path).toString();
