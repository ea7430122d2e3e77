import { chosenScheme, chooseScheme, SCHEMES } from './chosen-scheme';

/** What all pages have: the choice of light or dark. */
export function startShell(): void {
  const select = document.querySelector<HTMLSelectElement>('#scheme')!;
  select.value = chosenScheme();
  select.addEventListener('change', () => {
    const scheme = SCHEMES.find((name) => name === select.value) ?? 'system';
    chooseScheme(scheme);
    if (scheme === 'system') delete document.documentElement.dataset.scheme;
    else document.documentElement.dataset.scheme = scheme;
  });
}
