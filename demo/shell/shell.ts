import { keepForOffline } from './keep-for-offline.js';
import { chosenScheme, chooseScheme, SCHEMES } from './chosen-scheme.js';

/** Starts the features of all pages: the colour scheme selector and offline use. */
export function startShell(): void {
  const select = document.querySelector<HTMLSelectElement>('#scheme')!;
  select.value = chosenScheme();
  select.addEventListener('change', () => {
    const scheme = SCHEMES.find((name) => name === select.value) ?? 'system';
    chooseScheme(scheme);
    if (scheme === 'system') delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
  });
  const notices = document.querySelector<HTMLElement>('#notices')!;
  // The page's own files load first.
  if (document.readyState === 'complete') void keepForOffline(notices);
  else addEventListener('load', () => void keepForOffline(notices), { once: true });
}
