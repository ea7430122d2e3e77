import { SCALAR_DESCRIPTORS, type Descriptors, type ScalarDescriptor } from '../../descriptors/descriptors.js';
import type { Words } from '../words/words.js';

/** One descriptor as a table row. */
export interface DescriptorRow {
  readonly name: string;
  /** Formatted value with its unit; empty before the first frames. */
  readonly value: string;
  /** Length of the bar, 0 to 1. */
  readonly length: number;
}

const decibels = (amplitude: number) => 20 * Math.log10(amplitude);
/** Maps a frequency, Hz, to its position on a logarithmic scale: 0 at 60 Hz, 1 at 15.4 kHz. */
const pitch = (frequency: number) => Math.log2(frequency / 60) / 8;

/** Maps a descriptor's value to the length of its bar, 0 to 1; values outside are clamped later. */
const LENGTH: Readonly<Record<ScalarDescriptor, (value: number) => number>> = {
  rms: (value) => (decibels(value) + 60) / 60,
  peak: (value) => (decibels(value) + 60) / 60,
  zeroCrossingRate: (value) => 2 * value,
  centroid: pitch,
  bandwidth: pitch,
  rolloff: pitch,
  flatness: (value) => value,
  flux: (value) => value,
  onsetStrength: (value) => value / 12,
};

/** Means of the descriptors over all frames added so far. */
export class DescriptorMeans {
  #count = 0;
  readonly #sums = new Map<ScalarDescriptor | number, number>();

  add({ frames, mfcc, ...descriptors }: Descriptors): void {
    this.#count += frames;
    for (const name of SCALAR_DESCRIPTORS) for (const value of descriptors[name]) this.#put(name, value);
    const width = mfcc.length / frames;
    mfcc.forEach((value, i) => this.#put(i % width, value));
  }

  /**
   * Returns the mean of a descriptor; NaN before the first frames.
   *
   * @param key a descriptor, or the index of a cepstral coefficient
   */
  of(key: ScalarDescriptor | number): number {
    return (this.#sums.get(key) ?? 0) / this.#count;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  #put(key: ScalarDescriptor | number, value: number): void {
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + value);
  }
}

/**
 * Returns one row per scalar descriptor.
 *
 * @param means undefined while there are no frames
 */
export function descriptorRows(words: Words, means: DescriptorMeans | undefined): DescriptorRow[] {
  const strings = words.strings.descriptors;
  const WRITTEN: Readonly<Record<ScalarDescriptor, (value: number) => string>> = {
    rms: (value) => words.decibels(Math.round(decibels(value))),
    peak: (value) => words.decibels(Math.round(decibels(value))),
    zeroCrossingRate: (value) => words.percent(value, 1),
    centroid: (value) => words.hertz(Math.round(value)),
    bandwidth: (value) => words.hertz(Math.round(value)),
    rolloff: (value) => words.hertz(Math.round(value)),
    flatness: (value) => words.number(value, 2),
    flux: (value) => words.number(value, 2),
    onsetStrength: (value) => strings.decibels(words.number(value, 1)),
  };
  return SCALAR_DESCRIPTORS.map((name) => {
    const value = means?.of(name);
    return {
      name: strings.name[name],
      value: value === undefined ? '' : WRITTEN[name](value),
      length: value === undefined ? 0 : Math.min(1, Math.max(0, LENGTH[name](value))),
    };
  });
}
