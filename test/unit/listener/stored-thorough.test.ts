import { expect } from 'chai';
import { describe, it } from 'vitest';
import { readableTaughtState } from '../../../src/listener/readable-taught-state.js';
import { layeredClass } from '../teach/made-up.js';

const thorough = {
  ...{ isKept: true, frozen: { loss: 0.2, found: 18 }, trained: { loss: 0.1, found: 19 }, error: 0.02, steps: 1 },
  ...{ learning: [0.3, 0.2], leftOut: [0.4, 0.3] },
};

const report = {
  label: 'kettle',
  losses: [],
  alpha: 1,
  beta: 1,
  regularisation: undefined,
  leftOut: [0.9],
  absent: { sounds: [], quiet: [] },
  alike: [[]],
};

/** A stored state with a sound that was learnt thoroughly. */
const stateWith = (changes: Readonly<Record<string, unknown>>) => ({
  set: { network: 'ab'.repeat(32), licence: '', classes: [layeredClass('kettle')] },
  reports: new Map([['kettle', { ...report, thorough: { ...thorough, ...changes } }]]),
  ...{ examples: new Map(), refused: [], targets: new Map(), corrections: [] },
});

describe('a stored report of thorough learning', () => {
  it('is read as it was stored', () => {
    const stored = stateWith({});
    const { state, dropped } = readableTaughtState(structuredClone(stored));
    expect([state.reports, dropped]).to.deep.equal([stored.reports, 0]);
  });

  it('is left out if anything in it is missing or damaged', () => {
    for (const changes of [
      { frozen: undefined },
      { trained: { loss: NaN, found: 1 } },
      { error: 'x' },
      { steps: 2 },
      { steps: -1 },
      { learning: [0.3] },
      { leftOut: [0.4, null] },
    ]) {
      const { state, dropped } = readableTaughtState(stateWith(changes));
      expect([state.reports.size, dropped], JSON.stringify(changes)).to.deep.equal([0, 1]);
    }
  });
});
