import { listen } from '../../lifetime/listen.js';
import type { Strings } from './strings.js';

/** All texts of the elements in one language. */
export interface Locale {
  /** BCP 47 tag: `de`, or `de-CH` for regional differences. */
  readonly lang: string;
  /** Texts of the elements. */
  readonly strings: Strings;
  /** Names of the model's classes. A class without an entry is shown under its own name. */
  readonly classes: Readonly<Record<string, string>>;
}

/** A part of an object, at any depth. Functions stay whole. */
type Some<T> = T extends (...values: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Some<T[K]> }
    : T;

/** A part of a locale. Omitted texts keep their registered value; in a new language they are English. */
export interface PartialLocale {
  /** BCP 47 tag of the language. */
  readonly lang: string;
  /** `plugin`: texts of the Web Audio Modules plugin's view, some of the `PluginStrings` of `pinna/wam`. */
  readonly strings?: Some<Strings> & { readonly plugin?: object };
  /** Names of the model's classes. */
  readonly classes?: Locale['classes'];
}

/** The texts of one dictionary in one language. */
export interface Translation<T> {
  /** BCP 47 tag for formatting numbers, with its region: `de-CH`. English if the language is unknown. */
  readonly lang: string;
  /** All texts. Those that the language lacks are English. */
  readonly texts: T;
}

const KEY = Symbol.for('pinna-locales');
const CHANGE = 'change';

/** Registered locales by canonical tag. */
class Registry extends EventTarget {
  readonly locales = new Map<string, PartialLocale>();
}

/** Returns the page's registry, not this module's: an element and a locale may come from two copies of the package. */
function registry(): Registry {
  const page = globalThis as { [KEY]?: Registry };
  return (page[KEY] ??= new Registry());
}

/**
 * Adds a language, or replaces some of its texts: `registerLocale({ lang: 'en', strings: { start: 'Listen' } })`. Omitted
 * texts keep their value; in a new language they are English. Elements on the page update at once. Main thread.
 *
 * @throws RangeError if `lang` is not a language tag
 */
export function registerLocale(locale: PartialLocale): void {
  const { locales } = registry();
  const lang = canonical(locale.lang);
  if (!lang) throw new RangeError(`"${locale.lang}" is not a language tag. Give one like "de".`);
  locales.set(lang, merged(locales.get(lang) ?? { lang }, locale));
  registry().dispatchEvent(new Event(CHANGE));
}

/** Registers a bundled locale. Texts already registered for the same language take precedence. */
export function registerBundledLocale(locale: PartialLocale): void {
  const before = registry().locales.get(canonical(locale.lang) ?? '');
  registerLocale(locale);
  if (before) registerLocale(before);
}

/** Calls back when a language was added or changed. Returns a function that ends it. */
export function watchLocales(onChange: () => void): () => void {
  return listen(registry(), CHANGE, onChange);
}

/** One kind of texts in every language: built-in English and the registered locales. Main thread. */
export class Dictionary<T extends object> {
  readonly #english: T;
  readonly #partOf: (locale: PartialLocale) => object | undefined;
  readonly #translations = new Map<string, Translation<T>>();

  /** @param partOf returns the texts of this dictionary in a registered locale */
  constructor(english: T, partOf: (locale: PartialLocale) => object | undefined) {
    this.#english = english;
    this.#partOf = partOf;
    watchLocales(() => this.#translations.clear());
  }

  /**
   * Returns the texts in a language; the same object until a locale is registered. `de-CH` falls back to `de`, every
   * language to English.
   */
  translate(tag: string): Translation<T> {
    let translation = this.#translations.get(tag);
    if (!translation) this.#translations.set(tag, (translation = this.#lookUp(tag)));
    return translation;
  }

  #lookUp(tag: string): Translation<T> {
    const { locales } = registry();
    const lang = canonical(tag);
    const known = lang === undefined ? [] : withParents(lang).filter((each) => each === ENGLISH || locales.has(each));
    const texts = [...new Set([ENGLISH, ...known])].reduce((all, each) => {
      const locale = locales.get(each);
      return merged(all, (locale && this.#partOf(locale)) ?? {});
    }, this.#english);
    // Numbers use the region's format only if the texts are in its language.
    return { lang: known.length > 0 ? lang! : ENGLISH, texts };
  }
}

const ENGLISH = 'en';

/**
 * Returns a language tag in its canonical form, or undefined if it is not one. Accepts the underscores of other systems:
 * `de_DE`.
 */
function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** Returns a tag after its parents: `zh-Hant-TW` → `zh`, `zh-Hant`, `zh-Hant-TW`. */
function withParents(tag: string): string[] {
  const parts = tag.split('-');
  return parts.map((_, at) => parts.slice(0, at + 1).join('-'));
}

/** Returns the texts of `base`, replaced by those that are present in `over`. */
function merged<T extends object>(base: T, over: object): T {
  const all = { ...base } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const old = all[key];
    all[key] = isRecord(old) && isRecord(value) ? merged(old, value) : value;
  }
  return all as T;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
