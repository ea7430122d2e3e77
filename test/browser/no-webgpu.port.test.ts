import { expect } from 'chai';
import { built } from './built.js';
import { observe } from './observed.js';
import { SMALL_MODEL } from './small-model.js';
import { rejection, when } from './when.js';

describe('without a WebGPU adapter', () => {
  it('auto takes another backend and says why', async () => {
    expect(await navigator.gpu?.requestAdapter()).to.not.be.ok;
    const { Listener } = await built();
    const listener = new Listener({ model: SMALL_MODEL });
    await listener.start();
    await when(listener, 'detection', ({ detection }) => detection.head === 'bird', 40);
    const report = listener.status.backend!;
    expect(['wasm', 'cpu']).to.include(report.backend);
    expect(report.reason).to.be.a('string').and.not.equal('');
    expect(report.measurements.find(({ backend }) => backend === 'webgpu')?.reason).to.match(/WebGPU|adapter/i);
    expect(report.measurements.find(({ backend }) => backend === 'wasm')?.millisecondsPerStep).to.be.greaterThan(0);
    await listener.stop();
  });

  it('webgpu asked for by name is a clear error, and nothing is left running', async () => {
    const { Listener, PinnaError } = await built();
    const seen = observe();
    const listener = new Listener({ backend: 'webgpu' });
    const heard = when(listener, 'error');
    const error = await rejection(listener.start());
    expect(error).to.be.instanceOf(PinnaError);
    expect(error.code).to.equal('no-backend');
    expect((await heard).code).to.equal('no-backend');
    expect(listener.state).to.equal('idle');
    expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
    expect(seen.workers.size).to.equal(0);
    seen.restore();
  });
});
