import { wordsIn, type Words } from '../../src/elements/words/words.js';
import type { PinnaError } from '../../src/errors.js';
import { pageLanguage } from './page-language.js';

/** Returns the elements' texts in the language of this page: names of sounds, times, numbers, lists and errors. */
export const pageWords = (): Words => wordsIn(pageLanguage);

/** Returns an error as text in the language of this page: what happened, and what to do. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isPinnaError(error)) return error.message;
  const { what, todo } = pageWords().error(error);
  return `${what} ${todo}`.trim();
}

/** Recognises the error by its name: it may come from the built package, which has another copy of the class. */
const isPinnaError = (error: Error): error is PinnaError => error.name === 'PinnaError';
