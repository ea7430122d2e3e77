/** Registers the German texts when it is imported. Elements whose language is German use them from then on. */
import { germanExplore } from '../elements/words/german-explore.js';
import { german } from '../elements/words/german.js';
import { germanNetwork } from '../elements/words/network/german-network.js';
import { germanNovelty } from '../elements/words/novelty/german-novelty.js';
import { registerLocale, type Locale } from '../elements/words/translate.js';

/** The German texts of all elements. */
export const de: Locale = {
  ...german,
  strings: { ...german.strings, explore: germanExplore, network: germanNetwork, novelty: germanNovelty },
};

registerLocale(de);
