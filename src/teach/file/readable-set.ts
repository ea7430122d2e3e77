import { readTaughtSet, writeTaughtFile, type TaughtSet } from './taught-file.js';

/** What is left of a damaged set. */
export interface ReadableSet {
  /** The sounds and faders that are valid; undefined if none is. */
  readonly set: TaughtSet | undefined;
  /** Number of sounds and faders that were left out. */
  readonly dropped: number;
}

/**
 * Reads a set that was stored as it is in memory. Each sound and each fader passes the reader of taught files; those that it rejects are
 * left out.
 */
export function readableSet(value: unknown): ReadableSet {
  if (value === undefined) return { set: undefined, dropped: 0 };
  const { network, licence, classes, faders } = (value ?? {}) as { readonly [K in keyof TaughtSet]: unknown };
  const parts = [
    ...listIn(classes).map((one) => ({ classes: [one] })),
    ...listIn(faders).map((one) => ({ faders: [one] })),
  ];
  let set: TaughtSet | undefined;
  let dropped = Array.isArray(classes) ? 0 : 1;
  for (const part of parts) {
    const read = withPart({ network, licence }, set, part);
    if (read) set = read;
    else dropped += 1;
  }
  return { set, dropped };
}

/** Returns a set with one more sound or fader; undefined if the reader rejects it. */
function withPart(
  about: { readonly network: unknown; readonly licence: unknown },
  set: TaughtSet | undefined,
  { classes = [], faders = [] }: { readonly classes?: readonly unknown[]; readonly faders?: readonly unknown[] },
): TaughtSet | undefined {
  const whole = {
    ...about,
    classes: [...(set?.classes ?? []), ...classes],
    faders: [...(set?.faders ?? []), ...faders],
  };
  try {
    // The writer throws for values of other types; what it writes of wrong values, the reader rejects.
    return readTaughtSet(JSON.parse(writeTaughtFile(whole as TaughtSet)));
  } catch {
    return undefined;
  }
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
