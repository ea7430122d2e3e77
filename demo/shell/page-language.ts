/** Languages of the site. Each page has an address in each. */
export const LANGUAGES = ['en', 'de'] as const;
/** One of {@link LANGUAGES}. */
export type PageLanguage = (typeof LANGUAGES)[number];

const languageOf = (tag: string): PageLanguage | undefined =>
  LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]);

/** Language of this page. */
export const pageLanguage: PageLanguage = languageOf(document.documentElement.lang) ?? 'en';

/** Returns those of a script's texts that are in the language of this page. */
export const inPageLanguage = <T>(texts: Readonly<Record<PageLanguage, T>>): T => texts[pageLanguage];

/** Returns the first of the browser's languages that the site speaks; English if there is none. */
export const browserLanguage = (): PageLanguage =>
  navigator.languages.map(languageOf).find((language) => language !== undefined) ?? 'en';
