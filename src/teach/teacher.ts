import type { FeatureGeometry } from '../features/log-mel-parameters.js';
import type { StreamingNetwork } from '../model/network/streaming-network.js';
import type { TeachingData } from './data/teaching-data.js';
import { Embedder, type Rows } from './examples/embed.js';
import { trim, type Trimmed } from './examples/trim.js';
import { variantsOf } from './examples/variants.js';
import type { Random } from './data/seeded-random.js';
import type { ClassMaterial } from './learning/folds.js';
import { sigmoid } from './learning/linear-softmax.js';
import { peakIn } from './learning/row-logits.js';
import { DEFAULT_TARGET, FEWEST_FOR_THOROUGH, type TaughtClass } from './file/taught-class.js';
import { learning, type Learnt } from './learning/learn.js';
import { learningThoroughly } from './learning/thorough.js';
import type { ExampleRows } from './learning/material.js';
import { inSlices, type Sliced } from './learning/slices.js';

/** An example of a sound, as the network's frames. They take 51 kB a second with 128 bands; no sound is kept. */
export interface Example {
  /** Trimmed frames, `[count × bands]`, in the geometry of the network. */
  readonly frames: Float32Array;
  /** Whether another example of the same name is the same recording; such ones are never negatives of each other. */
  readonly key: string;
}

/** An example of what a sound is not. */
export interface RefusedSound extends Example {
  /** Name of the sound that it is not; no taught sound if left out. */
  readonly label?: string | undefined;
}

/** A sound to learn. */
export interface Lesson {
  /** Its name. */
  readonly label: string;
  /** At least one. */
  readonly examples: readonly Example[];
  /** Budget of false alarms an hour; that of the teacher if left out. */
  readonly target?: number | undefined;
  /** Whether to learn it thoroughly, if it has enough examples; false if left out. */
  readonly thorough?: boolean | undefined;
}

/** What a {@link Teacher} learns from. */
export interface TeacherOptions {
  /** In any state; the teacher resets it. Nobody else may step it meanwhile. */
  readonly network: StreamingNetwork;
  readonly data: TeachingData;
  /** Stretches of the room in which none of the sounds is, as the network's frames. */
  readonly rooms?: readonly Float32Array[];
  /**
   * Blocks of recent sound, in which any of the sounds may be. A sound does not use those in which it scores high.
   */
  readonly heard?: readonly Rows[];
  /** Sounds that were taken for a taught one and refused, trimmed. */
  readonly refused?: readonly RefusedSound[];
  /** Budget of false alarms of each sound an hour. */
  readonly target?: number;
  /** Number of variants of each example. */
  readonly variants?: number;
  /** Awaited between slices of the work, so that a thread can do something else; does nothing by default. */
  readonly pause?: () => Promise<void>;
  /** Returns the time, seconds. Thorough learning of a sound is then limited to a few seconds. */
  readonly clock?: () => number;
  /** Called during thorough learning of a sound, with the completed share, 0 to 1. */
  readonly onProgress?: (label: string, share: number) => void;
}

const VARIANTS = 6;
/** Length of a block of the room, seconds. Each has one highest score. */
export const BLOCK_SECONDS = 5;

/** Returns the trimmed example in frames. */
export function exampleOf(
  frames: Float32Array,
  features: FeatureGeometry,
  key: string,
): { example: Example; trimmed: Trimmed } {
  const trimmed = trim(frames, features);
  const { bands } = features;
  return { example: { frames: frames.slice(trimmed.first * bands, trimmed.end * bands), key }, trimmed };
}

/**
 * Learns sounds from examples. Every example becomes several variants, which the network turns into embeddings; then each sound is
 * learnt against the bank, the room and the other sounds.
 */
export class Teacher {
  readonly #options: TeacherOptions;
  readonly #embedder: Embedder;
  readonly #random: Random;
  #embeddedExamples = new Map<string, ExampleRows[]>();

  /** @param random decides about the variants; the same numbers give the same result */
  constructor(options: TeacherOptions, random: Random) {
    this.#options = options;
    this.#embedder = new Embedder(options.network, options.data.normalisation, options.pause);
    this.#random = random;
  }

  /** Learns all sounds. @param onLearnt called after each one */
  async learn(lessons: readonly Lesson[], onLearnt?: (learnt: Learnt) => void): Promise<Learnt[]> {
    const { data, rooms = [], heard = [], refused = [], target = DEFAULT_TARGET } = this.#options;
    const { clock, onProgress } = this.#options;
    const embedded = (this.#embeddedExamples = new Map<string, ExampleRows[]>());
    for (const lesson of lessons) embedded.set(lesson.label, await this.#embedded(lesson, lessons));
    const refusedRows = await this.#embedded({ label: '', examples: refused }, lessons);
    const blocks: Rows[] = [];
    for (const room of rooms) blocks.push(...(await this.#blocks(room)));
    const learnt: Learnt[] = [];
    for (const { label, examples, target: budget = target, thorough = false } of lessons) {
      const own = new Set(examples.map(({ key }) => key));
      const others = lessons
        .filter((other) => other.label !== label)
        .flatMap((other) => embedded.get(other.label)!.filter((_, i) => !own.has(other.examples[i]!.key)));
      const material: ClassMaterial = {
        size: data.normalisation.size,
        examples: embedded.get(label)!,
        recordings: examples.map(({ key }) => key),
        others: [...others, ...refusedRows.filter((_, i) => (refused[i]!.label ?? label) === label)],
        bank: data.bank,
        quiet: data.quiet,
        blocks,
      };
      const options = { target: budget, blockSeconds: BLOCK_SECONDS };
      const unheard =
        heard.length > 0 ? quietBlocks((await this.#work(learning(label, material, options))).taught, heard) : [];
      const whole = { ...material, blocks: [...blocks, ...unheard] };
      const one = await this.#work(
        thorough && examples.length >= FEWEST_FOR_THOROUGH
          ? learningThoroughly(label, whole, {
              ...{ ...options, clock },
              onProgress: (share) => onProgress?.(label, share),
            })
          : learning(label, whole, options),
      );
      onLearnt?.(one);
      learnt.push(one);
    }
    return learnt;
  }

  /** Returns the rows of each example of a sound that was learnt, without any change: normalised embeddings, `[count × size]`. */
  firstRows(label: string): Float32Array[] {
    return (this.#embeddedExamples.get(label) ?? []).flatMap(([first]) => (first ? [first.values] : []));
  }

  #work<T>(work: Sliced<T>): Promise<T> {
    const { pause = () => Promise.resolve() } = this.#options;
    return inSlices(work, pause);
  }

  /** Runs the variants of a sound's examples. */
  async #embedded({ label, examples }: Lesson, lessons: readonly Lesson[]): Promise<ExampleRows[]> {
    const { network, rooms = [], variants = VARIANTS, pause } = this.#options;
    const others = lessons.filter((other) => other.label !== label).flatMap((other) => other.examples);
    const sources = { rooms, others: others.map(({ frames }) => frames) };
    const all: ExampleRows[] = [];
    for (const { frames } of examples) {
      const rows: Rows[] = [];
      for (const variant of variantsOf(frames, sources, network.manifest.features, variants, this.#random)) {
        rows.push(await this.#embedder.variant(variant));
        await pause?.();
      }
      all.push(rows.filter(({ count }) => count > 0));
    }
    return all;
  }

  /** Runs a stretch of the room, and cuts it into blocks. */
  async #blocks(room: Float32Array): Promise<Rows[]> {
    const { size } = this.#options.data.normalisation;
    return blocksOf(await this.#embedder.rows(room), size, this.#embedder.rowSeconds);
  }
}

/**
 * Cuts rows into blocks of {@link BLOCK_SECONDS}.
 * @param size values of a row
 * @param rowSeconds distance between rows, seconds
 */
function blocksOf({ values, count }: Rows, size: number, rowSeconds: number): Rows[] {
  const length = Math.round(BLOCK_SECONDS / rowSeconds);
  const blocks: Rows[] = [];
  for (let first = 0; first < count; first += length) {
    const end = Math.min(count, first + length);
    blocks.push({ values: values.subarray(first * size, end * size), count: end - first });
  }
  return blocks;
}

/** Returns the blocks in which a sound scores below its threshold. */
export function quietBlocks(taught: TaughtClass, blocks: readonly Rows[]): Rows[] {
  return blocks.filter(({ values }) => sigmoid(peakIn(taught, values)) < taught.threshold);
}
