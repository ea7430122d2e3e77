/** What the page “What can it hear?” needs of the package's source, for the build. */
import '../../src/entries/german.js';

export { wordsIn } from '../../src/elements/words/words.js';
export { classList } from '../../src/model/class-list.js';
export { DEFAULT_MODEL } from '../../src/model/shipped-models.js';
