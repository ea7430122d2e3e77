import { englishClass } from '../model/english-classes.js';
import { nearestName } from '../model/nearest-name.js';

/** Words shorter than this are in too many names, letters. */
const SHORTEST_WORD = 3;

/**
 * Returns the classes that a name probably means: those that are spelt alike, then those that share a word with it. Small and
 * capital letters, spaces, hyphens and underscores are alike. Both the stable name and the English one count.
 *
 * @param given the unknown name; a head before a colon is ignored
 * @param classes names of the known classes
 * @param count maximum number of classes
 * @returns stable names, the nearest first; empty if none is similar
 */
export function nearestClasses(given: string, classes: readonly string[], count = 3): string[] {
  const text = plain(given.replace(/^[a-z]+:/, ''));
  const spoken = new Map(
    classes.flatMap((name) => [plain(englishClass(name)), plain(name)].map((each) => [each, name])),
  );
  const found = new Set<string>();
  let rest = [...spoken.keys()];
  for (let next = nearestName(text, rest); next !== undefined; next = nearestName(text, rest)) {
    const name = spoken.get(next)!;
    found.add(name);
    rest = rest.filter((each) => spoken.get(each) !== name);
  }
  const words = text.split(' ').filter((word) => word.length >= SHORTEST_WORD);
  for (const each of rest) {
    const others = each.split(' ');
    if (words.some((word) => others.some((other) => isSameStem(word, other)))) found.add(spoken.get(each)!);
  }
  return [...found].slice(0, count);
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** Whether one word begins with the other: `bells` and `bell`, `dog` and `dogs`. */
const isSameStem = (one: string, other: string) =>
  other.length >= SHORTEST_WORD && (one.startsWith(other) || other.startsWith(one));
