/** Returns every text of a dictionary: path such as `a.b` → text or function. */
export function texts(strings: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(strings).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? [...texts(value, `${path}${key}.`)] : [[`${path}${key}`, value]],
    ),
  );
}

/** Returns a text; if it is a function, calls it with made-up values. */
export const textOf = (text: unknown): string =>
  typeof text === 'function'
    ? String((text as (...values: unknown[]) => unknown)('a', 'b', { text: '3', plural: 'other' }))
    : String(text);
