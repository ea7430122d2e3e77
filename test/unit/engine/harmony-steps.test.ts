import { describe, expect, it } from 'vitest';
import type { ChordSpan } from '../../../src/harmony/harmony.js';
import { StepFrames } from '../../../src/engine/step-frames.js';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { playChords } from '../harmony/synthesise.js';

const RATE = 16_000;
const SOUND = playChords(['C:maj', 'F:maj', 'G:maj', 'C:maj'], RATE, 2);

/** Returns the chords of a sound that arrives in pieces, in steps of some rows. */
function chordsOf(frames: StepFrames, cuts: readonly [number, number][], rowsPerStep: number): ChordSpan[] {
  const chords: ChordSpan[] = [];
  for (const [from, to] of cuts) {
    frames.push(SOUND.subarray(from, to));
    while (frames.rows >= rowsPerStep) chords.push(...(frames.take(rowsPerStep).harmony?.chords ?? []));
  }
  if (frames.rows > 0) chords.push(...(frames.take(frames.rows).harmony?.chords ?? []));
  return chords;
}

const HARMONY = { features: false, descriptors: false, harmony: true };

describe.each([
  [LOG_MEL_64, 1],
  [LOG_MEL_128, 2],
] as const)('harmony in the steps of a network that reads $bands bands', (geometry, framesPerOutput) => {
  it('is the same for every cutting of the sound into pieces and steps', () => {
    const whole = new StepFrames(RATE, geometry, framesPerOutput);
    whole.select(HARMONY);
    const expected = chordsOf(whole, [[0, SOUND.length]], 1_000_000);
    expect(expected.map(({ label }) => label)).toContain('F:maj');
    const random = seededRandom(11);
    for (const rows of [1, 5, 32]) {
      const frames = new StepFrames(RATE, geometry, framesPerOutput);
      frames.select(HARMONY);
      expect(chordsOf(frames, randomCuts(SOUND.length, 4000, random), rows)).toEqual(expected);
    }
  });

  it('comes only on request, without descriptors unless these are requested too', () => {
    const frames = new StepFrames(RATE, geometry, framesPerOutput);
    frames.push(SOUND.subarray(0, RATE));
    const plain = frames.take(frames.rows);
    expect([plain.harmony, plain.descriptors]).toEqual([undefined, undefined]);
    frames.select(HARMONY);
    frames.push(SOUND.subarray(RATE, 4 * RATE));
    frames.take(5); // began before the request
    const step = frames.take(frames.rows);
    expect(step.descriptors).toBe(undefined);
    expect(step.harmony!.chords.length).toBeGreaterThan(2);
    expect(step.harmony!.chords[0]!.from).toBeCloseTo(1, 6);
    frames.select({ ...HARMONY, descriptors: true });
    frames.push(SOUND.subarray(4 * RATE, 5 * RATE));
    const both = frames.take(frames.rows);
    expect([both.descriptors?.frames ?? 0, both.harmony !== undefined]).toEqual([both.descriptors!.frames, true]);
    frames.select({ features: false, descriptors: false, harmony: false });
    frames.push(SOUND.subarray(5 * RATE, 6 * RATE));
    expect(frames.take(frames.rows).harmony).toBe(undefined);
  });

  it('begins again after a gap', () => {
    const frames = new StepFrames(RATE, geometry, framesPerOutput);
    frames.select(HARMONY);
    frames.push(SOUND.subarray(0, 2 * RATE));
    frames.take(frames.rows);
    frames.restart(10 * RATE);
    frames.push(SOUND.subarray(0, 2 * RATE));
    expect(frames.take(frames.rows).harmony!.chords[0]!.from).toBe(10);
  });
});
