import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Thresholds } from '../../../src/decisions/thresholds.js';
import { TaughtSounds, type TeachingHost } from '../../../src/listener/taught-sounds.js';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import type { ClassBudget, LearnRequest, UncertainRequest } from '../../../src/worker/contract.js';
import { taughtClass } from '../teach/made-up.js';

const network = 'ab'.repeat(32);
const setOf = (...labels: string[]) => ({ network, licence: '', classes: labels.map((label) => taughtClass(label)) });
const REFUSED = { id: 1, families: [], onset: 2, offset: 3, peak: 0.8, confidence: 0.8 };

/** Sounds of a listener whose worker learns nothing, and what they have asked of it. */
function sounds(...imported: string[]) {
  const asked = { thresholds: {} as Thresholds, changes: 0, failing: false };
  const host = {
    request: (type: string, input: unknown) => {
      if (type === 'example')
        return Promise.resolve({ frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false });
      if (type !== 'learn') return Promise.resolve([]);
      const labels = (input as LearnRequest).lessons.map(({ label }) => label);
      const about = { losses: [], alpha: 1, beta: 1, regularisation: undefined, leftOut: [] };
      return Promise.resolve({
        set: setOf(...labels),
        reports: labels.map((label) => ({ ...about, label, alike: [labels.filter((other) => other !== label)] })),
      });
    },
    use: () => (asked.failing ? Promise.reject(new Error('no worker')) : Promise.resolve()),
    heads: () => [{ name: 'events', classes: [{ name: 'dog' }] }],
    correct: (thresholds: Thresholds) => (asked.thresholds = thresholds),
    changed: () => (asked.changes += 1),
  } as unknown as TeachingHost;
  return { asked, taught: new TaughtSounds(host, imported.length > 0 ? setOf(...imported) : undefined) };
}

describe('the taught sounds of a listener', () => {
  it('drop the correction of an imported sound with the sound, because a threshold of an unknown class is an error', async () => {
    const { asked, taught } = sounds('bell', 'gate');
    for (const label of ['bell', 'gate']) await taught.refuse({ ...REFUSED, head: 'taught', label });
    await taught.refuse({ ...REFUSED, head: 'events', label: 'dog' });
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:bell', 'taught:gate', 'events:dog']);
    await taught.rename('gate', 'door');
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:bell', 'taught:door', 'events:dog']);
    await taught.remove('bell');
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:door', 'events:dog']);
    await taught.restore({ ...taught.state, set: undefined });
    expect(Object.keys(asked.thresholds)).to.deep.equal(['events:dog']);
  });

  it('keep examples, reports and budget under the new name, also in the reports of other sounds', async () => {
    const { taught } = sounds();
    await taught.add('kettle', { from: 0, to: 1 });
    await taught.teach('bell', { from: 2, to: 3 });
    await taught.rename('kettle', 'pot');
    expect(
      taught.list.map(({ taught: { label }, examples, report }) => [label, examples.length, report?.alike]),
    ).to.deep.equal([
      ['pot', 1, [['bell']]],
      ['bell', 1, [['pot']]],
    ]);
  });

  it('change nothing if the worker does not accept the change', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    asked.failing = true;
    for (const change of [() => taught.rename('kettle', 'pot'), () => taught.remove('kettle')])
      expect(await change().catch(String)).to.equal('Error: no worker');
    expect(taught.list.map(({ taught: { label }, examples }) => [label, examples.length])).to.deep.equal([
      ['kettle', 1],
    ]);
  });

  it('forget the budget of a removed sound', async () => {
    const { taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    const { targets, ...state } = taught.state;
    await taught.restore({ ...state, targets: new Map([...targets, ['kettle', 4]]) });
    expect(taught.list[0]!.target).to.equal(4);
    await taught.remove('kettle');
    await taught.teach('kettle', { from: 2, to: 3 });
    expect(taught.list[0]!.target).to.equal(0.3);
  });

  it('report no change for a question', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    const before = asked.changes;
    await taught.questions();
    expect(asked.changes).to.equal(before);
  });

  describe('of several models', () => {
    const OTHER = 'cd'.repeat(32);
    /** Sounds of a listener whose model has the network of `asked.network`, which learns nothing but examples of 64 bands. */
    function onModel() {
      const asked = { network };
      const wrong = new PinnaError(PinnaErrorCode.WrongNetwork, '');
      const host = {
        request: (type: string, input: unknown) => {
          if (type === 'uncertain')
            return (input as UncertainRequest).set.network === asked.network
              ? Promise.resolve([])
              : Promise.reject(wrong);
          if (type === 'example')
            return Promise.resolve({ frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false });
          const labels = (input as LearnRequest).lessons.map(({ label }) => label);
          return Promise.resolve({ set: { ...setOf(...labels), network: asked.network }, reports: [] });
        },
        use: () => Promise.resolve(),
        correct: () => undefined,
        heads: () => undefined,
        changed: () => undefined,
      } as unknown as TeachingHost;
      return { asked, taught: new TaughtSounds(host, undefined) };
    }
    const labels = ({ list }: TaughtSounds) => list.map(({ taught }) => taught.label);

    it('imported ones wait while another model runs, and come back with theirs', async () => {
      const { asked, taught } = onModel();
      await taught.import(setOf('bell', 'gate'));
      await taught.refuse({ ...REFUSED, head: 'taught', label: 'bell' });
      asked.network = OTHER;
      await taught.changeNetwork();
      expect([labels(taught), taught.othersNames]).to.deep.equal([[], ['bell', 'gate']]);
      // What is stored meanwhile holds them.
      const { state } = taught;
      await taught.teach('kettle', { from: 0, to: 1 });
      expect([labels(taught), taught.othersNames]).to.deep.equal([['kettle'], ['bell', 'gate']]);
      await taught.restore({ ...state, set: taught.set });
      asked.network = network;
      await taught.changeNetwork();
      expect([labels(taught).sort(), taught.othersNames]).to.deep.equal([['bell', 'gate'], ['kettle']]);
      expect(taught.corrections.map(({ label }) => label)).to.deep.equal(['bell']);
    });

    it('are removed and renamed together if they have examples; others one by one', async () => {
      const { asked, taught } = onModel();
      await taught.import(setOf('bell'));
      await taught.teach('kettle', { from: 0, to: 1 });
      asked.network = OTHER;
      await taught.changeNetwork();
      await taught.learn();
      await taught.rename('kettle', 'pot');
      expect(taught.state.others.flatMap(({ classes }) => classes.map(({ label }) => label))).to.deep.equal([
        ...['bell', 'pot'],
      ]);
      await taught.remove('pot');
      expect(taught.othersNames).to.deep.equal(['bell']);
      taught.forgetOther('bell');
      expect([taught.othersNames, taught.state.others]).to.deep.equal([[], []]);
    });
  });

  it('have a budget for a class of the model, whose threshold only rises; the file holds it', async () => {
    const answers = [
      { label: 'dog', threshold: 0.8, falseAlarms: 0.03, roomMinutes: 2 },
      { label: 'dog', threshold: 0.7, falseAlarms: 0.01, roomMinutes: 4 },
      { label: 'dog', threshold: 0.9, falseAlarms: 0.04, roomMinutes: 10 },
      { label: 'dog', threshold: 0.85, falseAlarms: 0.04, roomMinutes: 10 },
    ];
    const budgets: ClassBudget[] = [];
    const thresholds: Thresholds[] = [];
    const host = {
      request: (type: string, input: unknown) => {
        if (type !== 'fit-classes') return Promise.resolve([]);
        budgets.push(...(input as readonly ClassBudget[]));
        return Promise.resolve([answers.shift()]);
      },
      use: () => Promise.resolve(),
      correct: (all: Thresholds) => void thresholds.push(all),
      heads: () => [{ name: 'events', classes: [{ name: 'dog' }] }],
      changed: () => undefined,
    } as unknown as TeachingHost;
    const taught = new TaughtSounds(host, undefined);
    expect(taught.isFitted).to.equal(false);
    await taught.setBudget({ head: 'events', label: 'dog' }, 1 / 24);
    expect(taught.isFitted).to.equal(true);
    for (let i = 0; i < 3; i++) await taught.fit();
    expect(thresholds.map((each) => each['events:dog'])).to.deep.equal([0.8, 0.8, 0.9]);
    expect(taught.corrections).to.deep.equal([
      { head: 'events', label: 'dog', on: 0.9, budget: { target: 1 / 24, falseAlarms: 0.04, roomMinutes: 10 } },
    ]);
    // Once ten minutes are known, what it reports may be true and no longer counts.
    expect(budgets.map(({ below }) => below)).to.deep.equal([undefined, undefined, undefined, 0.9]);

    const other = new TaughtSounds(host, undefined);
    await taught.import(setOf('bell'));
    await other.import(await taught.export());
    expect(other.corrections.map(({ label, on, budget }) => [label, on, budget?.roomMinutes])).to.deep.equal([
      ['dog', 0.9, 10],
    ]);
    taught.undo(taught.corrections[0]!);
    expect(taught.corrections).to.deep.equal([]);
  });

  it('are not learnt from a recording that is too long', async () => {
    const { taught } = sounds();
    const sampleRate = 8000;
    const error: unknown = await taught
      .teach('kettle', { samples: new Float32Array(61 * sampleRate), sampleRate })
      .catch((reason: unknown) => reason);
    expect((error as PinnaError).code).to.equal('audio-too-long');
    await taught.teach('kettle', { samples: new Float32Array(60 * sampleRate), sampleRate });
    expect(taught.list).to.have.length(1);
  });
});
