import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Thresholds } from '../../../src/decisions/thresholds.js';
import { TaughtSounds, type TeachingHost } from '../../../src/listener/taught-sounds.js';
import type { LearnRequest } from '../../../src/worker/contract.js';
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
});
