import { expect } from 'chai';
import { describe, it } from 'vitest';
import { LevelMeter } from '../../../../src/worker/thread/level-meter.js';
import { SilenceWatch } from '../../../../src/listener/silence-watch.js';

describe('LevelMeter', () => {
  it('reads a full-scale sine as −3.01 dBFS with a peak of 1', () => {
    const meter = new LevelMeter();
    meter.add(Float32Array.from({ length: 4800 }, (_, n) => Math.sin((2 * Math.PI * n) / 48)));
    const { level, peak } = meter.drain();
    expect(level).to.be.closeTo(-3.01, 0.01);
    expect(peak).to.be.closeTo(1, 1e-6);
  });

  it('starts again with each reading, and counts non-finite samples as silence', () => {
    const meter = new LevelMeter();
    meter.add(new Float32Array([NaN, Infinity, 0.5]));
    expect(meter.drain().peak).to.equal(0.5);
    expect(meter.drain()).to.deep.equal({ level: -Infinity, peak: 0 });
    meter.add(new Float32Array(10));
    expect(meter.drain()).to.deep.equal({ level: -Infinity, peak: 0 });
  });
});

describe('SilenceWatch', () => {
  it('speaks up after three seconds without a sample other than zero', () => {
    const watch = new SilenceWatch();
    expect(watch.isSilent(0)).to.equal(false);
    watch.add(0, 2900);
    expect(watch.isSilent(2900)).to.equal(false);
    expect(watch.isSilent(3000)).to.equal(true);
    watch.add(1e-6, 3100);
    expect(watch.isSilent(3200)).to.equal(false);
    expect(watch.isSilent(6100)).to.equal(true);
  });
});
