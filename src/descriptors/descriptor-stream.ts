import type { FrameGeometry } from '../features/log-mel-parameters.js';
import type { FrameTap } from '../features/log-mel-stream.js';
import { HOP_SECONDS } from '../features/log-mel-parameters.js';
import { BeatFollower } from './beat-follower.js';
import { emptyDescriptors, CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS, type Descriptors } from './descriptors.js';
import { CHROMA_START, FrameDescriber, MFCC_START, ROW } from './frame-describer.js';
import { ONSET_IN_FRAME } from './beat-period.js';

/** A row that waits has tempo and whether there is a beat behind the rest. */
const WAITING_ROW = ROW + 2;
const ONSET = SCALAR_DESCRIPTORS.indexOf('onsetStrength');

/**
 * Descriptors of the frames that a {@link LogMelStream} makes, from the very transform that it has computed: its `onFrame` is
 * this one's `add`. Frames wait until they are taken. Pure.
 */
export class DescriptorStream {
  readonly #describer: FrameDescriber;
  readonly #follower = new BeatFollower();
  /** Rows of frames that wait, oldest first; it grows where more wait than ever. */
  #rows = new Float32Array(8 * WAITING_ROW);
  #waiting = 0;

  /** @param scale of the spectral density, as the stream has it */
  constructor(geometry: FrameGeometry, scale: number) {
    this.#describer = new FrameDescriber(geometry, scale);
  }

  readonly add: FrameTap = (samples, density, bands) => {
    const start = this.#waiting * WAITING_ROW;
    if (start === this.#rows.length) {
      const more = new Float32Array(2 * this.#rows.length);
      more.set(this.#rows);
      this.#rows = more;
    }
    const row = this.#rows.subarray(start, start + WAITING_ROW);
    this.#describer.describe(samples, density, bands, row);
    const { tempo, isBeat } = this.#follower.push(row[ONSET]!);
    row[ROW] = tempo;
    row[ROW + 1] = Number(isBeat);
    this.#waiting += 1;
  };

  /**
   * The oldest frames, which then wait no longer.
   * @param frames how many
   * @param time of the first, seconds
   * @returns undefined, and nothing waits any more, where so many have not been described; all arrays share one buffer
   */
  take(frames: number, time: number): Descriptors | undefined {
    const isWhole = frames <= this.#waiting;
    const descriptors = isWhole ? descriptorsOf(this.#rows, frames, time) : undefined;
    const taken = isWhole ? frames : this.#waiting;
    this.#rows.copyWithin(0, taken * WAITING_ROW, this.#waiting * WAITING_ROW);
    this.#waiting -= taken;
    return descriptors;
  }

  /** Sound is missing before the next frame: nothing is compared across it. */
  reset(): void {
    this.#describer.reset();
    this.#follower.reset();
    this.#waiting = 0;
  }
}

/** Frames' rows as one array per descriptor, all in one buffer. */
function descriptorsOf(rows: Float32Array, frames: number, time: number): Descriptors {
  const { scalars, mfcc, chroma, tempo } = emptyDescriptors(frames);
  const beats: number[] = [];
  for (let i = 0; i < frames; i++) {
    const row = rows.subarray(i * WAITING_ROW, (i + 1) * WAITING_ROW);
    SCALAR_DESCRIPTORS.forEach((name, at) => (scalars[name][i] = row[at]!));
    mfcc.set(row.subarray(MFCC_START, CHROMA_START), i * MFCC_COUNT);
    chroma.set(row.subarray(CHROMA_START, ROW), i * CHROMA_COUNT);
    tempo[i] = row[ROW]!;
    if (row[ROW + 1]) beats.push(time + i * HOP_SECONDS + ONSET_IN_FRAME);
  }
  return { frames, ...scalars, mfcc, chroma, tempo, beats };
}
