import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Thresholds } from '../../../src/decisions/thresholds.js';
import { lessonSpan } from '../../../src/listener/lesson-span.js';
import { TaughtSounds } from '../../../src/listener/taught-sounds.js';
import type { TeachingHost } from '../../../src/listener/teaching-host.js';
import type { TaughtState } from '../../../src/listener/taught-state.js';
import { nextTask } from '../../../src/lifetime/next-task.js';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import { fromLinkPayload } from '../../../src/teach/file/taught-link.js';
import type { TaughtSet } from '../../../src/teach/file/taught-file.js';
import type {
  ClassBudget,
  FitRequest,
  FittedThreshold,
  LearnRequest,
  UncertainRequest,
} from '../../../src/worker/contract.js';
import { taughtClass } from '../teach/made-up.js';

const network = 'ab'.repeat(32);
const setOf = (...labels: string[]) => ({ network, licence: '', classes: labels.map((label) => taughtClass(label)) });
const REFUSED = { id: 1, families: [], onset: 2, offset: 3, peak: 0.8, confidence: 0.8 };

/** Sounds of a listener whose worker learns nothing, and what they have asked of it. */
function sounds(...imported: string[]) {
  const asked = {
    thresholds: {} as Thresholds,
    changes: 0,
    failing: false,
    roomMinutes: 3,
    used: [] as { readonly labels: readonly string[]; readonly rescores: boolean }[],
    spans: [] as unknown[],
    lessons: [] as LearnRequest['lessons'],
    absent: [] as FitRequest['absent'],
    /** Answer to a budget of a class. */
    fitted: undefined as FittedThreshold | undefined,
    /** Holds back the answers. */
    answering: Promise.resolve(),
  };
  const host = {
    request: async (type: string, input: unknown) => {
      if (type === 'example') asked.spans.push(input);
      await asked.answering;
      if (type === 'example') return { frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false };
      if (type === 'fit') asked.absent = (input as FitRequest).absent;
      if (type === 'fit-classes') return [asked.fitted];
      if (type === 'fit') return fitted(input as FitRequest, asked.roomMinutes);
      if (type === 'uncertain') return [{ label: 'bell', from: 1, to: 2.6, score: 0.5 }];
      if (type !== 'learn') return [];
      asked.lessons = (input as LearnRequest).lessons;
      const labels = (input as LearnRequest).lessons.map(({ label }) => label);
      const about = {
        ...{ losses: [], alpha: 1, beta: 1, regularisation: undefined, leftOut: [] },
        absent: { sounds: [-3], quiet: [-9] },
      };
      return {
        set: setOf(...labels),
        reports: labels.map((label) => ({ ...about, label, alike: [labels.filter((other) => other !== label)] })),
      };
    },
    use: async (set: TaughtSet | undefined, rescores: boolean) => {
      if (asked.failing) throw new Error('no worker');
      await asked.answering;
      asked.used.push({ labels: set?.classes.map(({ label }) => label) ?? [], rescores });
    },
    heads: () => [{ name: 'events', classes: [{ name: 'dog' }] }],
    correct: (thresholds: Thresholds) => (asked.thresholds = thresholds),
    changed: () => (asked.changes += 1),
  } as unknown as TeachingHost;
  return { asked, host, taught: new TaughtSounds(host, imported.length > 0 ? setOf(...imported) : undefined) };
}

/** Waits for a state that comes about in a few tasks. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTask();
}

/** Fitted thresholds, each another one. */
const fitted = ({ set }: FitRequest, roomMinutes: number) =>
  set.classes.map(({ label, threshold }) => ({
    ...{ label, falseAlarms: 0.1, roomMinutes },
    threshold: threshold > 0.5 ? threshold - 0.2 : threshold + 0.2,
  }));

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof PinnaError ? error.code : String(error)),
  );

describe('the taught sounds of a listener', () => {
  it('drop the correction of an imported sound with the sound, because another sound may get its name', async () => {
    const { asked, taught } = sounds('bell', 'gate');
    for (const label of ['bell', 'gate']) await taught.refuse({ ...REFUSED, head: 'taught', label });
    await taught.refuse({ ...REFUSED, head: 'events', label: 'dog' });
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:bell', 'taught:gate', 'events:dog']);
    await taught.rename('gate', 'door');
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:bell', 'taught:door', 'events:dog']);
    await taught.remove('bell');
    expect(Object.keys(asked.thresholds)).to.deep.equal(['taught:door', 'events:dog']);
    // What is stored may have a correction whose sound waits for its model.
    await taught.restore({ ...taught.state, set: undefined });
    expect(taught.corrections.map(({ label }) => label)).to.deep.equal(['dog']);
    await taught.replace(setOf('window'));
    expect(taught.state.corrections.map(({ label }) => label)).to.deep.equal(['dog']);
  });

  it('take the corrections of the file that they are replaced by, or begin with; those of the user stay', async () => {
    const corrections = [
      { head: 'events', label: 'dog', on: 0.7 },
      { head: 'events', label: 'cat', on: 0.8 },
      { head: 'taught', label: 'bell', on: 0.9 },
    ];
    const { asked, taught } = sounds();
    await taught.refuse({ ...REFUSED, head: 'events', label: 'dog' });
    const { 'events:dog': own } = asked.thresholds;
    await taught.replace({ ...setOf('bell'), corrections });
    expect(asked.thresholds).to.deep.equal({ 'events:dog': own, 'events:cat': 0.8 });
    taught.undo(corrections[1]!);
    expect(taught.set).not.to.have.property('corrections');
    const link = fromLinkPayload(await taught.exportLink());
    expect(link.corrections!.map(({ label }) => label)).to.deep.equal(['dog']);

    const begun = sounds();
    const beginning = new TaughtSounds(begun.host, { ...setOf('bell'), corrections });
    expect(begun.asked).to.deep.include({ thresholds: { 'events:dog': 0.7, 'events:cat': 0.8 }, changes: 0 });
    expect(beginning.set).to.deep.equal(setOf('bell'));
  });

  it('remember the names of removed sounds, because thresholds of the page may name them, and pass them on', async () => {
    const { taught } = sounds('bell', 'gate');
    await taught.remove('bell');
    await taught.teach('kettle', { from: 0, to: 1 });
    await taught.rename('kettle', 'pot');
    const { taught: next } = sounds('gate', 'pot');
    await next.adopt(taught);
    expect([...next.everTaught].sort()).to.deep.equal(['bell', 'gate', 'kettle', 'pot']);
  });

  it('raise a threshold above any refused score, and keep it there when a budget asks for less or no room is known', async () => {
    const { asked, taught } = sounds();
    const thresholdOf = () => asked.thresholds['events:dog'];
    await taught.refuse({ ...REFUSED, peak: 0.995, head: 'events', label: 'dog' });
    expect(thresholdOf()).to.be.within(0.996, 0.9999);
    const refused = thresholdOf();
    asked.fitted = { label: 'dog', threshold: 0.6, falseAlarms: 0.01, roomMinutes: 10 };
    await taught.setBudget({ head: 'events', label: 'dog' }, 1);
    expect(thresholdOf()).to.equal(refused);
    taught.undo(taught.corrections[0]!);
    asked.fitted = { label: 'dog', threshold: 0.8, falseAlarms: 0.01, roomMinutes: 10 };
    await taught.setBudget({ head: 'events', label: 'dog' }, 1);
    asked.fitted = { label: 'dog', threshold: 0.5, falseAlarms: 0, roomMinutes: 0 };
    await taught.setBudget({ head: 'events', label: 'dog' }, 2);
    expect(thresholdOf()).to.equal(0.8);
  });

  it('do not bring a budget back that was taken back while it was fitted', async () => {
    const { asked, taught } = sounds();
    asked.fitted = { label: 'dog', threshold: 0.6, falseAlarms: 0.01, roomMinutes: 2 };
    await taught.setBudget({ head: 'events', label: 'dog' }, 1);
    let answer = () => {};
    asked.answering = new Promise((resolve) => (answer = resolve));
    asked.fitted = { label: 'dog', threshold: 0.9, falseAlarms: 0.01, roomMinutes: 9 };
    const fit = taught.fit();
    taught.undo(taught.corrections[0]!);
    answer();
    await fit;
    expect(taught.corrections).to.deep.equal([]);
  });

  it('fit a threshold by what learning has measured, and lower it only if at least as much of the room is known', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    const thresholdOf = () => taught.list[0]!.taught.threshold;
    const first = thresholdOf();
    asked.roomMinutes = 9;
    await taught.fit();
    expect(asked.absent).to.deep.equal([{ sounds: [-3], quiet: [-9] }]);
    expect(thresholdOf()).not.to.equal(first);
    while (thresholdOf() <= 0.5) await taught.fit();
    const high = thresholdOf();
    asked.roomMinutes = 2;
    await taught.fit();
    expect([thresholdOf(), taught.list[0]!.taught.figures.roomMinutes]).to.deep.equal([high, 9]);
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

  it('keep the budget of an imported sound whose teacher accepted more false alarms than usual', async () => {
    const { taught } = sounds();
    const figures = { examples: 1, found: 1, falseAlarms: 4, roomMinutes: 1 };
    const classes = [{ ...taughtClass('bell'), figures }, taughtClass('kettle')];
    await taught.import({ network, licence: '', classes });
    expect(taught.list.map(({ target }) => target)).to.deep.equal([4, 0.3]);
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

  it('refuse a queued stretch if listening was started again before its turn, and keep their other examples', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    let answer = () => {};
    asked.answering = new Promise((resolve) => (answer = resolve));
    const cut = taught.add('kettle', { from: 2, to: 3 });
    const late = [
      taught.add('kettle', { from: 4, to: 5 }),
      taught.refuse({ ...REFUSED, head: 'taught', label: 'kettle' }),
      taught.refuseStretch('kettle', { from: 6, to: 7 }),
    ];
    await until(() => asked.spans.length === 2);
    taught.beginSession();
    answer();
    expect(await Promise.all(late.map(codeOf))).to.deep.equal(['not-kept', 'not-kept', 'not-kept']);
    // The second example was cut in the session in which it was asked for. Where it was means nothing in the next one.
    expect((await cut).span).to.equal(undefined);
    expect(asked.spans).to.deep.equal([
      { from: 0, to: 1 },
      { from: 2, to: 3 },
    ]);
    expect([taught.examplesOf('kettle').length, taught.refusals]).to.deep.equal([2, 0]);
  });

  it('learn a detection that was refused while its sound was still being learnt', async () => {
    const { taught } = sounds();
    const teaching = taught.teach('kettle', { from: 0, to: 1 });
    await taught.refuse({ ...REFUSED, head: 'taught', label: 'kettle' });
    await teaching;
    expect([taught.refusals, taught.corrections]).to.deep.equal([1, []]);
  });

  it('look for themselves in recent sound after a lesson or another budget, but not after a fit to the room', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    await taught.setTarget('kettle', 2);
    await taught.fit();
    expect(asked.used.map(({ rescores }) => rescores)).to.deep.equal([true, true, false]);
  });

  it('ask nothing about an earlier session', async () => {
    const { asked, taught } = sounds('bell');
    let answer = () => {};
    asked.answering = new Promise((resolve) => (answer = resolve));
    const questions = taught.questions();
    await nextTask();
    taught.beginSession();
    answer();
    expect(await questions).to.deep.equal([]);
    expect(await taught.questions()).to.have.length(1);
  });

  it('do not adapt to a room of which nothing is kept, for example after a stop', async () => {
    const { asked, taught } = sounds('bell');
    asked.roomMinutes = 0;
    await taught.fit();
    expect(asked.used).to.deep.equal([]);
    await taught.setTarget('bell', 2);
    expect(asked.used).to.have.length(1);
    for (const target of [0, -1, NaN, Infinity])
      expect(await codeOf(taught.setTarget('bell', target))).to.equal('bad-option');
    expect(taught.list[0]!.target).to.equal(2);
  });

  it('keep their budget if another one cannot be fitted', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    asked.failing = true;
    expect(await codeOf(taught.setTarget('kettle', 2))).to.equal('Error: no worker');
    expect(taught.list[0]!.target).to.equal(0.3);
  });

  it('give the worker the number of bands of each example', async () => {
    const { asked, taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    expect(asked.lessons[0]!.examples.map(({ bands }) => bands)).to.deep.equal([64]);
  });

  it('are at most 32, so that their file can be read again', async () => {
    const { taught } = sounds(...Array.from({ length: 32 }, (_, i) => `sound ${String(i)}`));
    expect(await codeOf(taught.teach('one more', { from: 0, to: 1 }))).to.equal('bad-option');
    expect(await codeOf(taught.teach('sound 3', { from: 0, to: 1 }))).to.equal('none');
    expect(taught.set!.classes).to.have.length(32);
  });

  it('continue with all that those of another listener know', async () => {
    const { taught: before } = sounds();
    await before.teach('kettle', { from: 0, to: 1 });
    await before.setTarget('kettle', 2);
    await before.refuseStretch('kettle', { from: 2, to: 3 });
    await before.refuse({ ...REFUSED, head: 'events', label: 'dog' });
    const { asked, taught } = sounds('kettle');
    const adopted = taught.adopt(before);
    const known = ({ list, refusals, corrections }: TaughtSounds) => ({
      ...{ refusals, corrections },
      list: list.map(({ taught: { label }, examples, report, target }) => [label, examples.length, !!report, target]),
    });
    expect(known(taught)).to.deep.equal(known(before));
    expect(Object.keys(asked.thresholds)).to.deep.equal(['events:dog']);
    await adopted;
    await taught.teach('kettle', { from: 4, to: 5 });
    const keys = [...taught.examplesOf('kettle'), ...taught.state.refused].map(({ key }) => key);
    expect(new Set(keys).size).to.equal(3);
  });

  it('also continue with what those of the other listener are still learning', async () => {
    const { asked, taught: before } = sounds();
    let answer = () => {};
    asked.answering = new Promise((resolve) => (answer = resolve));
    const teaching = before.add('kettle', { from: 0, to: 1 }).then(() => before.learn());
    const { asked: own, taught } = sounds();
    const adopted = taught.adopt(before);
    const next = taught.teach('bell', { from: 2, to: 3 });
    answer();
    await Promise.all([teaching, adopted, next]);
    expect(taught.list.map(({ taught: { label }, examples }) => [label, examples.length])).to.deep.equal([
      ['kettle', 1],
      ['bell', 1],
    ]);
    expect(own.used.map(({ labels }) => labels)).to.deep.equal([['kettle'], ['kettle', 'bell']]);
  });

  it('refuse a damaged state, and stay as they are', async () => {
    const { taught } = sounds();
    await taught.teach('kettle', { from: 0, to: 1 });
    const { state } = taught;
    const [example] = state.examples.get('kettle')!;
    const damaged = [
      undefined,
      { ...state, examples: new Map([['kettle', [{ ...example, frames: [0] }]]]) },
      { ...state, examples: new Map([['kettle', [{ ...example, bands: 60 }]]]) },
      { ...state, examples: new Map([['kettle', [{ ...example, key: 'first' }]]]) },
      { ...state, refused: [example] },
      { ...state, targets: new Map([['kettle', NaN]]) },
      { ...state, corrections: [{ head: 'events', label: 'dog', on: 2 }] },
      { ...state, set: { ...state.set, classes: [{ ...state.set!.classes[0], weights: undefined }] } },
      { ...state, set: { ...state.set, classes: [{ ...state.set!.classes[0], bias: NaN }] } },
    ];
    for (const one of damaged)
      expect(await codeOf(taught.restore(one as unknown as TaughtState))).to.equal('bad-taught-file');
    expect(taught.list.map(({ examples }) => examples.length)).to.deep.equal([1]);
    await taught.restore(structuredClone(state));
    expect(taught.list.map(({ examples }) => examples.length)).to.deep.equal([1]);
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
          const reports = labels.map((label) => ({ label, network: asked.network, alike: [[]] }));
          return Promise.resolve({ set: { ...setOf(...labels), network: asked.network }, reports });
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

    it('show how they were learnt with the network that runs, not with another one', async () => {
      const { asked, taught } = onModel();
      await taught.teach('kettle', { from: 0, to: 1 });
      asked.network = OTHER;
      await taught.changeNetwork();
      await taught.teach('kettle', { from: 2, to: 3 });
      expect(taught.list[0]!.report!.network).to.equal(OTHER);
      asked.network = network;
      await taught.changeNetwork();
      expect([labels(taught), taught.list[0]!.report]).to.deep.equal([['kettle'], undefined]);
      await taught.learn();
      expect(taught.list[0]!.report!.network).to.equal(network);
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

  it('are not learnt from more than 60 s, of a recording or of live sound; a longer detection is taught and refused by its beginning', async () => {
    const { asked, taught } = sounds();
    const sampleRate = 8000;
    for (const what of [
      { samples: new Float32Array(61 * sampleRate), sampleRate },
      { from: 100.1, to: 161.1 },
    ]) {
      expect(await codeOf(taught.teach('kettle', what))).to.equal('audio-too-long');
      expect(await codeOf(taught.teachFader('energy', 0.5, what))).to.equal('audio-too-long');
    }
    expect(await codeOf(taught.refuseStretch('kettle', { from: 0, to: Infinity }))).to.equal('audio-too-long');
    const detection = { ...REFUSED, head: 'taught', label: 'kettle', onset: 12345.67, offset: 12999 };
    await taught.teach('kettle', lessonSpan(detection));
    await taught.refuse(detection);
    expect(asked.spans).to.deep.equal(Array(2).fill({ from: 12345.67, to: 12405.67 }));
    await taught.remove('kettle');
    await taught.teach('kettle', { samples: new Float32Array(60 * sampleRate), sampleRate });
    expect(taught.list).to.have.length(1);
  });
});
