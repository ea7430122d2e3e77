import { expect } from 'chai';
import { built } from './built.js';
import { SMALL_MODEL } from './small-model.js';
import { when } from './when.js';

/** On a software adapter, the default model computes for minutes. */
const model = SMALL_MODEL;

describe('listening with WebGPU on the software adapter', () => {
  it('goes from the microphone to a detection, with every sample accounted for', async () => {
    expect(await navigator.gpu.requestAdapter()).to.be.ok;
    const { Listener } = await built();
    const listener = new Listener({ backend: 'webgpu', model, stepFrames: 10 });
    await listener.start();
    expect(listener.status.backend?.backend).to.equal('webgpu');
    const batch = await when(listener, 'frames', () => true, 120);
    expect(batch.frames).to.equal(10);
    // The software adapter may be too slow for real time. Missed sound is counted, and it still detects something.
    const { detection } = await when(listener, 'detection', () => true, 90);
    expect(detection.peak).to.be.within(0, 1);
    expect(Object.values(batch.scores).every((scores) => scores.every((p) => p >= 0 && p <= 1))).to.equal(true);
    await listener.stop();
    const { captured, processed, dropped } = listener.status.samples;
    expect(captured).to.equal(processed + dropped);
  }).timeout(180_000);

  it('auto leaves a software adapter aside, and says so', async () => {
    const { Listener } = await built();
    const listener = new Listener({ model });
    let reason: string | undefined;
    // On a busy machine even a software adapter may not be ready at the first check, so the test repeats it.
    do {
      await listener.start();
      expect(listener.status.backend?.backend).to.not.equal('webgpu');
      ({ reason } = listener.status.backend!.measurements.find(({ backend }) => backend === 'webgpu')!);
      await listener.stop();
    } while (reason?.includes('not ready'));
    expect(reason).to.match(/software/i);
  });
});
