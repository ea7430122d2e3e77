import type { PinnaError } from '../../errors.js';
import { english } from './english.js';
import type { Count, ErrorWords, Strings } from './strings.js';
import { Dictionary, type Locale, type Translation } from './translate.js';

/** The elements' texts in one language, and the formatting of its numbers, times and lists. Main thread. */
export class Words {
  /** Texts of the elements in this language. */
  readonly strings: Strings;
  readonly #classes: Locale['classes'];
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #plurals: Intl.PluralRules;
  readonly #lists: Intl.ListFormat;

  /** BCP 47 tag for formatting numbers, with its region: `de-CH`. */
  readonly lang: string;

  /** Prepares the formats of the language. */
  constructor({ lang, texts }: Translation<Locale>) {
    this.lang = lang;
    this.strings = texts.strings;
    this.#classes = texts.classes;
    this.#plurals = new Intl.PluralRules(lang);
    this.#lists = new Intl.ListFormat(lang, { type: 'conjunction' });
  }

  /** Returns the name of a class; without a translation the model's own: `snow_plough` → `snow plough`. */
  className(name: string): string {
    return this.#classes[name] ?? name.replaceAll('_', ' ');
  }

  /** Returns an error in words. */
  error(error: PinnaError): ErrorWords {
    return this.strings.error(error);
  }

  /**
   * Formats a number.
   *
   * @param digits maximum number of decimals
   */
  number(value: number, digits = 0): string {
    return this.#write(value, { maximumFractionDigits: digits });
  }

  /** Formats a number that a text counts. */
  count(value: number): Count {
    return { text: this.number(value), plural: this.#plurals.select(value) };
  }

  /**
   * Formats a share as per cent.
   *
   * @param share 0.01 is 1 %
   * @param digits number of decimals
   */
  percent(share: number, digits = 0): string {
    return this.#write(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /**
   * Formats a level.
   *
   * @param value dBFS; not finite for digital silence
   */
  decibels(value: number): string {
    return Number.isFinite(value) ? this.strings.decibels(this.number(value)) : this.strings.silence;
  }

  /**
   * Formats a frequency, from 1000 Hz on in kHz.
   *
   * @param frequency Hz
   * @param digits maximum number of decimals in kHz
   */
  hertz(frequency: number, digits = 1): string {
    return frequency >= 1000
      ? this.strings.kilohertz(this.number(frequency / 1000, digits))
      : this.strings.hertz(this.number(frequency));
  }

  /**
   * Formats a duration.
   *
   * @param value ms
   * @param digits number of decimals
   */
  milliseconds(value: number, digits = 0): string {
    return this.#write(value, {
      style: 'unit',
      unit: 'millisecond',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }

  /**
   * Formats a time since the beginning as `m:ss`, from one hour on as `h:mm:ss`.
   *
   * @param seconds rounded down to the last digit shown
   * @param digits number of decimals of the seconds
   */
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

  /**
   * Formats a time range, or only its start if it has not ended.
   *
   * @param onset seconds
   * @param offset seconds; null if it has not ended
   */
  span(onset: number, offset: number | null): string {
    return offset === null
      ? this.strings.since(this.clock(onset))
      : this.strings.span(this.clock(onset), this.clock(offset));
  }

  /** Formats a list: `a, b, and c`. */
  list(items: readonly string[]): string {
    return this.#lists.format(items);
  }

  #write(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#numbers.get(key);
    if (!format) this.#numbers.set(key, (format = new Intl.NumberFormat(this.lang, options)));
    // Uses the minus sign U+2212, which is as wide as a digit, so that numbers do not jump.
    return format.format(value).replace('-', '−');
  }
}

const dictionary = new Dictionary(english, (locale) => locale);
const wordsOf = new WeakMap<Translation<Locale>, Words>();

/** Returns the words of a language; the same object until a locale is registered. An unknown language gives English. */
export function wordsIn(lang: string): Words {
  const translation = dictionary.translate(lang);
  let words = wordsOf.get(translation);
  if (!words) wordsOf.set(translation, (words = new Words(translation)));
  return words;
}
