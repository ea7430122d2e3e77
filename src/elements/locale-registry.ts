import type { Locale, PartialLocale } from './locale';
import { en } from './locales/en';
import type { Strings } from './strings';
import { Words } from './words';

const KEY = Symbol.for('pinna-locales');
const CHANGE = 'change';

/** Canonical tag → what was registered for it. */
class Registry extends EventTarget {
  readonly locales = new Map<string, PartialLocale>();
}

/** On the page, not in this module: an element and a language may come from two copies of the package. */
function registry(): Registry {
  const page = globalThis as { [KEY]?: Registry };
  return (page[KEY] ??= new Registry());
}

/** What is built in, as far as the elements on this page speak it. */
let english = en as Locale;

const spoken = new Map<string, Words>();
registry().addEventListener(CHANGE, () => spoken.clear());

/**
 * Adds a language, or replaces some of what one says: `registerLocale({ lang: 'en', strings: { start: 'Listen' } })`.
 * What is left out stays; in a new language it is English. Elements on the page follow at once. Main thread.
 * @throws RangeError where `lang` is no language tag
 */
export function registerLocale(locale: PartialLocale): void {
  const { locales } = registry();
  const lang = canonical(locale.lang);
  if (lang === undefined)
    throw new RangeError(`"${locale.lang}" is no language tag: give one such as "de" or "pt-BR".`);
  locales.set(lang, merged(locales.get(lang) ?? { lang }, locale));
  registry().dispatchEvent(new Event(CHANGE));
}

/** Adds a language that something brings along: what is registered already, also of the same language, stays as it is. */
export function offerLocale(locale: PartialLocale): void {
  const before = registry().locales.get(canonical(locale.lang) ?? '');
  registerLocale(locale);
  if (before) registerLocale(before);
}

/** Adds to the English that is built in what only some elements say. */
export function addEnglish(strings: Partial<Strings>): void {
  english = merged(english, { strings });
  spoken.clear();
}

/** Calls back when a language was added or changed. Returns what ends it. */
export function watchLocales(onChange: () => void): () => void {
  const watching = new AbortController();
  registry().addEventListener(CHANGE, onChange, { signal: watching.signal });
  return () => watching.abort();
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

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** `zh-Hant-TW` → `zh`, `zh-Hant`, `zh-Hant-TW`. */
function withParents(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, at) => parts.slice(0, at + 1).join('-'));
}

function merged<T extends object>(base: T, over: object): T {
  const all = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const old = all[key];
    all[key] = isRecord(old) && isRecord(value) ? merged(old, value) : value;
  }
  return all as T;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
