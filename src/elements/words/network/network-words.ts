import { Dictionary } from '../translate.js';
import { englishNetwork } from './english-network.js';
import type { NetworkStrings } from './network-strings.js';

const dictionary = new Dictionary<NetworkStrings>(englishNetwork, ({ strings }) => strings?.network);

/** Returns the texts of `<pinna-network>` in the given language. */
export function networkStrings(lang: string): NetworkStrings {
  return dictionary.translate(lang).texts;
}
