import { inPageLanguage } from '../shell/page-language.js';
import { startShell } from '../shell/shell.js';

startShell();

const WORDS = inPageLanguage({
  en: { found: (found: number, all: number) => `${String(found)} of ${String(all)}` },
  de: { found: (found: number, all: number) => `${String(found)} von ${String(all)}` },
});

const field = document.querySelector<HTMLInputElement>('#find')!;
const status = document.querySelector<HTMLElement>('#found')!;
const sounds = [...document.querySelectorAll<HTMLElement>('[data-find]')];
const sections = [...document.querySelectorAll<HTMLElement>('main > section')];
const folded = [...document.querySelectorAll<HTMLDetailsElement>('.folded')];

/**
 * Whether a sound is found by a word: by any part of its names in the page's language, which may be compounds, and by the beginning of
 * a word of its English names.
 */
const isNamed = ({ find = '', also = '' }: DOMStringMap, word: string) =>
  find.includes(word) || ` ${also}`.includes(` ${word}`);

/** Shows the sounds that contain each word of the search, and opens the folded lists that contain some. */
function find(): void {
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = sounds.filter((sound) => {
    sound.hidden = !wanted.every((word) => isNamed(sound.dataset, word));
    return !sound.hidden;
  });
  for (const details of folded) if (wanted.length > 0) details.open = found.some((sound) => details.contains(sound));
  for (const section of sections) section.hidden = !found.some((sound) => section.contains(sound));
  status.textContent = wanted.length > 0 ? WORDS.found(found.length, sounds.length) : '';
}

/** Shows the sound that the address names, also if it is folded or not found. */
function showNamed(): void {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!named) return;
  if (named.hidden) {
    field.value = '';
    find();
  }
  const details = named.closest('details');
  if (details) details.open = true;
  named.scrollIntoView();
}

field.addEventListener('input', find);
addEventListener('hashchange', showNamed);
if (location.hash) showNamed();
