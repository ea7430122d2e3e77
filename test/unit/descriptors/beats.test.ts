import { expect } from 'chai';
import { describe, it } from 'vitest';
import { beatSynchronous } from '../../../src/descriptors/beat-synchronous.js';
import { trackBeats } from '../../../src/descriptors/track-beats.js';
import { seededRandom } from '../../harness/random.js';
import { clicks, drums } from './clicks.js';
import { describeSound } from './describe.js';

const RATE = 16_000;
/** Time until the tracker has found the tempo and its first beats, seconds. */
const SETTLED = 7;

/** Returns the largest distance of a beat from a grid through second 0, seconds. */
function worst(beats: readonly number[], period: number): number {
  return Math.max(...beats.map((beat) => Math.abs(beat - Math.round(beat / period) * period)));
}

describe('Tempo and beats', () => {
  for (const tempo of [50, 60, 75, 90, 100, 120, 127, 140, 150, 174, 200]) {
    it(`are those of clicks at ${String(tempo)} beats per minute, as they come and of the whole file`, () => {
      const seconds = 14;
      const { onsetStrength, tempo: followed, beats } = describeSound([clicks(RATE, tempo, seconds)], RATE);
      expect(followed.at(-1)).to.be.closeTo(tempo, 0.005 * tempo);
      const settled = beats.filter((beat) => beat > SETTLED);
      expect(worst(settled, 60 / tempo)).to.be.lessThan(0.03);
      expect(settled.length).to.be.at.least(Math.floor(((seconds - SETTLED) * tempo) / 60) - 1);
      const whole = trackBeats(onsetStrength);
      expect(whole.tempo).to.be.closeTo(tempo, 0.005 * tempo);
      expect(worst(whole.beats, 60 / tempo)).to.be.lessThan(0.03);
      // The first click is in the first frame, so it has no earlier frame to rise from.
      expect(whole.beats.length).to.be.within(
        Math.floor((seconds * tempo) / 60) - 3,
        Math.ceil((seconds * tempo) / 60),
      );
    });
  }

  for (const tempo of [80, 100, 120, 140]) {
    it(`of drums with off-beats at ${String(tempo)} are on their hits, at that tempo or twice that`, () => {
      const { onsetStrength, tempo: followed, beats } = describeSound([drums(RATE, tempo, 16)], RATE);
      const whole = trackBeats(onsetStrength);
      for (const found of [followed.at(-1)!, whole.tempo])
        expect(found / tempo).to.satisfy((times: number) => [1, 2].some((n) => Math.abs(times / n - 1) < 0.01));
      expect(
        worst(
          beats.filter((beat) => beat > SETTLED),
          30 / tempo,
        ),
      ).to.be.lessThan(0.04);
      expect(worst(whole.beats, 30 / tempo)).to.be.lessThan(0.04);
    });
  }

  it('follow a change of tempo within nine seconds, and stop in a pause', () => {
    const parts = [clicks(RATE, 100, 12), clicks(RATE, 140, 12), new Float32Array(RATE * 6)];
    const { tempo, beats } = describeSound(parts, RATE);
    expect(tempo[11 * 50]).to.be.closeTo(100, 1);
    expect(tempo[21 * 50]).to.be.closeTo(140, 1.4);
    expect(beats.filter((beat) => beat > 26)).to.deep.equal([]);
    expect(tempo.at(-1)).to.equal(0);
  });

  it('are absent in silence and in noise', () => {
    const random = seededRandom(4);
    const noise = Float32Array.from({ length: RATE * 20 }, () => 0.3 * (random() * 2 - 1));
    for (const sound of [new Float32Array(RATE * 20), noise]) {
      const { onsetStrength, tempo, beats } = describeSound([sound], RATE);
      expect(beats).to.deep.equal([]);
      expect(tempo.every((each) => each === 0)).to.equal(true);
      expect(trackBeats(onsetStrength)).to.include({ tempo: 0, strength: 0 });
      expect(trackBeats(onsetStrength).beats).to.deep.equal([]);
    }
    expect(trackBeats([])).to.deep.equal({ tempo: 0, strength: 0, beats: [] });
  });
});

describe('beatSynchronous', () => {
  it('is the mean from each beat to the next', () => {
    const values = Float32Array.from({ length: 20 }, (_, i) => i); // 10 frames of 2
    expect([...beatSynchronous(values, 2, [0.04, 0.1, 0.2], 0.02)]).to.deep.equal([6, 7, 14, 15]);
  });

  it('has no row for fewer than two beats, and only finite numbers', () => {
    const values = new Float32Array(10).fill(1);
    expect(beatSynchronous(values, 1, [], 0.02).length).to.equal(0);
    expect(beatSynchronous(values, 1, [0.1], 0.02).length).to.equal(0);
    expect([...beatSynchronous(values, 1, [0.1, 0.1, 9, 10], 0.02)]).to.deep.equal([1, 1, 1]);
  });
});
