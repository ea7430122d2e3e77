import { expect } from 'chai';
import type { Listener } from '../../src/listener/listener.js';
import { built } from './built.js';
import { advance } from './capture/audio-clock.js';
import { observe } from './observed.js';
import { worstScore } from './undisturbed.js';
import { openSurvivalPage, type SurvivalPage } from './survival-page.js';
import { until } from './until.js';
import { when } from './when.js';

/** Returns the address of the shipped worker with a software graphics card that can be made to fail. */
function workerWithCard(): string {
  const script = `
    import ${JSON.stringify(new URL('/dist/worker.js', location.href).href)};
    const { requestDevice } = GPUAdapter.prototype;
    let device;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      return (device = await requestDevice.call(this, descriptor));
    };
    const { fetch } = globalThis;
    const error = () => new GPUUncapturedErrorEvent('uncapturederror', { error: new GPUOutOfMemoryError('out of memory') });
    const faults = {
      lose: () => device.destroy(),
      exhaust: () => device.dispatchEvent(error()),
      // Neither a card nor a network any more.
      strand: () => {
        GPU.prototype.requestAdapter = () => Promise.resolve(null);
        globalThis.fetch = (url, ...rest) => /wasm$/.test(url) ? Promise.reject(new TypeError('offline')) : fetch(url, ...rest);
        device.destroy();
      },
    };
    addEventListener('message', ({ data }) => faults[data.type]?.());`;
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}

async function scene(context: AudioContext): Promise<AudioBuffer> {
  return context.decodeAudioData(await (await fetch('/test/fixtures/audio/scene.wav')).arrayBuffer());
}

const worker = workerWithCard();
const MODEL = '/test/fixtures/reference/crnn-tiny/model.json';

describe('A graphics card that fails while it is listened with', function () {
  this.timeout(120_000);
  let page: SurvivalPage;
  let context: AudioContext;
  /** Number of frames before the session. */
  let first: number;
  before(async () => {
    const attributes = `backend="webgpu" model="${MODEL}" step-frames="5" worker="${worker}"`;
    page = await openSurvivalPage(attributes, false);
  });
  after(async () => {
    await page.close();
    expect(page.seen.workers.size).to.equal(0);
  });

  // A software card is slower than real time, so it gets one short piece of sound, and the rest after its failure.
  beforeEach(async () => {
    first = page.frames.length;
    context = new AudioContext();
    const node = new AudioBufferSourceNode(context, { buffer: await scene(context), loop: true });
    node.start();
    await context.resume();
    await page.listener.start({ kind: 'node', node });
    await advance(context, 0.5);
    await context.suspend();
    await until(() => page.frames.length > first + 1, 'scores from the card');
    expect(page.listener.status.backend?.backend).to.equal('webgpu');
    await until(() => page.row('Backend') === 'webgpu', 'the backend in the status');
  });
  afterEach(async () => {
    await page.listener.stop();
    await context.close();
  });

  /** Injects a fault. @returns seconds until the page has scores from another backend */
  async function breakIt(fault: 'lose' | 'exhaust' | 'strand'): Promise<number> {
    const { listener } = page;
    const isReplaced = new Promise<number>((resolve) => {
      const look = () => {
        if (listener.status.backend?.backend === 'webgpu') return;
        listener.removeEventListener('frames', look);
        resolve(performance.now());
      };
      listener.addEventListener('frames', look);
    });
    await context.resume();
    const [worker] = page.seen.workers;
    const began = performance.now();
    worker!.postMessage({ type: fault });
    return ((await isReplaced) - began) / 1000;
  }

  for (const [what, fault, next] of [
    ['is lost', 'lose', 'wasm'],
    ['is lost a second time', 'lose', 'wasm'],
    ['runs out of memory', 'exhaust', 'wasm'],
    ['is gone for good, and the WASM files with it', 'strand', 'cpu'],
  ] as const) {
    it(`and ${what}: ${next} continues at once, with the scores of an undisturbed run, and nothing is lost`, async () => {
      const { listener } = page;
      // Below a second on an idle machine.
      expect(await breakIt(fault)).to.be.lessThan(5);
      await page.newFrames();
      await until(() => page.row('Backend') === next, 'the backend in the status');
      expect(page.row('Why')).to.equal(`webgpu failed while listening; ${next} replaced it`);
      await until(() => page.chip() === 'Listening', 'the word');
      expect(page.seen.workers.size).to.equal(1);
      await listener.stop();
      const { samples } = listener.status;
      expect(samples.captured).to.equal(samples.processed).and.to.be.greaterThan(0);
      expect(samples.dropped).to.equal(0);
      expect(await worstScore(page.frames.slice(first), page.inputs, MODEL)).to.be.lessThan(0.01);
    });
  }
});

describe('A graphics card that several listeners share, and that fails', function () {
  this.timeout(120_000);

  it('is replaced for all of them by one backend, in the same worker', async () => {
    const { Listener } = await built();
    const seen = observe();
    const context = new AudioContext();
    const listeners: Listener[] = [];
    for (const offset of [0, 3]) {
      const node = new AudioBufferSourceNode(context, { buffer: await scene(context), loop: true });
      node.start(0, offset);
      const listener = new Listener({ backend: 'webgpu', model: MODEL, worker });
      await listener.start({ kind: 'node', node });
      listeners.push(listener);
    }
    await context.resume();
    await Promise.all(listeners.map((listener) => when(listener, 'frames', () => true, 60)));
    expect(listeners.map(({ status }) => status.backend?.backend)).to.deep.equal(['webgpu', 'webgpu']);
    const [only] = seen.workers;
    only!.postMessage({ type: 'lose' });
    const onWasm = (listener: Listener) => when(listener, 'status', ({ backend }) => backend?.backend === 'wasm', 60);
    await Promise.all(listeners.map(onWasm));
    await Promise.all(listeners.map((listener) => when(listener, 'frames')));
    expect([...seen.workers]).to.deep.equal([only]);
    for (const listener of listeners) {
      await listener.stop();
      const { captured, processed, dropped } = listener.status.samples;
      expect(captured).to.equal(processed + dropped);
    }
    expect(seen.workers.size).to.equal(0);
    seen.restore();
    await context.close();
  });
});
