import { expect } from 'chai';
import { PinnaError } from '../../../src/errors.js';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { recordingRows, soundChannels, type Sound } from '../../../src/recordings/sound-channels.js';

type Needs = Parameters<typeof recordingRows>[1];

const VERSION_1: Needs = { features: LOG_MEL_64, rowSeconds: 0.02 };
const TWO_SPEEDS: Needs = { features: LOG_MEL_128, rowSeconds: 0.02 };
const TRUNK: Needs = { features: LOG_MEL_128, rowSeconds: 0.32 };

const codeOf = (sound: Sound, sampleRate?: number, model = VERSION_1) => {
  try {
    recordingRows(soundChannels(sound, sampleRate), model);
  } catch (error) {
    return error instanceof PinnaError ? error.code : String(error);
  }
  return undefined;
};

describe('soundChannels', () => {
  it('takes decoded audio at its own rate, and channels at the rate that is given', () => {
    const buffer = new AudioBuffer({ length: 48_000, numberOfChannels: 2, sampleRate: 48_000 });
    const decoded = soundChannels(buffer, 16_000);
    expect(decoded.sampleRate).to.equal(48_000);
    expect(decoded.channels.length).to.equal(2);
    // A window of 1536 samples, a hop of 960.
    expect(recordingRows(decoded, VERSION_1)).to.equal(Math.floor((48_000 - 1536) / 960) + 1);
  });

  it('counts the rows of scores of each model, and says how much sound it needs at least', () => {
    for (const [model, milliseconds] of [
      [VERSION_1, 32],
      [TWO_SPEEDS, 35],
      [TRUNK, 335],
    ] as const) {
      const rows = (count: number) => recordingRows(soundChannels([new Float32Array(count)], 16_000), model);
      const [shortest, row] = [16 * milliseconds, 16_000 * model.rowSeconds];
      expect(rows(shortest)).to.equal(1);
      expect(rows(shortest + 3 * row - 1)).to.equal(3);
      expect(rows(shortest + 3 * row)).to.equal(4);
      expect(() => rows(shortest - 1)).to.throw(PinnaError, `shorter than ${milliseconds} ms`);
      expect(codeOf([new Float32Array(shortest - 1)], 16_000, model)).to.equal('audio-too-short');
    }
  });

  it('says what it is that cannot be analysed', () => {
    expect(codeOf([], 16_000)).to.equal('empty-audio');
    expect(codeOf([new Float32Array(0)], 16_000)).to.equal('empty-audio');
    expect(codeOf([new Float32Array(511)], 16_000)).to.equal('audio-too-short');
    expect(codeOf([new Float32Array(8000)], 8000)).to.equal(undefined);
    expect(codeOf([new Float32Array(8000)], 6000)).to.equal('unsupported-sample-rate');
    expect(codeOf([new Float32Array(800_000)], 384_000)).to.equal('unsupported-sample-rate');
    expect(codeOf([new Float32Array(16_000)])).to.equal('bad-option');
    expect(codeOf([new Float32Array(16_000), new Float32Array(15_999)], 16_000)).to.equal('bad-option');
  });
});
