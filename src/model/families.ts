import type { HeadManifest } from './manifest.js';

/**
 * The families of a head's classes, as `parents` of its manifest declares them. A family can be a class itself. The loader has
 * checked that no name is a family of itself.
 *
 * A class with several direct families may belong to only one of them: dogs and cats growl. Its certain families are those on
 * every way up: a growl comes from an animal.
 */
export class Families {
  readonly #parents: ReadonlyMap<string, readonly string[]>;
  readonly #all = new Map<string, readonly string[]>();
  readonly #certain = new Map<string, readonly string[]>();

  /** @param head of a loaded model; without `parents` no class has a family */
  constructor({ parents = {} }: Pick<HeadManifest, 'parents'>) {
    this.#parents = new Map(Object.entries(parents));
  }

  /** Returns all families of a class or family. Each comes after those of its members that are in the list. */
  of(name: string): readonly string[] {
    let all = this.#all.get(name);
    if (!all) {
      const direct = this.#parents.get(name) ?? [];
      // Of a name that occurs several times the last place counts: after every member.
      const withRepeats = direct.flatMap((family) => [family, ...this.of(family)]);
      all = [...new Set(withRepeats.reverse())].reverse();
      this.#all.set(name, all);
    }
    return all;
  }

  /** Returns the families on every way up from a class or family, from the most specific one to the most general one. */
  certain(name: string): readonly string[] {
    let certain = this.#certain.get(name);
    if (!certain) {
      const [first = [], ...others] = (this.#parents.get(name) ?? []).map((family) => [
        family,
        ...this.certain(family),
      ]);
      certain = first.filter((family) => others.every((way) => way.includes(family)));
      this.#certain.set(name, certain);
    }
    return certain;
  }

  /** Returns the classes and families below a family, in the order of the manifest. */
  membersOf(family: string): readonly string[] {
    return [...this.#parents.keys()].filter((name) => this.of(name).includes(family));
  }

  /** Returns those of the names that have no member among them, in the same order: of dog, animal and rain it is dog and rain. */
  mostSpecific(names: Iterable<string>): readonly string[] {
    const all = [...names];
    const general = new Set(all.flatMap((name) => this.of(name)));
    return all.filter((name) => !general.has(name));
  }
}
