import { expect } from 'chai';
import { resolveAssets } from '../../src/assets.js';
import type { NetworkStep } from '../../src/listener/listener-events.js';
import type { ShownStep } from '../../src/worker/inside-contract.js';
import { InsideClient } from '../../src/worker/page/inside-client.js';
import { built } from './built.js';
import { SMALL_MODEL } from './small-model.js';
import { until } from './until.js';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('The tap of the network', () => {
  it('passes on gapless frames until it is closed, and the network that is shown scores as the one that listens', async function () {
    this.timeout(60_000);
    const { Listener } = await built();
    const listener = new Listener({ model: SMALL_MODEL, backend: 'wasm', worker: '/dist/worker.js' });
    const { model, wasm, inside } = resolveAssets({
      model: SMALL_MODEL,
      wasm: '/dist/wasm/',
      inside: '/dist/inside-worker.js',
    });
    const shown: ShownStep[] = [];
    const client = new InsideClient({
      url: inside,
      on: { step: (step) => shown.push(step), progress: () => undefined },
      onFailure: (error) => {
        throw error;
      },
    });
    await client.request('open', { model, wasm });
    const closing = new AbortController();
    const steps: NetworkStep[] = [];
    listener.tapNetwork((step) => {
      steps.push(step);
      void client.request('frames', step);
    }, closing.signal);
    const scores = new Map<number, number>();
    listener.addEventListener('frames', ({ detail }) => scores.set(detail.time, detail.scores.bird!.at(-1)!));
    await listener.start();
    const { features, heads } = listener.model!;
    await until(
      () => steps.some(({ state }) => state !== undefined) && shown.length > 55,
      'A state, and steps after it',
    );
    closing.abort();
    const count = steps.length;
    const [first, ...later] = steps;
    let end = first!.time + (first!.input.length / features.bands) * features.hopSeconds;
    for (const { time, input } of later) {
      expect(time).to.be.closeTo(end, 1e-6);
      end = time + (input.length / features.bands) * features.hopSeconds;
    }
    const bird = heads
      .slice(
        0,
        heads.findIndex(({ name }) => name === 'bird'),
      )
      .reduce((sum, { classes }) => sum + classes.length, 0);
    const { temperature } = heads.find(({ name }) => name === 'bird')!;
    const known = steps.findIndex(({ state }) => state !== undefined);
    const compared = shown.filter(({ time }) => time > steps[known]!.time && scores.has(time));
    expect(compared.length).to.be.above(0);
    for (const { time, layers } of compared) {
      const { values, height } = layers.heads!;
      const score = sigmoid(values[values.length - height + bird]! / temperature);
      expect(score, `${time} s`).to.be.closeTo(scores.get(time)!, 1e-3);
    }
    const heard = scores.size;
    await until(() => scores.size > heard + 3, 'More frames');
    expect(steps.length).to.equal(count);
    client.close();
    await listener.stop();
  });
});
