import { Families } from '../model/families.js';
import type { HeadManifest } from '../model/manifest.js';

/** Returns the families of a head's classes, from `parents` or, in format version 1, from `implies`. */
export function familiesOf({ classes, parents }: Pick<HeadManifest, 'classes' | 'parents'>): Families {
  const implied = () =>
    Object.fromEntries(classes.flatMap(({ name, implies }) => (implies === undefined ? [] : [[name, [implies]]])));
  return new Families({ parents: parents ?? implied() });
}

/** The families of a head's classes, as indices of its classes. Families that are not classes are left out. */
export class HeadFamilies {
  /** Indices of all classes; each class comes before its families. */
  readonly order: Int32Array;
  /** Per class its certain families. */
  readonly certain: readonly (readonly number[])[];
  /** All pairs of a class and one of its certain families, one after another. */
  readonly pairs: Int32Array;
  /** Per class the classes that may belong to it. */
  readonly members: readonly (readonly number[])[];
  readonly #relatives: readonly ReadonlySet<number>[];

  constructor(head: Pick<HeadManifest, 'classes' | 'parents'>) {
    const families = familiesOf(head);
    const names = head.classes.map(({ name }) => name);
    const index = new Map(names.map((name, c) => [name, c]));
    const indices = (all: readonly string[]) => all.flatMap((name) => index.get(name) ?? []);
    const all = names.map((name) => indices(families.of(name)));
    this.certain = names.map((name) => indices(families.certain(name)));
    this.pairs = Int32Array.from(this.certain.flatMap((certain, c) => certain.flatMap((family) => [c, family])));
    const members = names.map((): number[] => []);
    all.forEach((above, member) => above.forEach((family) => members[family]!.push(member)));
    this.members = members;
    // A class has more families than each of them has.
    this.order = Int32Array.from(names.keys()).sort(
      (a, b) => families.of(names[b]!).length - families.of(names[a]!).length,
    );
    this.#relatives = names.map((_, c) => new Set([...all[c]!, ...this.members[c]!]));
  }

  /** Whether one of two classes is a family of the other. */
  areRelated(a: number, b: number): boolean {
    return this.#relatives[a]!.has(b);
  }
}
