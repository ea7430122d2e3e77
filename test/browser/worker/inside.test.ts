import { expect } from 'chai';
import { LOG_MEL_128 } from '../../../src/features/log-mel-parameters.js';
import { silentFrames } from '../../../src/features/band-value.js';
import type { PinnaError } from '../../../src/errors.js';
import { wasmFilesIn } from '../../../src/model/backends/wasm-files.js';
import type { WhyProgress } from '../../../src/inside/why.js';
import type { ShownStep } from '../../../src/worker/inside-contract.js';
import { InsideClient } from '../../../src/worker/page/inside-client.js';
import { until } from '../until.js';
import { rejection } from '../when.js';

const address = (path: string) => new URL(path, location.href).href;
const MODEL = { manifest: address('/test/fixtures/reference/crnn-trunk-tiny/model.json') };
const WASM = wasmFilesIn(address('/dist/wasm/'));
/** Frames of a step: whole rows, and a multiple of every stride. */
const STEP = 32;

/** Starts the built worker, and collects what it reports. */
function start() {
  const steps: ShownStep[] = [];
  const progress: WhyProgress[] = [];
  const failures: PinnaError[] = [];
  const client = new InsideClient({
    url: address('/dist/inside-worker.js'),
    on: { step: (step) => steps.push(step), progress: (step) => progress.push(step) },
    onFailure: (error) => failures.push(error),
  });
  const send = (time: number) => client.request('frames', { time, input: frames(time) });
  return { client, steps, progress, failures, send };
}

/** Returns frames of a tone that begins in the middle. */
function frames(seed: number): Float32Array {
  const values = silentFrames(LOG_MEL_128, STEP);
  for (let t = STEP / 2; t < STEP; t++) values[t * 128 + 40 + Math.round(seed)] = 1;
  return values;
}

describe('the worker that shows a network', () => {
  it('shows every layer of each step, and all of one on request', async () => {
    const { client, steps, send } = start();
    const { layers, backend } = await client.request('open', { model: MODEL, wasm: WASM });
    expect(backend).to.equal('wasm');
    expect(layers.map(({ name }) => name)).to.include.members(['trunk/stem', 'fast/conv0', 'dense', 'gru', 'heads']);
    await send(0);
    expect(steps).to.have.length(1);
    expect(Object.keys(steps[0]!.layers).sort()).to.deep.equal(layers.map(({ name }) => name).sort());
    expect(steps[0]!.layers.gru).to.include({
      frames: STEP / 2,
      height: layers.find((each) => each.kind === 'gru')!.channels,
    });
    expect(steps[0]!.watched).to.equal(undefined);
    await client.request('watch', 'gru');
    await send(1);
    const { gates, values } = steps[1]!.watched!;
    expect(Object.keys(gates)).to.deep.equal(['reset', 'update', 'candidate']);
    expect(gates.update!.length).to.equal(values.length);
    expect(Math.min(...gates.update!)).to.be.at.least(0);
    expect(Math.max(...gates.update!)).to.be.at.most(1);
    client.close();
  });

  it('finds reasons, with progress if it takes long, and returns weights', async () => {
    const { client, progress, send } = start();
    await client.request('open', { model: MODEL, wasm: WASM });
    expect(await client.request('why', { head: 'bird', label: 'bird', method: 'gradient' })).to.equal(null);
    for (let time = 0; time < 3; time++) await send(time);
    const reasons = await client.request('why', { head: 'bird', label: 'bird', method: 'integrated' });
    expect(progress.length).to.be.above(3);
    const used = progress.map((step) => step.used);
    expect(used).to.deep.equal([...used].sort((a, b) => a - b));
    expect(progress.map(({ points }) => points)).to.deep.equal(progress.map((_, i) => i + 1));
    expect(progress.at(-1)!.points).to.equal(reasons!.points);
    const sum = reasons!.input.reduce((total, share) => total + share, 0);
    expect(sum + reasons!.rest).to.be.closeTo(reasons!.logit - reasons!.silentLogit, 1e-4);
    expect(reasons!.input.length).to.equal(3 * STEP * 128);
    expect(reasons!.from).to.be.closeTo(2 + STEP / 100 - (3 * STEP) / 100, 1e-9);
    const filter = await client.request('filter', { layer: 'trunk/stem', unit: 0 });
    expect(filter[0]).to.include({ rows: 3, columns: 3 });
    client.close();
  });

  it('ends the search for reasons on request, and then continues with the sound', async () => {
    const { client, progress, steps, send } = start();
    await client.request('open', { model: MODEL, wasm: WASM });
    for (let time = 0; time < 3; time++) await send(time);
    const search = client.request('why', { head: 'bird', label: 'bird', method: 'integrated' });
    await until(() => progress.length > 0, 'The first point');
    expect(await client.request('why', null)).to.equal(null);
    expect(await search).to.equal(null);
    const { length } = progress;
    await send(3);
    expect(steps).to.have.length(4);
    expect(progress).to.have.length(length);
    client.close();
  });

  it('breaks only itself, on request', async () => {
    const { client, steps, send } = start();
    await client.request('open', { model: MODEL, wasm: WASM });
    await client.request('break', ['future']);
    await send(0);
    expect(steps[0]!.layers.normalize!.values.slice(-128).every((value) => value === 0)).to.equal(true);
    await client.request('break', []);
    await send(1);
    expect(steps[1]!.layers.normalize!.values.slice(-128).some((value) => value !== 0)).to.equal(true);
    client.close();
  });

  it('ignores invalid frames, and answers the next request', async () => {
    const { client, steps, send } = start();
    await client.request('open', { model: MODEL, wasm: WASM });
    for (const input of [new Float32Array(), new Float32Array(5), new Float32Array(256).fill(NaN)])
      await client.request('frames', { time: 0, input });
    expect(steps).to.have.length(0);
    await send(0);
    expect(steps).to.have.length(1);
    client.close();
  });

  it('reports a missing model with its code', async () => {
    const { client } = start();
    const error = await rejection(
      client.request('open', { model: { manifest: address('/missing.json') }, wasm: WASM }),
    );
    expect(error.code).to.equal('model-missing');
    client.close();
  });

  it('reports a script that is missing', async () => {
    const failures: PinnaError[] = [];
    const on = { step: () => undefined, progress: () => undefined };
    new InsideClient({ url: address('/missing.js'), on, onFailure: (error) => failures.push(error) });
    await until(() => failures.length === 1, 'The failure');
    expect(failures[0]!.code).to.equal('worker-failed');
  });
});
