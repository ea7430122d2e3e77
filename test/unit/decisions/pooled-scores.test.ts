import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PooledScores } from '../../../src/decisions/pooled-scores.js';
import type { ClipPooling } from '../../../src/model/manifest.js';
import { randomCuts, seededRandom } from '../../harness/random.js';
import { sigmoidHead } from './heads.js';

const head = (clipPooling: ClipPooling, activation: 'sigmoid' | 'softmax' = 'sigmoid') => ({
  ...sigmoidHead(`${clipPooling} ${activation}`, ['dog', 'rain']),
  clipPooling,
  activation,
  temperature: 2,
});
const KINDS = ['mean-logit', 'mean-probability', 'linear-softmax', 'max'] as const;

describe('PooledScores', () => {
  /** Logits of three frames of two classes. */
  const logits = Float32Array.of(1, 5, -2, 0, 4, -1);
  const column = (c: number) => [logits[c]!, logits[2 + c]!, logits[4 + c]!];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x / 2));
  const scores = (c: number) => column(c).map(sigmoid);
  const expected = {
    'mean-logit': (c: number) => sigmoid(mean(column(c))),
    'mean-probability': (c: number) => mean(scores(c)),
    'linear-softmax': (c: number) => mean(scores(c).map((p) => p * p)) / mean(scores(c)),
    max: (c: number) => Math.max(...scores(c)),
  };

  for (const kind of KINDS) {
    it(`pools by ${kind}`, () => {
      const pooled = new PooledScores([head(kind)]);
      pooled.add({ [`${kind} sigmoid`]: logits }, 3);
      const result = pooled.result()![`${kind} sigmoid`]!;
      expect(result[0]).to.be.closeTo(expected[kind](0), 1e-6);
      expect(result[1]).to.be.closeTo(expected[kind](1), 1e-6);
    });
  }

  it('pools a softmax head over its classes', () => {
    const pooled = new PooledScores([head('mean-logit', 'softmax')]);
    pooled.add({ 'mean-logit softmax': logits }, 3);
    const [dog, rain] = pooled.result()!['mean-logit softmax']!;
    expect(dog).to.be.closeTo(sigmoid(mean(column(0)) - mean(column(1))), 1e-6);
    expect(dog! + rain!).to.be.closeTo(1, 1e-6);
  });

  it('gives identical results however the frames are cut', () => {
    const random = seededRandom(3);
    const heads = KINDS.flatMap((kind) => [head(kind), head(kind, 'softmax')]);
    const frames = 700;
    const input = Float32Array.from({ length: frames * 2 }, () => 8 * (random() - 0.5));
    const run = (cuts: readonly (readonly [number, number])[]) => {
      const pooled = new PooledScores(heads);
      for (const [from, to] of cuts)
        pooled.add(Object.fromEntries(heads.map(({ name }) => [name, input.subarray(from * 2, to * 2)])), to - from);
      return { frames: pooled.frames, result: pooled.result() };
    };
    const whole = run([[0, frames]]);
    expect(whole.frames).to.equal(frames);
    for (let trial = 0; trial < 20; trial++)
      expect(run(randomCuts(frames, [1, 5, 60][trial % 3]!, random))).to.deep.equal(whole);
  });

  it('has no result without a frame', () => {
    const pooled = new PooledScores([head('max')]);
    pooled.add({ 'max sigmoid': new Float32Array(0) }, 0);
    expect(pooled.result()).to.equal(null);
  });

  it('treats scores that all underflow as no evidence', () => {
    const pooled = new PooledScores([head('linear-softmax')]);
    pooled.add({ 'linear-softmax sigmoid': Float32Array.of(-5000, 0) }, 1);
    expect([...pooled.result()!['linear-softmax sigmoid']!]).to.deep.equal([0, 0.5]);
  });

  it('refuses logits that are not finite, and is then as before', () => {
    const pooled = new PooledScores([head('max')]);
    expect(() => pooled.add({ 'max sigmoid': Float32Array.of(0, NaN) }, 1))
      .to.throw()
      .with.property('code', 'model-corrupt');
    expect(pooled.frames).to.equal(0);
  });
});
