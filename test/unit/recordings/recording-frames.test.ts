import { expect } from 'chai';
import { describe, it } from 'vitest';
import { SCALAR_DESCRIPTORS, type Descriptors } from '../../../src/descriptors/descriptors.js';
import { LOG_MEL_128 } from '../../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../../src/features/log-mel-stream.js';
import { RecordingFrames } from '../../../src/recordings/recording-frames.js';
import type { ModelInfo } from '../../../src/worker/contract.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { sigmoidHead } from '../decisions/heads.js';
import { describeSound } from '../descriptors/describe.js';

const RATE = 16_000;

/** Returns the descriptors of some frames. */
function partOf(all: Descriptors, first: number, end: number): Descriptors {
  const parts = [...SCALAR_DESCRIPTORS, 'mfcc', 'chroma', 'tempo'] as const;
  const cut = parts.map((name) => {
    const width = all[name].length / all.frames;
    return [name, all[name].subarray(width * first, width * end)];
  });
  return { ...all, frames: end - first, ...Object.fromEntries(cut) };
}

describe('RecordingFrames', () => {
  for (const [rowSeconds, framesPerRow] of [
    [0.02, 1],
    [0.32, 16],
  ] as const) {
    it(`joins scores, log-mel frames and descriptors of steps, with scores every ${1000 * rowSeconds} ms`, () => {
      const model: ModelInfo = {
        name: 'one',
        version: '1.0.0',
        licence: 'MIT',
        features: LOG_MEL_128,
        rowSeconds,
        heads: [sigmoidHead('events', ['dog', 'rain'])],
      };
      const random = seededRandom(2);
      const sound = Float32Array.from({ length: 4 * RATE }, () => random() - 0.5);
      const logMel = new LogMelStream(RATE).push(sound);
      const described = describeSound([sound], RATE);
      const rows = Math.floor(described.frames / framesPerRow);
      const scores = Float32Array.from({ length: 2 * rows }, () => random());
      const frames = new RecordingFrames(rows, model, { features: true, descriptors: true, harmony: false });
      for (const [from, to] of randomCuts(rows, 7, random).filter(([first, end]) => end > first)) {
        const [first, end] = [from * framesPerRow, to * framesPerRow];
        frames.add([
          {
            frames: to - from,
            scores: { events: scores.subarray(2 * from, 2 * to) },
            features: logMel.subarray(64 * first, 64 * end),
            descriptors: partOf(described, first, end),
          },
        ]);
      }
      const count = rows * framesPerRow;
      expect(frames.scores.events).to.deep.equal(scores);
      expect(frames.features).to.deep.equal(logMel.slice(0, 64 * count));
      expect(frames.descriptors!.frames).to.equal(count);
      expect(frames.descriptors!.rms).to.deep.equal(described.rms.slice(0, count));
      expect(frames.descriptors!.mfcc).to.deep.equal(described.mfcc.slice(0, 20 * count));
    });
  }
});
