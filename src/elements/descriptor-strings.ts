import type { ScalarDescriptor } from '../descriptors/descriptors';
import type { Count } from './strings';
import type { Words } from './words';

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

/** English: what every other language falls back to. It comes with these elements, so that pages without them do without. */
export const englishDescriptors: DescriptorStrings = {
  title: 'Descriptors',
  name: {
    rms: 'Level (RMS)',
    peak: 'Peak',
    zeroCrossingRate: 'Zero crossings',
    centroid: 'Centroid',
    bandwidth: 'Bandwidth',
    rolloff: 'Roll-off',
    flatness: 'Flatness',
    flux: 'Flux',
    onsetStrength: 'Onset strength',
    tempo: 'Tempo',
  },
  tempo: (value) => `${value}\u00a0BPM`,
  noBeat: 'no beat',
  decibels: (value) => `${value}\u00a0dB`,
  mfcc: 'Cepstral coefficients',
  mfccOf: (values) => `Cepstral coefficients, from the first on: ${values}`,
  chroma: ({ text, plural }) => `Chromagram of the last ${text} ${plural === 'one' ? 'second' : 'seconds'}`,
  chromaIdle: 'no tone heard yet',
  strongest: (pitches) => `strongest ${pitches}`,
  pitches: 'C C♯ D E♭ E F F♯ G A♭ A B♭ B',
};

/** The strings in a language; what it leaves out is English. */
export function descriptorStrings({ strings: { descriptors } }: Words): DescriptorStrings {
  return { ...englishDescriptors, ...descriptors, name: { ...englishDescriptors.name, ...descriptors?.name } };
}
