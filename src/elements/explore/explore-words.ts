import { englishExplore } from '../words/english-explore.js';
import type { ExploreStrings } from '../words/strings.js';
import { Dictionary } from '../words/translate.js';
import type { Words } from '../words/words.js';

const dictionary = new Dictionary<ExploreStrings>(englishExplore, ({ strings }) => strings?.explore);

/** Returns the texts of the map of recordings, in the language of other texts. */
export const exploreStrings = ({ lang }: Words): ExploreStrings => dictionary.translate(lang).texts;
