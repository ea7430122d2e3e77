import type { DescriptorStrings } from './descriptor-strings.js';

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
