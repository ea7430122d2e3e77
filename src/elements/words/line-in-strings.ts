import { merged } from './locale-registry.js';
import type { Words } from './words.js';

/** What `<pinna-line-in>` says; numbers arrive written in the language at hand. */
export interface LineInStrings {
  readonly device: string;
  readonly channels: string;
  /** Before the input has told how many there are, and for what the browser makes of all. */
  readonly mixed: string;
  /** Both of a pair, as their mean. @param one and @param other their numbers, from 1 on */
  readonly pair: (one: string, other: string) => string;
  readonly left: (channel: string) => string;
  readonly right: (channel: string) => string;
  readonly gain: string;
  readonly decibels: (value: string) => string;
}

/** English comes with the element; what another language leaves out is said in it. */
export function lineInStrings({ strings: { lineIn } }: Words, english: LineInStrings): LineInStrings {
  return merged(english, lineIn ?? {});
}
