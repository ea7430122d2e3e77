import type { FrameGeometry } from '../features/log-mel-parameters';
import type { FrameTap } from '../features/log-mel-stream';
import { HOP_SECONDS } from '../features/log-mel-parameters';
import { BeatFollower } from './beat-follower';
import { CHROMA_COUNT, MFCC_COUNT, SCALAR_DESCRIPTORS, type Descriptors, type ScalarDescriptor } from './descriptors';
import { CHROMA_START, FrameDescriber, MFCC_START, ROW } from './frame-describer';
import { ONSET_IN_FRAME } from './onset-in-frame';

interface DescribedFrame {
  readonly row: Float32Array;
  readonly tempo: number;
  readonly isBeat: boolean;
}

/**
 * Descriptors of the frames that a {@link LogMelStream} makes, from the very transform that it has computed: its `onFrame` is
 * this one's `add`. Frames wait until they are taken. Pure.
 */
export class DescriptorStream {
  private readonly describer: FrameDescriber;
  private readonly follower = new BeatFollower();
  private waiting: DescribedFrame[] = [];

  /** @param scale of the spectral density, as the stream has it */
  constructor(geometry: FrameGeometry, scale: number) {
    this.describer = new FrameDescriber(geometry, scale);
  }

  readonly add: FrameTap = (samples, density, bands) => {
    const row = new Float32Array(ROW);
    this.describer.describe(samples, density, bands, row);
    this.waiting.push({ row, ...this.follower.push(row[ONSET]!) });
  };

  /**
   * The oldest frames, which then wait no longer.
   * @param frames how many
   * @param time of the first, seconds
   * @returns undefined, and nothing waits any more, where so many have not been described; all arrays share one buffer
   */
  take(frames: number, time: number): Descriptors | undefined {
    const taken = this.waiting.splice(0, frames);
    if (taken.length < frames) return undefined;
    return descriptorsOf(taken, time);
  }

  /** Sound is missing before the next frame: nothing is compared across it. */
  reset(): void {
    this.describer.reset();
    this.follower.reset();
    this.waiting = [];
  }
}

const ONSET = SCALAR_DESCRIPTORS.indexOf('onsetStrength');

/** Frames' rows as one array per descriptor, all in one buffer. */
function descriptorsOf(described: readonly DescribedFrame[], time: number): Descriptors {
  const frames = described.length;
  const { scalars, mfcc, chroma, tempo } = emptyDescriptors(frames);
  described.forEach(({ row, tempo: now }, i) => {
    SCALAR_DESCRIPTORS.forEach((name, at) => (scalars[name][i] = row[at]!));
    mfcc.set(row.subarray(MFCC_START, CHROMA_START), i * MFCC_COUNT);
    chroma.set(row.subarray(CHROMA_START), i * CHROMA_COUNT);
    tempo[i] = now;
  });
  const beats = described.flatMap(({ isBeat }, i) => (isBeat ? [time + i * HOP_SECONDS + ONSET_IN_FRAME] : []));
  return { frames, ...scalars, mfcc, chroma, tempo, beats };
}

/** Arrays for so many frames, one after another in one buffer. */
export function emptyDescriptors(frames: number) {
  const all = new Float32Array(frames * (ROW + 1));
  let used = 0;
  const next = (width: number) => all.subarray(used, (used += frames * width));
  const scalars = Object.fromEntries(SCALAR_DESCRIPTORS.map((name) => [name, next(1)])) as Record<
    ScalarDescriptor,
    Float32Array
  >;
  return { scalars, mfcc: next(MFCC_COUNT), chroma: next(CHROMA_COUNT), tempo: next(1) };
}
