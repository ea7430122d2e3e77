import { SCALAR_DESCRIPTORS, type Descriptors, type ScalarDescriptor } from '../../descriptors/descriptors.js';
import type { Words } from '../words/words.js';

/** A descriptor as it is shown. */
export interface DescriptorRow {
  readonly name: string;
  /** In words. */
  readonly value: string;
  /** Of the bar, 0 to 1. */
  readonly length: number;
}

const decibels = (amplitude: number) => 20 * Math.log10(amplitude);
/** Octaves from 60 Hz to 15 kHz. */
const pitch = (frequency: number) => Math.log2(frequency / 60) / 8;

/** How long the bar of a value is. */
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

/** Means of what has been heard since the last look; undefined before the first. */
export class DescriptorMeans {
  #count = 0;
  readonly #sums = new Map<ScalarDescriptor | number, number>();

  add({ frames, mfcc, ...descriptors }: Descriptors): void {
    this.#count += frames;
    for (const name of SCALAR_DESCRIPTORS) for (const value of descriptors[name]) this.#put(name, value);
    const width = mfcc.length / frames;
    mfcc.forEach((value, i) => this.#put(i % width, value));
  }

  /** @param key a descriptor, or the number of a cepstral coefficient */
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

/** @param means undefined while nothing is heard */
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
