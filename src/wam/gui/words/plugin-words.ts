import { german } from '../../../elements/words/german.js';
import { Dictionary, registerBundledLocale } from '../../../elements/words/translate.js';
import { englishPlugin } from './english-plugin.js';
import { germanPlugin } from './german-plugin.js';
import type { PluginStrings } from './plugin-strings.js';

const dictionary = new Dictionary<PluginStrings>(englishPlugin, ({ strings }) => strings?.plugin);

/** Returns the texts of the plugin's view in the given language. */
export function pluginStrings(lang: string): PluginStrings {
  return dictionary.translate(lang).texts;
}

/** Registers the German texts for the page. A host does not load Pinna's locale files. */
export function registerGerman(): void {
  registerBundledLocale({ ...german, strings: { ...german.strings, plugin: germanPlugin } });
}
