import type { Detection } from '../../decisions/detection.js';
import type { PinnaError } from '../../errors.js';
import { SHOWN_FAMILIES } from '../../answer/shown-families.js';
import { english } from './english.js';
import type { Count, ErrorWords, Strings } from './strings.js';
import { Dictionary, type Locale, type Translation } from './translate.js';

/** The elements' texts in one language, and the formatting of its numbers, times and lists. Main thread. */
export class Words {
  /** Texts of the elements in this language. */
  readonly strings: Strings;
  readonly #classes: Locale['classes'];
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #dates = new Map<string, Intl.DateTimeFormat>();
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
    // A taught sound may be named like a property of every object, such as `constructor`.
    return Object.hasOwn(this.#classes, name) ? this.#classes[name]! : name.replaceAll('_', ' ');
  }

  /**
   * Returns the name of the family to show beside a sound, or undefined if there is none: `animal` for a dog. A family whose name
   * is in that of the sound adds nothing: of a train horn it is said that it is a vehicle.
   */
  familyName({ label, families }: Pick<Detection, 'label' | 'families'>): string | undefined {
    const inSmallLetters = (name: string) => this.className(name).toLocaleLowerCase(this.lang);
    const name = inSmallLetters(label);
    const family = families.find((each) => SHOWN_FAMILIES.has(each) && !name.includes(inSmallLetters(each)));
    return family && this.className(family);
  }

  /** Returns the name of a sound with its family, if there is one to show: `dog · animal`. */
  soundName(sound: Pick<Detection, 'label' | 'families'>): string {
    return [this.className(sound.label), this.familyName(sound) ?? []].flat().join(' · ');
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
    // A small negative number would be written as −0.
    const isZero = Math.abs(value) < 0.5 * 10 ** -digits;
    return this.#write(isZero ? 0 : value, { maximumFractionDigits: digits });
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
   * Formats a wall-clock time of day in 24 hours: `14:32:07`.
   *
   * @param time ms since 1970
   */
  timeOfDay(time: number): string {
    return this.#date(time, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  }

  /**
   * Formats a date with its weekday: `Sun, Nov 29, 2026`.
   *
   * @param day local date, `2026-11-29`
   */
  day(day: string): string {
    // Midday, because a day may begin or end with a change of the clocks.
    const time = new Date(`${day}T12:00:00`).getTime();
    return this.#date(time, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  }

  /**
   * Formats a duration: `3.2 sec`.
   *
   * @param value seconds
   */
  seconds(value: number): string {
    return this.#write(value, { style: 'unit', unit: 'second', maximumFractionDigits: 1 });
  }

  /**
   * Formats an amount of storage, from one megabyte on in megabytes, otherwise in kilobytes.
   *
   * @param bytes one megabyte is a million bytes
   */
  storage(bytes: number): string {
    const [unit, size] = bytes < 1e6 ? ['kilobyte', bytes / 1e3] : ['megabyte', bytes / 1e6];
    return this.#write(size, { style: 'unit', unit, maximumFractionDigits: unit === 'kilobyte' ? 0 : 1 });
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

  #date(time: number, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#dates.get(key);
    if (!format) this.#dates.set(key, (format = new Intl.DateTimeFormat(this.lang, options)));
    return format.format(time);
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
