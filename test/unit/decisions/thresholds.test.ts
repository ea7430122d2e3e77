import { expect } from 'chai';
import { describe, it } from 'vitest';
import { Decisions } from '../../../src/decisions/decisions.js';
import { checkThresholds, withThresholds, type Thresholds } from '../../../src/decisions/thresholds.js';
import { HOP, logitsOf, sigmoidHead } from './heads.js';

const heads = [
  sigmoidHead('bird', ['bird']),
  sigmoidHead('events', ['dog', { name: 'rain', on: 0.8, off: 0.4 }, 'bird', 'siren']),
];

const pairs = (thresholds: Thresholds) =>
  Object.fromEntries(
    withThresholds(heads, thresholds).flatMap(({ name: head, classes, decision }) =>
      classes.map(({ name, on = decision.on, off = decision.off }) => [
        `${head}:${name}`,
        [on, off].map((score) => Number(score.toFixed(6))),
      ]),
    ),
  );

describe('withThresholds', () => {
  it("changes nothing where nothing is named, and the model's own heads never", () => {
    const before = JSON.stringify(heads);
    expect(withThresholds(heads, {})).to.deep.equal(heads);
    pairs({ dog: 0.9 });
    expect(JSON.stringify(heads)).to.equal(before);
  });

  it("keeps the model's ratio where only `on` is given", () => {
    const { 'events:dog': dog, 'events:rain': rain, 'events:siren': siren } = pairs({ dog: 1, rain: { on: 0.6 } });
    expect(dog).to.deep.equal([1, 0.6]);
    expect(rain).to.deep.equal([0.6, 0.3]);
    expect(siren).to.deep.equal([0.5, 0.3]);
  });

  it('takes a class wherever it is, the class of one head, or the others of a head, the most exact first', () => {
    const changed = pairs({ 'events:*': { on: 0.7, off: 0.7 }, bird: { on: 0.6, off: 0.2 }, 'events:bird': 0.9 });
    expect(changed).to.deep.equal({
      'bird:bird': [0.6, 0.2],
      'events:dog': [0.7, 0.7],
      'events:rain': [0.7, 0.7],
      'events:bird': [0.9, 0.54],
      'events:siren': [0.7, 0.7],
    });
  });

  it('refuses a class that the model does not have, and names the nearest', () => {
    expect(() => withThresholds(heads, { brid: 0.5 }))
      .to.throw(/name "brid", which is not a class of the model\. Did you mean "bird"\? .+"pinna classes"/)
      .with.property('code', 'bad-option');
    expect(() => withThresholds(heads, { '*': 0.5 })).to.throw(/name "\*"/);
    expect(() => withThresholds(heads, { constructor: 0.5 })).to.throw(/name "constructor"/);
  });

  it('refuses invalid thresholds, and says what one is', () => {
    const wrong: unknown[] = [
      0,
      1.1,
      NaN,
      -0.5,
      '0.5',
      null,
      {},
      { off: 0.2 },
      { on: 0.4, off: 0.5 },
      { on: 0.4, off: 0 },
    ];
    for (const threshold of wrong) {
      expect(() => checkThresholds({ dog: threshold } as Thresholds), JSON.stringify(threshold))
        .to.throw(/The threshold of "dog" is .+ Give a score/)
        .with.property('code', 'bad-option');
    }
    checkThresholds({ dog: 1, rain: { on: 0.3, off: 0.3 } });
  });
});

describe('Decisions with other thresholds', () => {
  const hear = (decisions: Decisions, scores: readonly number[], from: number) =>
    decisions
      .push({ bird: logitsOf(scores) }, scores.length, from * HOP)
      .changes.map(
        ({ phase, detection }) => `${phase} ${String(Math.round((detection.offset ?? detection.onset) / HOP))}`,
      );

  it('decides by them from the start, and by those that come later from the next frame on', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP, { bird: 0.9 });
    expect(hear(decisions, [0.6, 0.6, 0.1], 0)).to.deep.equal([]);
    decisions.setThresholds({ bird: { on: 0.55, off: 0.5 } });
    expect(hear(decisions, [0.6, 0.52, 0.4], 3)).to.deep.equal(['start 3', 'end 5']);
    decisions.setThresholds({});
    expect(hear(decisions, [0.52, 0.4, 0.1], 6)).to.deep.equal(['start 6', 'end 8']);
  });

  it('keeps a sound that is on while it reaches them, and ends it where it does not', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP);
    expect(hear(decisions, [0.6, 0.6], 0)).to.deep.equal(['start 0']);
    decisions.setThresholds({ bird: { on: 0.9, off: 0.55 } });
    expect(hear(decisions, [0.6, 0.6], 2)).to.deep.equal([]);
    decisions.setThresholds({ bird: { on: 0.9, off: 0.7 } });
    expect(hear(decisions, [0.6], 4)).to.deep.equal(['end 4']);
  });

  it('keeps those that it had where the new ones make no sense', () => {
    const decisions = new Decisions([sigmoidHead('bird', ['bird'])], HOP, { bird: 0.9 });
    expect(() => decisions.setThresholds({ bird: 0.1, brid: 0.1 })).to.throw(/brid/);
    expect(hear(decisions, [0.6], 0)).to.deep.equal([]);
    expect(() => new Decisions([sigmoidHead('bird', ['bird'])], HOP, { brid: 0.9 })).to.throw(/brid/);
  });
});
