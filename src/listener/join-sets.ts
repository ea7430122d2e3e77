import { PinnaError, PinnaErrorCode } from '../errors.js';
import { setWith } from '../teach/file/set-parts.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import { loadTaughtFiles } from './load-taught-files.js';
import { tooManyFaders, tooManySounds } from './taught-errors.js';

/**
 * Returns sounds and faders with added ones. An added one replaces that of the same name.
 * @param own undefined for none
 * @throws PinnaError `wrong-network`; `bad-option` for more than 32 sounds or 8 faders
 */
export async function withAdded(own: TaughtSet | undefined, added: TaughtSet): Promise<TaughtSet> {
  const { faderProperty } = await loadTaughtFiles();
  if (own && own.network !== added.network)
    throw new PinnaError(
      PinnaErrorCode.WrongNetwork,
      'The sounds were taught to another network than those that are here. Remove those first, or teach them again.',
    );
  const labels = new Set(added.classes.map(({ label }) => label));
  const properties = new Set(added.faders?.map(({ name }) => faderProperty(name)));
  const classes = own?.classes.filter(({ label }) => !labels.has(label)) ?? [];
  const faders = own?.faders?.filter(({ name }) => !properties.has(faderProperty(name))) ?? [];
  return withinLimits(setWith(added, [...classes, ...added.classes], [...faders, ...(added.faders ?? [])]));
}

/** Names that are in use. */
interface UsedNames {
  readonly labels: ReadonlySet<string>;
  readonly faders: readonly string[];
}

/**
 * Returns sounds and faders with those of others whose names are free; undefined if there are none.
 * @param own undefined for none
 * @throws PinnaError `wrong-network`; `bad-option` for more than 32 sounds or 8 faders
 */
export async function withMissing(
  own: TaughtSet | undefined,
  given: TaughtSet,
  used: UsedNames,
): Promise<TaughtSet | undefined> {
  const { faderProperty } = await loadTaughtFiles();
  const properties = new Set(used.faders.map(faderProperty));
  const classes = given.classes.filter(({ label }) => !used.labels.has(label));
  const faders = (given.faders ?? []).filter(({ name }) => !properties.has(faderProperty(name)));
  if (classes.length === 0 && faders.length === 0) return undefined;
  if (own && own.network !== given.network)
    throw new PinnaError(
      PinnaErrorCode.WrongNetwork,
      'The given sounds were taught to another network than those that are stored. Remove the stored ones, or give others.',
    );
  return withinLimits(setWith(given, [...(own?.classes ?? []), ...classes], [...(own?.faders ?? []), ...faders]));
}

/** Returns a set that a file can hold. @throws PinnaError `bad-option` for more than 32 sounds or 8 faders */
async function withinLimits(set: TaughtSet): Promise<TaughtSet> {
  const { MOST_FADERS, MOST_TAUGHT } = await loadTaughtFiles();
  if (set.classes.length > MOST_TAUGHT) throw tooManySounds(MOST_TAUGHT);
  if ((set.faders?.length ?? 0) > MOST_FADERS) throw tooManyFaders(MOST_FADERS);
  return set;
}
