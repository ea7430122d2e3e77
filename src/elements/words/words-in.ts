import type { Locale } from './locale.js';
import { canonical, merged, registry, watchLocales } from './locale-registry.js';
import { en } from './english.js';
import type { Strings } from './strings.js';
import { Words } from './words.js';

/** What is built in, as far as the elements on this page speak it. */
let english = en as Locale;

const spoken = new Map<string, Words>();
watchLocales(() => spoken.clear());

/** Adds to the English that is built in what only some elements say. */
export function addEnglish(strings: Partial<Strings>): void {
  english = merged(english, { strings });
  spoken.clear();
}

/** What is said in a language: `de-CH` speaks `de` where it has nothing of its own, and everything speaks English. */
export function wordsIn(lang: string): Words {
  let words = spoken.get(lang);
  if (!words) spoken.set(lang, (words = speak(lang)));
  return words;
}

function speak(asked: string): Words {
  const { locales } = registry();
  const lang = canonical(asked);
  const known = lang === undefined ? [] : withParents(lang).filter((tag) => tag === en.lang || locales.has(tag));
  const tags = [...new Set([en.lang, ...known])];
  const whole = tags
    .map((tag) => locales.get(tag))
    .reduce<Locale>((all, part) => (part ? merged(all, part) : all), english);
  // Numbers are of the region only where the words are of the language.
  return new Words(known.length > 0 ? lang! : en.lang, whole);
}

/** `zh-Hant-TW` → `zh`, `zh-Hant`, `zh-Hant-TW`. */
function withParents(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, at) => parts.slice(0, at + 1).join('-'));
}
