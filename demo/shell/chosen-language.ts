import { LANGUAGES, type PageLanguage } from './page-language.js';
import { remembered } from './remembered.js';

const KEY = 'pinna-language';

/** Returns the language that the user chose; undefined if none is stored. */
export function chosenLanguage(): PageLanguage | undefined {
  const stored = remembered.get(KEY);
  return LANGUAGES.find((language) => language === stored);
}

/** Stores the user's language. */
export function chooseLanguage(language: PageLanguage): void {
  remembered.set(KEY, language);
}
