/** `a.b` → text or function, for every text of a dictionary. */
export function texts(strings: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(strings).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? [...texts(value, `${path}${key}.`)] : [[`${path}${key}`, value]],
    ),
  );
}

/** Writes a text out, with made-up values where it takes some. */
export const said = (text: unknown): string =>
  typeof text === 'function'
    ? String((text as (...values: unknown[]) => unknown)('a', 'b', { text: '3', plural: 'other' }))
    : String(text);
