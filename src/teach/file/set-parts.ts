import type { TaughtSet } from './taught-file.js';

/** Names of the sounds and faders of a set. */
export const namesIn = (set: TaughtSet | undefined): readonly string[] =>
  set ? [...set.classes.map(({ label }) => label), ...(set.faders?.map(({ name }) => name) ?? [])] : [];

/** Returns a set of sounds and faders, without corrections. @param about has the network and its licence */
export function setWith(
  { network, licence }: Pick<TaughtSet, 'network' | 'licence'>,
  classes: TaughtSet['classes'],
  faders: NonNullable<TaughtSet['faders']>,
): TaughtSet {
  return { network, licence, classes, ...(faders.length > 0 && { faders }) };
}

/** Returns the sounds and faders alone: the corrections of a file do not belong to its network. */
export const withoutCorrections = (set: TaughtSet | undefined): TaughtSet | undefined =>
  set?.corrections ? setWith(set, set.classes, set.faders ?? []) : set;

/** Returns the sounds without a fader; undefined if nothing is left. */
export function withoutFader(set: TaughtSet | undefined, name: string): TaughtSet | undefined {
  if (!set?.faders) return set;
  const faders = set.faders.filter((fader) => fader.name !== name);
  return set.classes.length + faders.length > 0 ? setWith(set, set.classes, faders) : undefined;
}

/** Returns the sounds with another name of a fader. */
export const withRenamedFader = (set: TaughtSet, name: string, to: string): TaughtSet =>
  setWith(set, set.classes, set.faders?.map((fader) => (fader.name === name ? { ...fader, name: to } : fader)) ?? []);

/** Returns the sounds with another name of one. */
export const withRenamedClass = (set: TaughtSet, label: string, to: string): TaughtSet => ({
  ...set,
  classes: set.classes.map((taught) => (taught.label === label ? { ...taught, label: to } : taught)),
});

/** Returns the sounds without one; undefined if nothing is left. */
export function withoutClass(set: TaughtSet | undefined, label: string): TaughtSet | undefined {
  const classes = set?.classes.filter((taught) => taught.label !== label) ?? [];
  return set && (classes.length > 0 || set.faders) ? { ...set, classes } : undefined;
}

/** Returns sets, one for each network, with another one. Its sounds and faders replace those of the same names. */
export function withSet(sets: readonly TaughtSet[], set: TaughtSet): readonly TaughtSet[] {
  const older = sets.find(({ network }) => network === set.network);
  const labels = new Set(set.classes.map(({ label }) => label));
  const names = new Set(set.faders?.map(({ name }) => name));
  const classes = [...(older?.classes.filter(({ label }) => !labels.has(label)) ?? []), ...set.classes];
  const faders = [...(older?.faders?.filter(({ name }) => !names.has(name)) ?? []), ...(set.faders ?? [])];
  return [...sets.filter((one) => one !== older), setWith(set, classes, faders)];
}
