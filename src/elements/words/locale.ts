import type { Strings } from './strings.js';

/** All that the elements say in one language. */
export interface Locale {
  /** BCP 47 tag: `de`, or `de-CH` for what differs there. */
  readonly lang: string;
  readonly strings: Strings;
  /** Names of the model's classes, by class. One that is missing is shown under its own name. */
  readonly classes: Readonly<Record<string, string>>;
}

type Some<T> = T extends (...values: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Some<T[K]> }
    : T;

/** A part of a locale: what is left out stays as it is, and in a new language is English. */
export interface PartialLocale {
  readonly lang: string;
  readonly strings?: Some<Strings>;
  readonly classes?: Locale['classes'];
}
