import type { Rows } from '../../../src/teach/examples/embed.js';
import type { ExampleRows } from '../../../src/teach/learning/material.js';
import type { ClassMaterial } from '../../../src/teach/learning/folds.js';
import type { HiddenLayer } from '../../../src/teach/data/hidden-layer.js';
import type { TaughtClass } from '../../../src/teach/file/taught-class.js';
import { seededRandom } from '../../harness/random.js';

/** Values of a row in made-up material. */
export const SIZE = 12;

type Random = () => number;

export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Rows around a centre. */
export function rowsAround(centre: readonly number[], count: number, spread: number, random: Random): Rows {
  const values = Float32Array.from(
    { length: count * SIZE },
    (_, i) => (centre[i % SIZE] ?? 0) + spread * normal(random),
  );
  return { count, values };
}

/** Examples of a sound at a centre, two variants of ten rows each. */
export function examplesAt(centre: readonly number[], count: number, random: Random): ExampleRows[] {
  return Array.from({ length: count }, () => [
    rowsAround(centre, 10, 0.6, random),
    rowsAround(centre, 10, 0.6, random),
  ]);
}

/** A sound that differs from everything else in two values. */
export const CENTRE = [3, -2];

/** Material of a sound that can be learnt. @param count number of examples */
export function material(count: number, seed = 3): ClassMaterial {
  const random = seededRandom(seed);
  return {
    size: SIZE,
    examples: examplesAt(CENTRE, count, random),
    others: examplesAt([-3, 0, 2], 2, random),
    bank: Array.from({ length: 200 }, () => rowsAround([], 3, 1, random).values),
    quiet: Array.from({ length: 40 }, () => rowsAround([0, 0, 2], 4, 0.3, random).values),
    blocks: Array.from({ length: 20 }, () => rowsAround([0, 0, 0, 0.5], 30, 0.4, random)),
  };
}

/** Material of the size that a page has: 128 values, a bank of 300 sounds, 200 quiet rooms, four minutes of the room. */
export function realMaterial(count: number): ClassMaterial {
  const random = seededRandom(4);
  const size = 128;
  const rows = (rows: number, own: number) => ({
    count: rows,
    values: Float32Array.from({ length: rows * size }, (_, i) => normal(random) + (i % size < 2 ? own : 0)),
  });
  return {
    size,
    examples: Array.from({ length: count }, () => Array.from({ length: 6 }, () => rows(15, 3))),
    others: [],
    bank: Array.from({ length: 300 }, () => rows(3, 0).values),
    quiet: Array.from({ length: 200 }, () => rows(8, 0).values),
    blocks: Array.from({ length: 48 }, () => rows(62, 0)),
  };
}

/** A taught sound of any values. */
export function taughtClass(label: string, seed = 1, size = SIZE): TaughtClass {
  const random = seededRandom(seed);
  const values = () => Float32Array.from({ length: size }, () => normal(random));
  return {
    ...{ label, weights: values(), bias: normal(random), centre: values(), radius: 1 + random() },
    calibration: { slope: 0.5 + random(), offset: normal(random) },
    threshold: 0.2 + 0.6 * random(),
    figures: { examples: 5, found: 4, falseAlarms: 0.04, roomMinutes: 14 },
  };
}

/** A hidden layer of any values, with four units. */
export function hiddenLayer(seed = 1, size = SIZE): HiddenLayer {
  const random = seededRandom(seed);
  const values = (length: number) => Float32Array.from({ length }, () => normal(random));
  return { kernel: values(4 * size), bias: values(4), head: values(4) };
}

/** A taught sound of any values with a hidden layer. */
export function layeredClass(label: string, seed = 1, size = SIZE): TaughtClass {
  return {
    ...taughtClass(label, seed, size),
    layer: hiddenLayer(seed, size),
    frozen: taughtClass('', seed + 100, size),
  };
}
