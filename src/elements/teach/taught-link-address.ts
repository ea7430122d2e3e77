/** What the fragment of a link with taught sounds begins with. */
export const LINK_KEY = 'pinna-taught=';

/** Returns the sounds in the fragment of an address, in binary form; undefined if it has none. */
export function payloadIn(hash: string): string | undefined {
  return hash.startsWith(`#${LINK_KEY}`) ? hash.slice(LINK_KEY.length + 1) : undefined;
}
