import { expect } from 'chai';
import { allClosed } from './all-closed.js';
import { built } from './built.js';
import { observe } from './observed.js';
import { SMALL_MODEL } from './small-model.js';
import { refuseMicrophone } from './survival-page.js';
import { until } from './until.js';
import { when } from './when.js';

describe('A Listener that keeps listening', function () {
  this.timeout(60_000);

  it('starts once there is a microphone, survives what others survive, and ends with stop', async () => {
    const { Listener } = await built();
    const seen = observe();
    const allow = refuseMicrophone('NotFoundError');
    const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', keepListening: true });
    const states: string[] = [];
    const errors: string[] = [];
    listener.addEventListener('statechange', ({ detail }) => states.push(detail));
    listener.addEventListener('error', ({ detail }) => errors.push(detail.code));
    const started = listener.start();
    await until(() => errors.length > 0, 'the first failure');
    expect(listener.state).to.equal('starting');
    const { error, at } = listener.status.retry!;
    expect(error.code).to.equal('no-device');
    expect(at - performance.now()).to.be.within(0, 1000);
    allow();
    await started;
    await when(listener, 'frames');
    expect(listener.status.retry).to.equal(undefined);
    expect(listener.state).to.equal('running');

    for (const worker of seen.workers) worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    await until(() => listener.status.interruption === 'analysis', 'the interruption');
    await until(() => !listener.status.interruption, 'the next worker');

    await listener.stop();
    expect(listener.state).to.equal('idle');
    expect(states.slice(0, 2)).to.deep.equal(['starting', 'running']);
    expect(seen.workers.size).to.equal(0);
    await allClosed(seen.contexts);
    expect(seen.tracks.every(({ readyState }) => readyState === 'ended')).to.equal(true);
    seen.restore();
  });

  it('is stopped while it waits, with nothing left', async () => {
    const { Listener } = await built();
    const seen = observe();
    const allow = refuseMicrophone('NotAllowedError');
    const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', keepListening: true });
    const starting = listener.start().catch((error: unknown) => (error as Error).name);
    await when(listener, 'status', ({ retry }) => retry !== undefined);
    await listener.stop();
    expect(await starting).to.equal('AbortError');
    expect(listener.state).to.equal('idle');
    expect(listener.status.retry).to.equal(undefined);
    expect(seen.workers.size).to.equal(0);
    allow();
    seen.restore();
  });

  it('can be taught while it waits for a device: at the start, and while a worker is replaced', async () => {
    const { Listener } = await built();
    const seen = observe();
    const allow = refuseMicrophone('NotFoundError');
    const listener = new Listener({ backend: 'wasm', keepListening: true });
    const errors: string[] = [];
    listener.addEventListener('error', ({ detail }) => errors.push(detail.code));
    const started = listener.start();
    await until(() => errors.length > 0, 'the first failure');
    await listener.teach('beep', beep());
    expect(listener.state).to.equal('starting');
    expect(listener.taught.list.map(({ taught }) => taught.label)).to.deep.equal(['beep']);
    allow();
    await started;
    await when(listener, 'frames', ({ scores }) => scores.taught !== undefined);

    const before = errors.length;
    for (const worker of seen.workers) worker.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    await until(() => listener.status.interruption === 'analysis', 'the interruption');
    const set = listener.taught.set!;
    await listener.setTaught({ ...set, classes: [{ ...set.classes[0]!, label: 'signal' }] });
    expect(listener.taught.list.map(({ taught }) => taught.label)).to.deep.equal(['signal']);
    await until(() => !listener.status.interruption, 'the next worker');
    await when(listener, 'frames', ({ smoothed }) => smoothed.taught?.length === 1);
    expect(errors.length).to.equal(before);
    await listener.stop();
    expect(seen.workers.size).to.equal(0);
    seen.restore();
  });
});

/** A recording of a beep. */
function beep() {
  const sampleRate = 48_000;
  const samples = Float32Array.from({ length: sampleRate }, (_, i) => {
    const isOn = i > 0.3 * sampleRate && i < 0.7 * sampleRate;
    return isOn ? 0.3 * Math.sin(i / 5) * Math.sign(Math.sin(i / 300)) : 0.0005 * Math.sin(i * i);
  });
  return { samples, sampleRate };
}
