import { expect } from 'chai';
import { describe, it } from 'vitest';
import { readableTaughtState } from '../../../src/listener/readable-taught-state.js';
import type { TaughtState } from '../../../src/listener/taught-state.js';
import { asWritten } from '../../../src/teach/file/taught-file.js';
import { SIZE, taughtClass } from '../teach/made-up.js';

const set = asWritten({
  ...{ network: 'ab'.repeat(32), licence: 'MIT', classes: [taughtClass('kettle'), taughtClass('bell', 2)] },
  faders: [
    {
      ...{ name: 'energy', bias: 0.5, weights: new Float32Array(SIZE).fill(0.5), descriptors: new Float32Array(4) },
      figures: { examples: 6, correlation: 0.7 },
    },
  ],
});
const example = {
  ...{ frames: new Float32Array(128), bands: 64, seconds: 1, rise: 12, clipped: false },
  ...({ key: '1', quality: 'clear', span: undefined } as const),
};
const STATE: TaughtState = {
  set,
  others: [{ ...set, network: 'cd'.repeat(32) }],
  examples: new Map([['kettle', [example, { ...example, key: '2', span: { from: 1, to: 2 } }]]]),
  refused: [{ ...example, key: '3', label: 'kettle' }],
  stretches: new Map([['energy', [{ ...example, key: '4', value: 0.5, recording: '4' }]]]),
  reports: new Map([
    [
      'kettle',
      {
        ...{ label: 'kettle', losses: [1, 0.5], alpha: 1, beta: 0.5, regularisation: undefined },
        ...{ leftOut: [0.9], alike: [['bell'], []], absent: { sounds: [-4, -5], quiet: [-9] } },
      },
    ],
  ]),
  targets: new Map([['kettle', 0.04]]),
  corrections: [
    { head: 'events', label: 'dog', on: 0.8 },
    { head: 'events', label: 'rain', on: 0.9, budget: { target: 0.04, falseAlarms: 0.03, roomMinutes: 8 } },
  ],
};
/** What a browser returns for what was stored. */
const stored = (state: unknown): unknown => structuredClone(state);

describe('a stored state of taught sounds', () => {
  it('is read as it was stored', () => {
    expect(readableTaughtState(stored(STATE))).to.deep.equal({ state: STATE, dropped: 0 });
  });

  it('of an earlier version of the page has no sounds of other models and no faders', () => {
    const { others, stretches, ...earlier } = STATE;
    const { state, dropped } = readableTaughtState(stored(earlier));
    expect([state.others, state.stretches.size, dropped]).to.deep.equal([[], 0, 0]);
    expect([others.length, stretches.size]).to.deep.equal([1, 1]);
  });

  /** Damages a part of the state. @returns the labels that are left, the number of examples, and how many parts were left out */
  const after = (damaged: { readonly [K in keyof TaughtState]?: unknown }) => {
    const { state, dropped } = readableTaughtState(stored({ ...STATE, ...damaged }));
    const labels = state.set?.classes.map(({ label }) => label) ?? [];
    return [labels, [...state.examples.values()].flat().length, dropped];
  };
  const [kettle, bell] = set.classes as [unknown, unknown];

  it('loses a broken sound and keeps the others', () => {
    for (const broken of [
      { ...taughtClass('pot'), threshold: 'high' },
      { ...taughtClass('pot'), weights: undefined },
      { ...taughtClass('pot'), weights: Float32Array.of(1) },
      { ...taughtClass('pot'), radius: NaN },
      taughtClass('bell', 5),
      null,
    ])
      expect(after({ set: { ...set, classes: [kettle, bell, broken] } })).to.deep.equal([['kettle', 'bell'], 2, 1]);
    expect(after({ set: { ...set, network: 'none' } })).to.deep.equal([[], 2, 3]);
    expect(after({ set: 'nothing' })).to.deep.equal([[], 2, 1]);
  });

  it('loses broken examples, budgets and corrections, and keeps the others', () => {
    for (const broken of [
      { ...example, frames: [1, 2] },
      { ...example, frames: new Float32Array(100) },
      { ...example, frames: new Float32Array(128).fill(NaN) },
      { ...example, key: 'first' },
      { ...example, quality: 'good' },
      { ...example, span: { from: 1 } },
      undefined,
    ])
      expect(after({ examples: new Map([['kettle', [example, broken]]]) }), JSON.stringify(broken)).to.deep.equal([
        ...[['kettle', 'bell'], 1, 1],
      ]);
    const all = ['kettle', 'bell'];
    expect(after({ examples: [['kettle', [example]]] })).to.deep.equal([all, 0, 0]);
    expect(after({ targets: new Map([['kettle', -1]]) })).to.deep.equal([all, 2, 1]);
    expect(after({ stretches: new Map([['energy', [{ ...example, value: 2, recording: '1' }]]]) })).to.deep.equal([
      ...[all, 2, 1],
    ]);
    expect(after({ corrections: [{ head: 'events', label: 'dog', on: 2 }] })).to.deep.equal([all, 2, 1]);
    expect(after({ corrections: [{ head: 'events', label: 'dog', on: 0.5, budget: { target: 1 } }] })).to.deep.equal([
      ...[all, 2, 1],
    ]);
    expect(after({ reports: new Map([['kettle', { label: 'kettle' }]]) })).to.deep.equal([all, 2, 1]);
  });

  it('may be anything', () => {
    for (const value of [undefined, null, 1, 'text', [], new Map(), { set: null, others: [1], examples: 'all' }])
      expect(readableTaughtState(value).state.set, String(value)).to.equal(undefined);
  });
});
