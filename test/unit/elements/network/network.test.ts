import { expect } from 'chai';
import { describe, it } from 'vitest';
import { comparedScores, scoresOf } from '../../../../src/elements/network/compared-scores.js';
import { gatesOf } from '../../../../src/elements/network/layer-pictures.js';
import { raisingUnits, summedReasons } from '../../../../src/elements/network/summed-reasons.js';
import { newestValues } from '../../../../src/elements/network/unit-values.js';
import { UnitMoments } from '../../../../src/elements/network/unit-moments.js';
import type { NetworkLayer } from '../../../../src/inside/network-layers.js';
import type { HeadManifest } from '../../../../src/model/manifest.js';
import type { ShownStep } from '../../../../src/worker/inside-contract.js';

const head = (name: string, activation: HeadManifest['activation'], labels: string[]): HeadManifest => ({
  ...{ name, activation, temperature: 2, clipPooling: 'mean-logit' as const },
  classes: labels.map((label) => ({ name: label })),
  decision: { minDuration: 0, mergeGap: 0, on: 0.5, off: 0.5 },
});

describe('reasons, summed up', () => {
  it('name the middle of what raises a class, and leave out what lowers it', () => {
    const input = new Float32Array(10 * 8).fill(-0.1);
    for (let t = 4; t < 7; t++) input[t * 8 + 5] = 3;
    // Strong shares that cancel raise nothing.
    for (let t = 0; t < 2; t++) for (let band = 0; band < 2; band++) input[t * 8 + band] = t === band ? 9 : -9;
    expect(summedReasons(input, 8, 0.1)).to.deep.equal({ from: 6 * 0.1, to: 3 * 0.1, low: 5, high: 5 });
  });

  it('are undefined if nothing raises the class', () => {
    expect(summedReasons(new Float32Array(16).fill(-1), 8, 0.1)).to.equal(undefined);
  });

  it('name the strongest unit of each layer, without the input and the answers', () => {
    const units = {
      normalize: Float32Array.of(9),
      gru: Float32Array.of(0.5, 2, 1),
      dense: Float32Array.of(3, 1),
      slow: Float32Array.of(-1, -2),
      heads: Float32Array.of(9),
    };
    expect(raisingUnits(units)).to.deep.equal([
      { layer: 'dense', unit: 0, share: 3 },
      { layer: 'gru', unit: 1, share: 2 },
    ]);
  });
});

describe('scores of both networks', () => {
  const heads = [head('bird', 'sigmoid', ['bird']), head('events', 'sigmoid', ['dog', 'rain', 'cow', 'car'])];

  it('are those of the newest row, with activation and temperature', () => {
    const { bird, events } = scoresOf(heads, Float32Array.of(9, 9, 9, 9, 9, 0, 2, -2, 0, 0));
    expect(bird![0]).to.equal(0.5);
    expect(events![0]).to.be.closeTo(1 / (1 + Math.exp(-1)), 1e-6);
  });

  it('are compared for the classes that are highest in either', () => {
    const whole = { bird: Float32Array.of(0.1), events: Float32Array.of(0.9, 0.1, 0.2, 0) };
    const shown = { bird: Float32Array.of(0.5), events: Float32Array.of(0, 0.8, 0.1, 0) };
    expect(comparedScores(heads, whole, shown).map(({ label }) => label)).to.deep.equal(['bird', 'dog', 'rain', 'cow']);
  });
});

describe('moments of a unit', () => {
  const layer: NetworkLayer = {
    ...{ name: 'conv0', kind: 'conv', branch: 'trunk', bands: 4, channels: 2, stride: 1, remembers: false },
    field: { frames: 3, bands: 3, lowest: -1, step: 2 },
  };
  /** A step of one second whose unit 1 has a value at band 2. */
  const step = (time: number, value: number): ShownStep => {
    const values = new Float32Array(10 * 8);
    values[5 * 8 + 2 * 2 + 1] = value;
    const input = Float32Array.from({ length: 10 * 8 }, (_, i) => time * 100 + i);
    return {
      ...{ time, duration: 1, phase: 0, leftOut: 0 },
      layers: { normalize: { frames: 10, height: 8, values: input } },
      watched: { layer: 'conv0', frames: 10, values, gates: {} },
    };
  };

  it('are the three strongest, with the bands that the unit reads', () => {
    const best = new UnitMoments();
    [1, 4, 2, 3, 5].forEach((value, time) => best.add(step(time, value), [layer], 0.1, 1));
    expect(best.moments.map(({ value }) => value)).to.deep.equal([5, 4, 3]);
    const [{ picture, time }] = best.moments as [(typeof best.moments)[0]];
    expect(time).to.be.closeTo(4.6, 1e-6);
    expect(picture.rows).to.equal(3); // bands 3 to 5
    expect(picture.columns).to.equal(3);
    expect(Array.from(picture.values).slice(-3)).to.deep.equal([3, 4, 5].map((t) => 400 + t * 8 + 3));
  });

  it('begin again with another unit', () => {
    const best = new UnitMoments();
    best.add(step(0, 5), [layer], 0.1, 1);
    best.add(step(1, 5), [layer], 0.1, 0);
    expect(best.moments).to.have.length(0);
  });
});

describe('newest values of a unit', () => {
  const layer = (bands: number): NetworkLayer => ({
    ...{ name: 'gru', kind: 'gru', branch: 'rows', bands, channels: 2, stride: 2, remembers: true },
    field: { frames: 3, bands: 3, lowest: 0, step: 1 },
  });
  const values = Float32Array.of(1, 2, 3, 4);
  const gates = { reset: Float32Array.of(0, 0.1, 0.2, 0.3), update: Float32Array.of(0.4, 0.5, 0.6, 0.7) };

  it('are those of the last row, with its gates', () => {
    expect(newestValues({ layer: 'gru', frames: 2, values, gates: {} }, [layer(1)], 0)).to.deep.equal({
      value: 3,
      gates: [],
    });
    const found = newestValues({ layer: 'gru', frames: 2, values, gates }, [layer(1)], 1)!;
    expect(found.value).to.equal(4);
    expect(found.gates.map(({ gate, value }) => `${gate} ${value.toFixed(1)}`)).to.deep.equal([
      'reset 0.3',
      'update 0.7',
    ]);
  });

  it('have no single value in a layer with bands, and are undefined for another layer', () => {
    expect(newestValues({ layer: 'gru', frames: 1, values, gates: {} }, [layer(2)], 0)!.value).to.equal(undefined);
    expect(newestValues({ layer: 'dense', frames: 2, values, gates: {} }, [layer(1)], 0)).to.equal(undefined);
  });

  it('of a block or a gated convolution, gates have a picture; those of a memory are lamps', () => {
    const excite = Float32Array.of(0.5);
    expect(gatesOf({ layer: 'block', frames: 1, values, gates: { excite } })).to.equal(excite);
    expect(gatesOf({ layer: 'layer0', frames: 1, values, gates: { gate: excite } })).to.equal(excite);
    expect(gatesOf({ layer: 'gru', frames: 2, values, gates })).to.equal(undefined);
  });
});
