/**
 * Applies the user's language and colour scheme. Runs in the head, before the first paint, so that the page does not flash in the
 * other language or scheme.
 */
import { chosenLanguage } from './chosen-language.js';
import { chosenScheme } from './chosen-scheme.js';
import { browserLanguage, pageLanguage } from './page-language.js';
import { remembered } from './remembered.js';

const root = document.documentElement;

// Modules do not load from there, so the page says what to do.
if (location.protocol === 'file:') root.dataset.fromDisk = '';

const scheme = chosenScheme();
if (scheme !== 'system') root.dataset.scheme = scheme;

/**
 * Returns the language to show. A language that the user chose always counts. Otherwise an English address, which is the one that
 * people pass on, follows the browser's language, and a German address stays German. If the browser stores nothing, the address
 * decides, because the user could not choose another language for good.
 */
function wanted() {
  const chosen = chosenLanguage();
  if (chosen) return chosen;
  return pageLanguage === 'en' && remembered.isPossible() ? browserLanguage() : pageLanguage;
}

const language = wanted();
if (language !== pageLanguage) {
  const other = document.querySelector<HTMLLinkElement>(`link[rel=alternate][hreflang=${language}]`);
  if (other) {
    // This page is left before it is seen.
    root.hidden = true;
    location.replace(other.href + location.search + location.hash);
  }
}
