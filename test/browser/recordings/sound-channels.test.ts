import { expect } from 'chai';
import { PinnaError } from '../../../src/errors.js';
import { soundChannels, type Sound } from '../../../src/recordings/sound-channels.js';

const codeOf = (sound: Sound, sampleRate?: number) => {
  try {
    soundChannels(sound, sampleRate);
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
    expect(decoded.frames).to.equal(Math.floor((48_000 - 1536) / 960) + 1);
    expect(soundChannels([new Float32Array(512)], 16_000).frames).to.equal(1);
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
