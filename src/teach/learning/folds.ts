import { joinedRows } from '../../features/joined-rows.js';
import type { Rows } from '../examples/embed.js';
import type { ExampleRows, Material, NegativeRows } from './material.js';

/** Most parts into which the examples are divided to leave one out at a time. */
const MOST_FOLDS = 5;

/** One of the parts: what is learnt from, and what is left out. */
export interface Fold {
  readonly material: Material;
  readonly leftOut: {
    readonly examples: readonly ExampleRows[];
    /** Rows of sounds of the bank, each the mean of a moment. */
    readonly bank: readonly Float32Array[];
    /** Rows of quiet rooms, each the mean of a moment. */
    readonly quiet: readonly Float32Array[];
    /** Rows of other sounds, and of blocks of the room; each entry is one sound or one block. */
    readonly others: readonly Float32Array[];
    readonly blocks: readonly Float32Array[];
  };
}

/** Everything that a class is learnt from. */
export interface ClassMaterial {
  /** Values of a row. */
  readonly size: number;
  readonly examples: readonly ExampleRows[];
  /** Recording of each example. Examples of one recording are left out together. Each is a separate one when absent. */
  readonly recordings?: readonly string[] | undefined;
  /** Examples of other taught classes and refused detections. */
  readonly others: readonly ExampleRows[];
  /** Sounds of the bank, a few rows each. */
  readonly bank: readonly Float32Array[];
  /** Quiet rooms that nobody has recorded, a few rows each: steady noise, hum, fans, silence. */
  readonly quiet: readonly Float32Array[];
  /** Blocks of the room. */
  readonly blocks: readonly Rows[];
}

/** Weight of one example of another class, relative to a sound of the bank: the user has chosen it. */
const OTHER_WEIGHT = 4;
/** Rows of a quiet room that are learnt from; the threshold uses all. */
const QUIET_ROWS = 2;
/** Weight of one of them, relative to a sound of the bank. */
const QUIET_WEIGHT = 0.25;

/** Returns what is learnt from if nothing is left out. @param roomWeight of a row of the room */
export function wholeMaterial(material: ClassMaterial, roomWeight: number): Material {
  return part(material, roomWeight, () => true).material;
}

/** Divides the material. A single example is divided by its variants, which says less. */
export function foldsOf(material: ClassMaterial, roomWeight: number): Fold[] {
  const { examples } = material;
  const isSingle = examples.length === 1;
  const divided = isSingle ? { ...material, examples: examples[0]!.map((variant) => [variant]) } : material;
  const places = placesOf(divided);
  const count = isSingle ? 2 : Math.min(MOST_FOLDS, Math.max(...places) + 1);
  return Array.from({ length: count }, (_, f) => {
    const isKept = (i: number) => i % count !== f;
    return part(divided, roomWeight, isKept, (i) => isKept(places[i]!));
  });
}

/** Returns the place of each example's recording among the recordings; if there is only one, the place of the example. */
function placesOf({ examples, recordings = [] }: ClassMaterial): number[] {
  const order = [...new Set(recordings)];
  return examples.map((_, i) => (order.length > 1 ? order.indexOf(recordings[i]!) : i));
}

function part(
  { size, examples, others, bank, quiet, blocks }: ClassMaterial,
  roomWeight: number,
  isKept: (i: number) => boolean,
  isExampleKept = isKept,
): Fold {
  const isLeftOut = (_: unknown, i: number) => !isKept(i);
  const kept = <T>(list: readonly T[]) => list.filter((_, i) => isKept(i));
  const negatives: NegativeRows[] = [
    { values: joinedRows(kept(bank).map((rows) => rows.subarray(0, size))), weight: 1 },
    { values: joinedRows(kept(quiet).map((rows) => rows.subarray(0, QUIET_ROWS * size))), weight: QUIET_WEIGHT },
    ...kept(others).flatMap((variants) =>
      variants.map(({ values, count }) => ({ values, weight: OTHER_WEIGHT / variants.length / Math.max(1, count) })),
    ),
    { values: joinedRows(kept(blocks).map(({ values }) => values)), weight: roomWeight },
  ];
  return {
    material: { size, positives: examples.filter((_, i) => isExampleKept(i)), negatives },
    leftOut: {
      examples: examples.filter((_, i) => !isExampleKept(i)),
      bank: bank.filter(isLeftOut),
      quiet: quiet.filter(isLeftOut),
      others: others.filter(isLeftOut).map(([first]) => first!.values),
      blocks: blocks.filter(isLeftOut).map(({ values }) => values),
    },
  };
}
