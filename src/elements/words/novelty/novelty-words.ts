import { Dictionary } from '../translate.js';
import { englishNovelty } from './english-novelty.js';
import type { NoveltyStrings } from './novelty-strings.js';

const dictionary = new Dictionary<NoveltyStrings>(englishNovelty, ({ strings }) => strings?.novelty);

/** Returns the texts of `<pinna-novelty>` in the given language. */
export function noveltyStrings(lang: string): NoveltyStrings {
  return dictionary.translate(lang).texts;
}
