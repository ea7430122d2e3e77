import { LIMITS } from './limits.js';
import { quoted, type ManifestReader } from './manifest-reader.js';

/**
 * Checks `parents` of a head. Each name in it must be a class of the head, or a family of one. No name may be a family of
 * itself, directly or through others.
 *
 * @param classes of the head, by name
 * @param version of the format
 * @throws PinnaError `model-corrupt`
 */
export function validateParents(
  head: ManifestReader,
  classes: ReadonlyMap<string, unknown>,
  activation: string,
  version: 1 | 2,
): void {
  if (version === 1) throw head.fieldError('parents', 'absent, as it must be in format version 1');
  if (activation === 'softmax')
    throw head.fieldError('parents', 'absent, as it must be where only one class can be on');
  const parents = head.textLists('parents', LIMITS.familyMembers, LIMITS.families);
  const families = new Set([...parents.values()].flat());
  for (const [name, direct] of parents) {
    if (!classes.has(name) && !families.has(name))
      throw head.corruptField('parents', `names ${quoted(name)}, which is neither a class of the head nor a family`);
    if (new Set(direct).size < direct.length)
      throw head.corruptField('parents', `gives ${quoted(name)} the same family twice`);
  }
  const depths = familyDepths(parents);
  for (const name of parents.keys()) {
    if (!depths.has(name))
      throw head.corruptField('parents', `makes ${quoted(nameOnCircle(name, parents, depths))} a family of itself`);
    if (depths.get(name)! > LIMITS.familyDepth)
      throw head.corruptField(
        'parents',
        `puts ${quoted(name)} below more than ${LIMITS.familyDepth} families in a row`,
      );
  }
}

/** Returns for each name the length of the longest way up, families. Names on a circle or below one are left out. */
function familyDepths(parents: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const members = new Map<string, string[]>();
  for (const [name, direct] of parents) {
    for (const family of direct) members.set(family, [...(members.get(family) ?? []), name]);
  }
  // Settles each name after all its families (Kahn 1962). Names on a circle wait for each other for ever.
  const waiting = new Map([...parents].map(([name, direct]) => [name, direct.length]));
  const tops = [...new Set([...members.keys(), ...parents.keys()])].filter((name) => !waiting.get(name));
  const depths = new Map(tops.map((name) => [name, 0]));
  for (const [family, depth] of depths) {
    for (const name of members.get(family) ?? []) {
      const left = waiting.get(name)! - 1;
      waiting.set(name, left);
      // A map visits entries that are added on the way. The last family to be settled is one of the deepest.
      if (left === 0) depths.set(name, depth + 1);
    }
  }
  return depths;
}

/** Follows the families of a name without depth until a name repeats. Returns that name. */
function nameOnCircle(
  start: string,
  parents: ReadonlyMap<string, readonly string[]>,
  depths: ReadonlyMap<string, number>,
): string {
  const passed = new Set<string>();
  let name = start;
  while (!passed.has(name)) {
    passed.add(name);
    name = parents.get(name)!.find((family) => !depths.has(family))!;
  }
  return name;
}
