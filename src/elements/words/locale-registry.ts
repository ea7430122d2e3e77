import type { PartialLocale } from './locale.js';

const KEY = Symbol.for('pinna-locales');
const CHANGE = 'change';

/** Canonical tag → what was registered for it. */
class Registry extends EventTarget {
  readonly locales = new Map<string, PartialLocale>();
}

/** On the page, not in this module: an element and a language may come from two copies of the package. */
export function registry(): Registry {
  const page = globalThis as { [KEY]?: Registry };
  return (page[KEY] ??= new Registry());
}

/**
 * Adds a language, or replaces some of what one says: `registerLocale({ lang: 'en', strings: { start: 'Listen' } })`.
 * What is left out stays; in a new language it is English. Elements on the page follow at once. Main thread.
 * @throws RangeError where `lang` is no language tag
 */
export function registerLocale(locale: PartialLocale): void {
  const { locales } = registry();
  const lang = canonical(locale.lang);
  if (!lang) throw new RangeError(`"${locale.lang}" is no language tag: give one like "de".`);
  locales.set(lang, merged(locales.get(lang) ?? { lang }, locale));
  registry().dispatchEvent(new Event(CHANGE));
}

/** Adds a language that something brings along: what is registered already, also of the same language, stays as it is. */
export function offerLocale(locale: PartialLocale): void {
  const before = registry().locales.get(canonical(locale.lang) ?? '');
  registerLocale(locale);
  if (before) registerLocale(before);
}

/** Calls back when a language was added or changed. Returns what ends it. */
export function watchLocales(onChange: () => void): () => void {
  const watching = new AbortController();
  registry().addEventListener(CHANGE, onChange, { signal: watching.signal });
  return () => watching.abort();
}

/** A language tag as it is written, or undefined where it is none. */
export function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** What is said over what is said beneath it, text by text. */
export function merged<T extends object>(base: T, over: object): T {
  const all = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const old = all[key];
    all[key] = isRecord(old) && isRecord(value) ? merged(old, value) : value;
  }
  return all as T;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
