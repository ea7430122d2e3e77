import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { PooledScores } from '../../../src/decisions/pooled-scores.js';
import { Decisions } from '../../../src/decisions/decisions.js';
import type { DetectionChange } from '../../../src/decisions/detection.js';
import { PinnaError } from '../../../src/errors.js';
import { ManifestReader } from '../../../src/model/loading/manifest-reader.js';
import { validateHeads } from '../../../src/model/loading/validate-heads.js';
import type { HeadManifest } from '../../../src/model/manifest.js';
import { finite, runs } from './finite.js';

const HOP = 0.02;

const seconds = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3, noNaN: true }));
const score = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const thresholds = fc.tuple(score, score).map(([a, b]) => ({ on: Math.max(a, b), off: Math.min(a, b) }));

/** Returns valid rules from any times. */
const confirmOf = ([least, more, rivalSeconds, pauseSeconds]: readonly [number, number, number, number]) => ({
  ...{ seconds: least + 0.01, coexistSeconds: least + more + 0.01, rivalSeconds, pauseSeconds },
});

/** Valid heads: the second may wait for a class of the first, and classes of the first may imply one another. */
const heads: fc.Arbitrary<HeadManifest[]> = fc
  .record({
    classes: fc.integer({ min: 1, max: 4 }),
    second: fc.integer({ min: 1, max: 3 }),
    softmax: fc.boolean(),
    gated: fc.boolean(),
    implies: fc.boolean(),
    confirm: fc.option(fc.tuple(seconds, seconds, seconds, seconds)),
    temperature: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    decisions: fc.tuple(thresholds, thresholds),
    times: fc.array(seconds, { minLength: 8, maxLength: 8 }),
    pooling: fc.constantFrom('mean-logit', 'mean-probability', 'linear-softmax', 'max'),
  })
  .map(({ classes, second, softmax, gated, implies, confirm, temperature, decisions, times, pooling }) => [
    {
      name: 'events',
      activation: 'sigmoid',
      classes: Array.from({ length: classes }, (_, c) => ({
        name: `sound ${c}`,
        ...(implies && c > 0 ? { implies: 'sound 0' } : {}),
      })),
      temperature,
      clipPooling: pooling,
      decision: {
        ...decisions[0],
        smoothingSeconds: times[0]!,
        minDuration: times[1]!,
        mergeGap: times[2]!,
        ...(confirm && { confirm: confirmOf(confirm) }),
      },
    },
    {
      name: 'genre',
      activation: softmax ? 'softmax' : 'sigmoid',
      classes: Array.from({ length: second }, (_, c) => ({ name: `genre ${c}` })),
      temperature,
      clipPooling: pooling,
      decision: {
        ...decisions[1],
        poolSeconds: times[3]!,
        smoothingSeconds: times[4]!,
        minDuration: times[5]!,
        mergeGap: times[6]!,
        ...(gated ? { gate: { head: 'events', class: 'sound 0' } } : {}),
      },
    },
  ]) as fc.Arbitrary<HeadManifest[]>;

const FRAMES = 24;
const scene = heads.chain((some) =>
  fc.record({
    heads: fc.constant(some),
    logits: fc.tuple(
      ...some.map(({ classes }) =>
        fc.array(finite, { minLength: FRAMES * classes.length, maxLength: FRAMES * classes.length }),
      ),
    ),
    cuts: fc.array(fc.integer({ min: 0, max: FRAMES }), { maxLength: 5 }),
    gap: fc.record({ at: fc.integer({ min: 0, max: FRAMES }), seconds: fc.double({ min: -5, max: 5, noNaN: true }) }),
    begin: fc.double({ min: 0, max: 1e6, noNaN: true }),
  }),
);

interface Scene {
  readonly heads: HeadManifest[];
  readonly logits: number[][];
  readonly cuts: number[];
  readonly gap: { readonly at: number; readonly seconds: number };
  readonly begin: number;
}

/** Returns every score and every change, for frames cut at these positions and with a gap at one of them. */
function follow({ heads: some, logits, gap, begin }: Scene, cuts: readonly number[]) {
  const decisions = new Decisions(some, HOP);
  const places = [...new Set([0, ...cuts, gap.at, FRAMES])].sort((a, b) => a - b);
  const changes: DetectionChange[] = [];
  const scores: number[] = [];
  for (const [i, from] of places.slice(0, -1).entries()) {
    const frames = places[i + 1]! - from;
    const part = Object.fromEntries(
      some.map(({ name, classes }, h) => {
        const first = from * classes.length;
        return [name, Float32Array.from(logits[h]!.slice(first, first + frames * classes.length))];
      }),
    );
    const update = decisions.push(part, frames, begin + from * HOP + (from >= gap.at ? gap.seconds : 0));
    changes.push(...update.changes);
    for (const { name } of some) {
      scores.push(...update.smoothed[name]!);
      if (![...update.scores[name]!, ...update.smoothed[name]!].every((p) => p >= 0 && p <= 1))
        expect.fail(`${name}: ${[...update.scores[name]!]}`);
    }
  }
  changes.push(...decisions.flush());
  return { changes, last: scores.slice(-some.reduce((sum, { classes }) => sum + classes.length, 0)) };
}

describe('any decisions', () => {
  it('keep scores from 0 to 1; every sound that begins ends, once and after it began; and no cutting changes any', () => {
    fc.assert(
      fc.property(scene, (one) => {
        const whole = follow(one, []);
        const cut = follow(one, one.cuts);
        expect(cut).to.deep.equal(whole);
        const open = new Set<number>();
        for (const { phase, detection } of whole.changes) {
          const { id, onset, offset, peak, confidence } = detection;
          if (phase === 'start') {
            expect(open.has(id)).to.equal(false);
            open.add(id);
          } else {
            expect(open.delete(id)).to.equal(true);
            expect(offset!).to.be.greaterThan(onset);
          }
          expect(peak).to.be.within(0, 1);
          expect(confidence).to.be.within(0, peak + 1e-9);
        }
        expect(open.size).to.equal(0);
      }),
      runs(6000),
    );
  });

  it('give a recording scores from 0 to 1, whatever the pooling', () => {
    fc.assert(
      fc.property(scene, ({ heads: some, logits }) => {
        const pooled = new PooledScores(some);
        pooled.add(Object.fromEntries(some.map(({ name }, h) => [name, Float32Array.from(logits[h]!)])), FRAMES);
        for (const values of Object.values(pooled.result()!))
          if (!values.every((p) => p >= 0 && p <= 1)) expect.fail(String([...values]));
      }),
      runs(6000),
    );
  });

  it('refuse heads that make no sense, and invalid numbers, with a typed error and unchanged', () => {
    const anything = fc.oneof(fc.double(), fc.constantFrom(-1, 0, 1, 2));
    const spoil = fc.record({
      one: scene,
      field: fc.constantFrom('on', 'off', 'minDuration', 'mergeGap', 'smoothingSeconds', 'poolSeconds'),
      value: anything,
      logit: fc.constantFrom(NaN, Infinity, -Infinity),
    });
    fc.assert(
      fc.property(spoil, ({ one, field, value, logit }) => {
        const spoiled = structuredClone(one.heads);
        Object.assign(spoiled[0]!.decision, { [field]: value });
        try {
          validateHeads(new ManifestReader({ heads: spoiled }, ''), 1);
          follow({ ...one, heads: spoiled }, []);
        } catch (error) {
          if (!(error instanceof PinnaError && error.code === 'model-corrupt')) throw error;
        }
        const bad = one.logits.map((values) => [...values]);
        bad[0]![0] = logit;
        try {
          follow({ ...one, logits: bad }, []);
          expect.fail('a logit that is not a number was accepted');
        } catch (error) {
          if (!(error instanceof PinnaError && error.code === 'model-corrupt')) throw error;
        }
      }),
      runs(4000),
    );
  });
});
