import type { PinnaError } from '../../errors.js';
import { english } from './english.js';
import type { Count, ErrorWords, Strings } from './strings.js';
import { Dictionary, type Locale, type Translation } from './translate.js';

/** The elements' texts in one language, and how it writes numbers, times and lists. Main thread. */
export class Words {
  readonly strings: Strings;
  readonly #classes: Locale['classes'];
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #plurals: Intl.PluralRules;
  readonly #lists: Intl.ListFormat;

  /** The language in which numbers are written, with its region: `de-CH`. */
  readonly lang: string;

  constructor({ lang, texts }: Translation<Locale>) {
    this.lang = lang;
    this.strings = texts.strings;
    this.#classes = texts.classes;
    this.#plurals = new Intl.PluralRules(lang);
    this.#lists = new Intl.ListFormat(lang, { type: 'conjunction' });
  }

  /** A class of the model; without a translation its own name: `snow_plough` → `snow plough`. */
  className(name: string): string {
    return this.#classes[name] ?? name.replaceAll('_', ' ');
  }

  error(error: PinnaError): ErrorWords {
    return this.strings.error(error);
  }

  /** @param digits after the decimal sign, at most */
  number(value: number, digits = 0): string {
    return this.#write(value, { maximumFractionDigits: digits });
  }

  count(value: number): Count {
    return { text: this.number(value), plural: this.#plurals.select(value) };
  }

  /** @param share 0.01 is one per cent */
  percent(share: number, digits = 0): string {
    return this.#write(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** @param value dBFS */
  decibels(value: number): string {
    return Number.isFinite(value) ? this.strings.decibels(this.number(value)) : this.strings.silence;
  }

  /** @param frequency Hz */
  hertz(frequency: number, digits = 1): string {
    return frequency >= 1000
      ? this.strings.kilohertz(this.number(frequency / 1000, digits))
      : this.strings.hertz(this.number(frequency));
  }

  milliseconds(value: number, digits = 0): string {
    return this.#write(value, {
      style: 'unit',
      unit: 'millisecond',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }

  /** Seconds since the beginning as `m:ss`, from an hour on `h:mm:ss`. @param digits of a second, after its sign */
  clock(seconds: number, digits = 0): string {
    const scale = 10 ** digits;
    const time = Math.max(0, Math.floor(seconds * scale) / scale);
    const [hours, minutes] = [Math.floor(time / 3600), Math.floor(time / 60) % 60];
    const rest = time - 60 * Math.floor(time / 60);
    const two = (value: number, fraction = 0) =>
      this.#write(value, {
        minimumIntegerDigits: 2,
        minimumFractionDigits: fraction,
        maximumFractionDigits: fraction,
      });
    return hours > 0
      ? `${this.#write(hours, { useGrouping: false })}:${two(minutes)}:${two(rest, digits)}`
      : `${this.number(minutes)}:${two(rest, digits)}`;
  }

  /** @param offset seconds; null while it goes on */
  span(onset: number, offset: number | null): string {
    return offset === null
      ? this.strings.since(this.clock(onset))
      : this.strings.span(this.clock(onset), this.clock(offset));
  }

  list(items: readonly string[]): string {
    return this.#lists.format(items);
  }

  #write(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#numbers.get(key);
    if (!format) this.#numbers.set(key, (format = new Intl.NumberFormat(this.lang, options)));
    // A true minus sign: as wide as a figure, so that numbers do not jump.
    return format.format(value).replace('-', '−');
  }
}

const dictionary = new Dictionary(english, (locale) => locale);
const wordsOf = new WeakMap<Translation<Locale>, Words>();

/** Returns the words of a language, the same object until a locale is registered. Unknown languages are English. */
export function wordsIn(lang: string): Words {
  const translation = dictionary.translate(lang);
  let words = wordsOf.get(translation);
  if (!words) wordsOf.set(translation, (words = new Words(translation)));
  return words;
}
