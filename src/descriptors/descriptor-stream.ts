import type { FrameGeometry } from '../features/log-mel-parameters.js';
import type { FrameTap } from '../features/log-mel-stream.js';
import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { BeatFollower } from './beat-follower.js';
import { emptyDescriptors, CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS, type Descriptors } from './descriptors.js';
import { CHROMA_START, FrameDescriber, MFCC_START, ROW } from './frame-describer.js';
import { ONSET_IN_FRAME } from './beat-period.js';

/** Length of a queued row: the frame's descriptors, then its tempo and whether it has a beat (1 or 0). */
const QUEUED_ROW = ROW + 2;
const ONSET = SCALAR_DESCRIPTORS.indexOf('onsetStrength');

/**
 * Computes descriptors of the frames of a {@link LogMelStream}, from the same spectrum. Pass `add` as the stream's
 * `onFrame`. Frames are queued until `take`. Pure.
 */
export class DescriptorStream {
  readonly #describer: FrameDescriber;
  readonly #follower = new BeatFollower();
  /** Queued rows, oldest first. Doubles in size when full. */
  #rows = new Float32Array(8 * QUEUED_ROW);
  #queued = 0;

  /** @param scale of the power spectral density, the same as the stream's */
  constructor(geometry: FrameGeometry, scale: number) {
    this.#describer = new FrameDescriber(geometry, scale);
  }

  /** Describes one frame and queues the result. */
  readonly add: FrameTap = (samples, density, bands) => {
    const start = this.#queued * QUEUED_ROW;
    if (start === this.#rows.length) {
      const more = new Float32Array(2 * this.#rows.length);
      more.set(this.#rows);
      this.#rows = more;
    }
    const row = this.#rows.subarray(start, start + QUEUED_ROW);
    this.#describer.describe(samples, density, bands, row);
    const { tempo, isBeat } = this.#follower.push(row[ONSET]!);
    row[ROW] = tempo;
    row[ROW + 1] = Number(isBeat);
    this.#queued += 1;
  };

  /**
   * Removes the oldest frames from the queue and returns their descriptors.
   *
   * @param frames number of frames
   * @param time of the first frame, seconds
   * @returns the descriptors, whose arrays share one buffer. If fewer frames are queued: undefined, and the queue is
   *   emptied.
   */
  drain(frames: number, time: number): Descriptors | undefined {
    const isWhole = frames <= this.#queued;
    const descriptors = isWhole ? descriptorsOf(this.#rows, frames, time) : undefined;
    const removed = isWhole ? frames : this.#queued;
    this.#rows.copyWithin(0, removed * QUEUED_ROW, this.#queued * QUEUED_ROW);
    this.#queued -= removed;
    return descriptors;
  }

  /** Prepares for a gap in the sound: empties the queue and compares no frames across the gap. */
  reset(): void {
    this.#describer.reset();
    this.#follower.reset();
    this.#queued = 0;
  }
}

/** Copies frames' rows into one array per descriptor, all in one buffer. */
function descriptorsOf(rows: Float32Array, frames: number, time: number): Descriptors {
  const { scalars, mfcc, chroma, tempo } = emptyDescriptors(frames);
  const beats: number[] = [];
  for (let i = 0; i < frames; i++) {
    const row = rows.subarray(i * QUEUED_ROW, (i + 1) * QUEUED_ROW);
    SCALAR_DESCRIPTORS.forEach((name, at) => (scalars[name][i] = row[at]!));
    mfcc.set(row.subarray(MFCC_START, CHROMA_START), i * MFCC_COUNT);
    chroma.set(row.subarray(CHROMA_START, ROW), i * CHROMA_COUNT);
    tempo[i] = row[ROW]!;
    if (row[ROW + 1]) beats.push(time + i * HOP_SECONDS + ONSET_IN_FRAME);
  }
  return { frames, ...scalars, mfcc, chroma, tempo, beats };
}
