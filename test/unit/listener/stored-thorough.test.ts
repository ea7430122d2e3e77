import { expect } from 'chai';
import { describe, it } from 'vitest';
import { checkTaughtState } from '../../../src/listener/check-taught-state.js';
import { layeredClass } from '../teach/made-up.js';
import { codeOf } from '../teach/code-of.js';

const thorough = {
  ...{ isKept: true, frozen: { loss: 0.2, found: 18 }, trained: { loss: 0.1, found: 19 }, error: 0.02, steps: 1 },
  ...{ learning: [0.3, 0.2], leftOut: [0.4, 0.3] },
};

/** A stored state with a sound that was learnt thoroughly. */
const stateWith = (changes: Readonly<Record<string, unknown>>) => ({
  set: { network: 'ab'.repeat(32), licence: '', classes: [layeredClass('kettle')] },
  reports: new Map([['kettle', { leftOut: [0.9], alike: [[]], thorough: { ...thorough, ...changes } }]]),
  ...{ examples: new Map(), refused: [], targets: new Map(), corrections: [] },
});

describe('a stored report of thorough learning', () => {
  it('is accepted as it was stored', () => {
    expect(codeOf(() => checkTaughtState(structuredClone(stateWith({}))))).to.equal('none');
  });

  it('is refused if anything in it is missing or damaged', () => {
    for (const changes of [
      { frozen: undefined },
      { trained: { loss: NaN, found: 1 } },
      { error: 'x' },
      { steps: 2 },
      { steps: -1 },
      { learning: [0.3] },
      { leftOut: [0.4, null] },
    ])
      expect(
        codeOf(() => checkTaughtState(stateWith(changes))),
        JSON.stringify(changes),
      ).to.equal('bad-taught-file');
  });
});
