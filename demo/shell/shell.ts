import { keepForOffline } from './keep-for-offline.js';
import { chooseLanguage } from './chosen-language.js';
import { chosenScheme, chooseScheme, SCHEMES } from './chosen-scheme.js';
import { LANGUAGES } from './page-language.js';

/** Starts the features of all pages: the link to the other language, the colour scheme selector, and offline use. */
export function startShell(): void {
  const select = document.querySelector<HTMLSelectElement>('#scheme')!;
  select.value = chosenScheme();
  select.addEventListener('change', () => {
    const scheme = SCHEMES.find((name) => name === select.value) ?? 'system';
    chooseScheme(scheme);
    if (scheme === 'system') delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
  });
  const language = document.querySelector<HTMLAnchorElement>('#language')!;
  language.addEventListener('click', () => {
    const chosen = LANGUAGES.find((each) => each === language.hreflang);
    if (chosen) chooseLanguage(chosen);
    // The other page opens where this one is.
    language.hash = location.hash;
    language.search = location.search;
  });
  // On a narrow screen, the links of the header may be longer than the line.
  document.querySelector('nav a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const notices = document.querySelector<HTMLElement>('#notices')!;
  // The page's own files load first.
  if (document.readyState === 'complete') void keepForOffline(notices);
  else addEventListener('load', () => void keepForOffline(notices), { once: true });
}
