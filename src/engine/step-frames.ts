import type { Descriptors } from '../descriptors/descriptors.js';
import { ONSET_IN_FRAME } from '../descriptors/beat-period.js';
import { DescriptorStream } from '../descriptors/descriptor-stream.js';
import { joinedRows } from '../features/joined-rows.js';
import { HOP_SECONDS, LOG_MEL_64, type FeatureGeometry } from '../features/log-mel-parameters.js';
import { LogMelStream } from '../features/log-mel-stream.js';
import { framesPerRow } from '../features/rows.js';
import { HarmonyFollower } from '../harmony/harmony-follower.js';
import type { HarmonyStep } from '../harmony/harmony.js';
import { LongChroma } from '../harmony/long-chroma.js';
import { FrameQueue } from './frame-queue.js';
import type { FrameSelection } from './frame-selection.js';

/** Frames of consecutive rows of scores. */
export interface RowFrames {
  /** Start of the first row, seconds: its position in samples over the sample rate. */
  readonly time: number;
  /** Frames that the network reads, `[rows × framesPerOutput × bands]`, row-major, in the model's geometry. */
  readonly input: Float32Array;
  /**
   * Frames of `LOG_MEL_64` that begin in these rows, `[frames × 64]`, row-major, dB. Undefined unless requested. The same
   * array as `input` if the model reads these frames.
   */
  readonly features: Float32Array | undefined;
  /** Descriptors of the same frames; undefined unless requested. All their arrays share one buffer. */
  readonly descriptors: Descriptors | undefined;
  /** Chords and key that became known; undefined unless requested. */
  readonly harmony: HarmonyStep | undefined;
}

/**
 * Turns samples into the frames of the network and, on request, into the frames of `LOG_MEL_64` and their descriptors. If the
 * network reads `LOG_MEL_64`, one stream of frames serves all. Pure.
 *
 * A row is complete when its last network frame is. Its frames of `LOG_MEL_64` are complete by then: the last one ends 12 ms
 * after the row, the last one of `LOG_MEL_128` 15 ms after it.
 */
export class StepFrames {
  /** Network frames per row. */
  readonly #framesPerOutput: number;
  /** Frames of `LOG_MEL_64` per row. */
  readonly #framesPerRow: number;
  readonly #network: LogMelStream;
  readonly #input: FrameQueue;
  /** Stream of `LOG_MEL_64`: the network's own if it reads these frames; else undefined while none are requested. */
  #logMel: LogMelStream | undefined;
  /** Waiting frames of a separate `#logMel`, from the index `#featuresFrom` on. */
  readonly #features = new FrameQueue(LOG_MEL_64.bands);
  #featuresFrom = 0;
  /** Present while descriptors or harmony are requested, since harmony follows the beats. Its first frame has the index `#descriptorsFrom`. */
  #descriptors: DescriptorStream | undefined;
  #descriptorsFrom = 0;
  /** Present while harmony is requested, with the columns that no step has had. */
  #harmony: { readonly chroma: LongChroma; readonly follower: HarmonyFollower; columns: Float32Array[] } | undefined;
  #selection: FrameSelection = { features: false, descriptors: false, harmony: false };
  /** Position of the streams' sample 0, samples on the caller's clock. */
  #streamStart = 0;
  /** Number of samples since then. */
  #samples = 0;
  /** Number of rows taken since then. */
  #rowsTaken = 0;

  /**
   * @param geometry of the network's frames
   * @param framesPerOutput network frames per row of scores
   * @throws PinnaError `unsupported-sample-rate`
   */
  constructor(sampleRate: number, geometry: FeatureGeometry, framesPerOutput: number) {
    this.#network = new LogMelStream(sampleRate, geometry);
    this.#input = new FrameQueue(geometry.bands);
    this.#framesPerOutput = framesPerOutput;
    this.#framesPerRow = framesPerRow(framesPerOutput * geometry.hopSeconds);
    if (geometry.type === 'log-mel') this.#logMel = this.#network;
  }

  /** Hz. */
  get sampleRate(): number {
    return this.#network.geometry.sampleRate;
  }

  /** Number of complete rows that wait for a step. */
  get rows(): number {
    return Math.floor(this.#input.count / this.#framesPerOutput);
  }

  /** Data that `take` returns besides the input. */
  get selection(): FrameSelection {
    return this.#selection;
  }

  /** Changes the selection. A step has the data if all of its frames come after this call. */
  select(selection: FrameSelection): void {
    const { features, descriptors, harmony } = selection;
    const describes = descriptors || harmony;
    if (!this.#isShared) this.#setSeparateStream(features || describes);
    if (features !== this.#selection.features) {
      this.#features.clear();
      this.#featuresFrom = this.#nextFrame;
    }
    if (describes !== (this.#descriptors !== undefined)) this.#setDescriptors(describes);
    if (harmony !== this.#selection.harmony) this.#setHarmony(harmony);
    this.#selection = selection;
  }

  /** Adds samples: mono, directly after the last ones; not kept. */
  push(samples: Float32Array): void {
    this.#input.push(this.#network.push(samples));
    if (!this.#isShared) {
      const frames = this.#logMel?.push(samples);
      if (frames && this.#selection.features) this.#features.push(frames);
    }
    this.#harmony?.columns.push(this.#harmony.chroma.push(samples));
    this.#samples += samples.length;
  }

  /** Removes the oldest complete rows. @param rows at most the number of waiting rows */
  take(rows: number): RowFrames {
    const { hop, sampleRate } = this.#network.geometry;
    const time = (this.#streamStart + this.#rowsTaken * this.#framesPerOutput * hop) / sampleRate;
    const first = this.#rowsTaken * this.#framesPerRow;
    const end = first + rows * this.#framesPerRow;
    this.#rowsTaken += rows;
    const input = this.#input.take(rows * this.#framesPerOutput);
    const descriptors = wholeStep(first, end, this.#descriptorsFrom, (count) => this.#descriptors?.drain(count, time));
    return {
      time,
      input,
      features: this.#takeFeatures(input, first, end),
      descriptors: this.#selection.descriptors ? descriptors : undefined,
      harmony: descriptors && this.#takeHarmony(descriptors, time),
    };
  }

  /**
   * Begins a new stream. Discards the frames of an incomplete row.
   * @param position of the next sample on the caller's clock
   */
  restart(position: number): void {
    this.#network.reset();
    this.#input.clear();
    this.#logMel?.reset();
    this.#features.clear();
    this.#featuresFrom = 0;
    this.#descriptors?.reset();
    this.#descriptorsFrom = 0;
    this.#harmony?.chroma.reset();
    this.#harmony?.follower.restart(position / this.sampleRate);
    if (this.#harmony) this.#harmony.columns = [];
    this.#streamStart = position;
    this.#samples = 0;
    this.#rowsTaken = 0;
  }

  #takeHarmony({ frames, beats }: Descriptors, time: number): HarmonyStep | undefined {
    const harmony = this.#harmony;
    if (!harmony) return undefined;
    const columns = joinedRows(harmony.columns);
    harmony.columns = [];
    // All beats are known up to the place of an onset in the next frame.
    return harmony.follower.push(columns, beats, time + frames * HOP_SECONDS + ONSET_IN_FRAME);
  }

  #takeFeatures(input: Float32Array, first: number, end: number): Float32Array | undefined {
    if (!this.#selection.features) return undefined;
    if (this.#isShared) return input;
    return wholeStep(first, end, this.#featuresFrom, (count) => this.#features.take(count));
  }

  /** Whether the network reads `LOG_MEL_64`. */
  get #isShared(): boolean {
    return this.#logMel === this.#network;
  }

  /** Index of the next frame of `LOG_MEL_64`; 0 without a stream of them. */
  get #nextFrame(): number {
    return this.#logMel?.frameCount ?? 0;
  }

  #setSeparateStream(isRequested: boolean): void {
    if (isRequested === (this.#logMel !== undefined)) return;
    this.#logMel = isRequested ? new LogMelStream(this.sampleRate) : undefined;
    this.#logMel?.seek(this.#samples);
  }

  #setDescriptors(isRequested: boolean): void {
    const logMel = this.#logMel;
    this.#descriptors = isRequested && logMel ? new DescriptorStream(logMel.geometry, logMel.scale) : undefined;
    this.#descriptorsFrom = this.#nextFrame;
    if (logMel) logMel.onFrame = this.#descriptors?.add;
  }

  #setHarmony(isRequested: boolean): void {
    const start = (this.#streamStart + this.#samples) / this.sampleRate;
    this.#harmony = isRequested
      ? { chroma: new LongChroma(this.sampleRate), follower: new HarmonyFollower(start), columns: [] }
      : undefined;
  }
}

/**
 * Takes the frames of a step, `first` to `end`, from a queue that began with the frame `from`. Returns undefined if the step
 * began earlier.
 */
function wholeStep<T>(first: number, end: number, from: number, take: (count: number) => T): T | undefined {
  const taken = take(Math.min(end - first, Math.max(0, end - from)));
  return from > first ? undefined : taken;
}
