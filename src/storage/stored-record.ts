/** Whether a stored value is what it should be. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string';
/** A finite number. */
export const isNumber: Check = Number.isFinite;
/** A finite number of at least 0. */
export const isAmount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** A number from 0 to 1. */
export const isShare: Check = (value) => typeof value === 'number' && value >= 0 && value <= 1;

/** Returns a check for lists whose items all pass a check. */
export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** Returns a check that also lets pass what is not there. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/**
 * Whether a stored value is an object whose fields all pass their checks. Another version of the page, or another program of the same
 * site, may have stored it.
 */
export function isRecord<T>(checks: Readonly<Record<keyof T, Check>>, value: unknown): value is T {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries<Check>(checks).every(([name, check]) =>
    check((value as Readonly<Record<string, unknown>>)[name]),
  );
}
