import type { ScalarDescriptor } from '../../descriptors/descriptors.js';
import { merged } from './locale-registry.js';
import { englishDescriptors } from './en-descriptors.js';
import type { Count } from './strings.js';
import type { Words } from './words.js';

/** What the elements of the descriptors say; numbers arrive written in the language at hand. */
export interface DescriptorStrings {
  readonly title: string;
  readonly name: Readonly<Record<ScalarDescriptor | 'tempo', string>>;
  readonly tempo: (value: string) => string;
  readonly noBeat: string;
  /** Of differences of levels. */
  readonly decibels: (value: string) => string;
  readonly mfcc: string;
  /** @param values the coefficients written out */
  readonly mfccOf: (values: string) => string;
  readonly chroma: (seconds: Count) => string;
  readonly chromaIdle: string;
  /** @param pitches their names written out */
  readonly strongest: (pitches: string) => string;
  /** The names of the twelve pitch classes from C on, with a space between. */
  readonly pitches: string;
}

/** The strings in a language; what it leaves out is English. */
export function descriptorStrings({ strings: { descriptors } }: Words): DescriptorStrings {
  return merged(englishDescriptors, descriptors ?? {});
}
