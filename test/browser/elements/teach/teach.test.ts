import { expect } from 'chai';
import axe from 'axe-core';
import { deleteDB } from 'idb';
import '../../../../src/entries/german.js';
import type { PinnaTeach } from '../../../../src/entries/elements.js';
import type { TaughtState } from '../../../../src/listener/taught-state.js';
import { readTaught, storeTaught, taughtDatabase } from '../../../../src/elements/teach/taught-store.js';
import { WAV_TYPE, writeWav } from '../../../../src/formats/write-wav.js';
import { writeTaughtFile } from '../../../../src/teach/file/taught-file.js';
import { toLinkPayload } from '../../../../src/teach/file/taught-link.js';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import type { ClassBudget, FaderLesson, LearnRequest, UncertainRequest } from '../../../../src/worker/contract.js';
import { SIZE, taughtClass } from '../../../unit/teach/made-up.js';
import { until } from '../../until.js';
import { displayFrame, onPage, settled, shadowText } from '../on-page.js';
import { running } from '../running.js';
import type { SimulatedListener } from '../simulated-listener.js';

const NETWORK = 'ab'.repeat(32);
const BANDS = 4;
const PICTURE = { start: 0, hopSeconds: 0.1, bands: BANDS, frames: new Float32Array(100 * BANDS).fill(-1) };

/** Answers requests of teaching as a worker would, without learning anything. */
function answer(listener: SimulatedListener): void {
  listener.teachingResult = (type, input) => {
    switch (type) {
      case 'example':
        return { frames: new Float32Array(10 * BANDS), bands: BANDS, seconds: 1, rise: 12, clipped: false };
      case 'learn': {
        const { lessons } = input as LearnRequest;
        const classes = lessons.map(({ label }, seed) => taughtClass(label, seed + 1));
        const reports = lessons.map(({ label, examples }) => ({
          ...{
            label,
            losses: [1, 0.5, 0.2],
            alpha: 2,
            beta: 0.5,
            regularisation: 0.03,
            absent: { sounds: [-4], quiet: [-9] },
          },
          leftOut: examples.map(() => 0.9),
          alike: examples.map(() => []),
        }));
        return { set: { network: NETWORK, licence: 'MIT', classes }, reports };
      }
      case 'stretch':
        return { frames: new Float32Array(50 * BANDS), bands: BANDS, seconds: 5, rise: 0, clipped: false };
      case 'learn-faders': {
        const faders = (input as readonly FaderLesson[])
          .filter(({ stretches }) => new Set(stretches.map((stretch) => stretch.value)).size > 1)
          .map(({ name, stretches }) => ({
            ...{ name, bias: 0, weights: new Float32Array(SIZE), descriptors: new Float32Array(4) },
            figures: { examples: stretches.length, correlation: stretches.length > 2 ? 0.8 : null },
          }));
        return { network: NETWORK, licence: 'MIT', faders };
      }
      case 'fit-classes':
        return (input as readonly ClassBudget[]).map(({ label, target }) => ({
          ...{ label, threshold: target > 1 ? 0.6 : 0.93, falseAlarms: target, roomMinutes: 3 },
        }));
      case 'uncertain':
        return [{ label: 'kettle', from: 4, to: 5.6, score: 0.5 }];
      case 'heard-picture':
        return PICTURE;
      case 'fit':
        return listener.taught.set!.classes.map(({ label }) => ({
          ...{ label, threshold: 0.9, falseAlarms: 0.02, roomMinutes: 3 },
        }));
      default:
        return undefined;
    }
  };
}

/** Returns the state of a listener with one imported sound. */
async function taughtState(): Promise<TaughtState> {
  const { place, listener } = await running('<p></p>');
  answer(listener);
  await listener.taught.import({ network: NETWORK, licence: 'MIT', classes: [taughtClass('bell')] });
  place.remove();
  return listener.taught.state;
}

/** Returns a WAV file of silence. */
function silence(seconds: number, sampleRate: number): File {
  const samples = new Float32Array(seconds * sampleRate);
  return new File([writeWav([samples], { sampleRate })], 'silence.wav', { type: WAV_TYPE });
}

const DOG = { head: 'events', label: 'dog', families: [], onset: 2, offset: 3, peak: 0.8, confidence: 0.8 };

describe('pinna-teach', () => {
  let place: HTMLElement;
  let teach: PinnaTeach;
  let listener: SimulatedListener;
  const root = () => teach.shadowRoot!;
  const buttons = (text: string) =>
    [...root().querySelectorAll('button')].filter((button) => button.textContent!.trim().startsWith(text));
  const press = async (text: string) => {
    buttons(text)[0]!.click();
    await settled(place);
  };
  const requests = () => listener.teachingRequests.map(({ type }) => type);
  const name = async (label: string) => {
    const field = root().querySelector<HTMLInputElement>('#name')!;
    field.value = label;
    field.dispatchEvent(new InputEvent('input'));
    await settled(place);
  };

  /** Answers the question before something is removed. */
  const confirmRemoval = async (label: string) => {
    await until(() => shadowText(teach).includes(`Remove “${label}”?`), 'The question');
    const question = root().querySelector('#remove-question')!.parentElement!;
    question.querySelector('button')!.click();
  };

  beforeEach(async () => {
    document.documentElement.lang = 'en';
    ({ place, listener } = await running('<pinna-teach></pinna-teach>'));
    answer(listener);
    teach = place.querySelector('pinna-teach')!;
    await settled(place);
  });
  afterEach(() => place.remove());

  it('teaches what was just heard, shows the sound with its example, and asks about what it is unsure of', async () => {
    expect(listener.isTeaching).to.equal(true);
    expect(shadowText(teach)).to.contain('does not work for words');
    listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3 });
    await settled(place);
    await press('dog');
    expect(root().activeElement?.id).to.equal('name');
    await name('kettle');
    await press('Teach');
    await until(() => shadowText(teach).includes('Is this “kettle”?'), 'The question');
    expect(shadowText(teach)).to.contain('Learnt: kettle. The example is clear.');
    expect(listener.teachingRequests[0]).to.deep.equal({ type: 'example', input: { from: 2, to: 3 } });
    expect(root().querySelectorAll('[part=example] canvas')).to.have.lengthOf(1);
    for (const details of root().querySelectorAll('details')) details.open = true;
    expect((await axe.run(place, { resultTypes: ['violations'] })).violations.map(({ id }) => id)).to.deep.equal([]);

    listener.teachingRequests.length = 0;
    await press('Yes');
    await until(() => requests().includes('learn') && buttons('Yes').length === 0, 'The second lesson');
    expect(root().querySelectorAll('[part=example]')).to.have.lengthOf(2);

    const slider = root().querySelector<HTMLInputElement>('.budget input')!;
    slider.value = '3';
    slider.dispatchEvent(new Event('change'));
    await until(() => shadowText(teach).includes('from 3 minutes of this room'), 'The fit');
    expect(slider.getAttribute('aria-valuetext')).to.equal('1 alarm a day');
    expect(listener.taught.list[0]!.taught.threshold).to.equal(0.9);

    await press('Rename');
    const field = root().querySelector<HTMLInputElement>('[name=to]')!;
    field.value = 'tea';
    field.form!.requestSubmit();
    await until(() => root().querySelector('h3')?.textContent?.includes('tea') === true, 'The new name');
    await press('Remove');
    await confirmRemoval('tea');
    await until(() => shadowText(teach).includes('No sound was taught yet.'), 'The empty list');
  });

  it('lists refused detections of built-in classes as corrections, and takes them back', async () => {
    listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3, peak: 0.8 });
    await settled(place);
    await press('Not this');
    await until(() => shadowText(teach).includes('dog: reported only from 86% on'), 'The correction');
    await press('Undo');
    expect(listener.taught.corrections).to.deep.equal([]);
    expect(shadowText(teach)).not.to.contain('reported only');
  });

  it('stores sounds, examples and corrections on the device, and restores them', async () => {
    const remembering = '<pinna-teach remember="test"></pinna-teach>';
    place.remove();
    const first = await running(remembering);
    answer(first.listener);
    listener = first.listener;
    await until(() => first.place.querySelector('pinna-teach') !== null, 'The element');
    await settled(first.place);
    await listener.refuse({ ...DOG, id: 1 });
    await listener.teach('kettle', { from: 1, to: 2 });
    while ((await readTaught('test'))?.state.examples.get('kettle') === undefined) await displayFrame();
    first.place.remove();
    ({ place, listener } = await running(remembering));
    teach = place.querySelector('pinna-teach')!;
    await until(() => listener.taught.list.length === 1, 'The restored sound');
    expect(listener.taught.list[0]!.examples.map(({ span }) => span)).to.deep.equal([undefined]);
    await until(() => listener.taught.corrections.length === 1, 'The restored correction');
    expect(shadowText(teach)).to.contain('kettle');
    place.remove();
    await deleteDB(taughtDatabase('test'));
  });

  it('restores stored sounds beside those of the listener, which keep no examples, and of one name only the stored one', async () => {
    const remembering = '<pinna-teach remember="both"></pinna-teach>';
    place.remove();
    const first = await running(remembering);
    answer(first.listener);
    await settled(first.place);
    await first.listener.teach('kettle', { from: 1, to: 2 });
    while ((await readTaught('both'))?.state.examples.get('kettle') === undefined) await displayFrame();
    first.place.remove();
    ({ place, listener } = await running('<p></p>'));
    answer(listener);
    const classes = [taughtClass('bell'), taughtClass('kettle', 7)];
    await listener.setTaught({ network: NETWORK, licence: 'MIT', classes });
    place.querySelector('p')!.outerHTML = remembering;
    await until(
      () => listener.taught.list.length === 2 && listener.taught.list.some(({ examples }) => examples.length),
      'Both',
    );
    const examples = listener.taught.list.map(({ taught, examples: own }) => [taught.label, own.length]);
    expect(Object.fromEntries(examples)).to.deep.equal({ bell: 0, kettle: 1 });
    place.remove();
    await deleteDB(taughtDatabase('both'));
  });

  it('restores nothing over what a listener that was restored before has learnt meanwhile', async () => {
    const remembering = '<pinna-teach remember="again"></pinna-teach>';
    place.remove();
    await storeTaught('again', { ...(await taughtState()), corrections: [{ head: 'events', label: 'dog', on: 0.8 }] });
    ({ place, listener } = await running(remembering));
    answer(listener);
    await until(() => listener.taught.list.length === 1, 'The stored sound');
    await until(() => listener.taught.corrections.length === 1, 'The stored correction');
    await settled(place);
    place.querySelector('pinna-teach')!.remove();
    await until(() => !listener.isTeaching, 'The end of the view');
    await listener.taught.teachFader('energy', 0.5, { from: 0, to: 5 });
    await listener.teach('kettle', { from: 1, to: 2 });
    place.querySelector('pinna-listener')!.innerHTML = remembering;
    while ((await readTaught('again'))?.state.stretches.get('energy') === undefined) await displayFrame();
    expect(listener.taught.list.map(({ taught }) => taught.label).sort()).to.deep.equal(['bell', 'kettle']);
    expect(listener.taught.faders[0]!.stretches).to.have.lengthOf(1);
    place.remove();
    await deleteDB(taughtDatabase('again'));
  });

  it('restores nothing over what a new listener of the element continues with', async () => {
    place.remove();
    const state = await taughtState();
    await storeTaught('adopted', state);
    place = await onPage(
      '<pinna-listener backend="cpu"><pinna-teach remember="adopted"></pinna-teach></pinna-listener>',
    );
    const element = place.querySelector('pinna-listener')!;
    await until(() => element.listener?.taught.list.length === 1, 'The stored sound');
    await settled(place);
    const before = element.listener;
    const older = { network: NETWORK, licence: 'MIT', classes: [taughtClass('older')] };
    await storeTaught('adopted', { ...state, set: older });
    element.keepSeconds = 10;
    while ((await readTaught('adopted'))?.state.set?.classes[0]?.label !== 'bell') await displayFrame();
    expect(element.listener).not.to.equal(before);
    expect(element.listener!.taught.list.map(({ taught }) => taught.label)).to.deep.equal(['bell']);
    place.remove();
    await deleteDB(taughtDatabase('adopted'));
  });

  it('reports given sounds of another model, and stores what is taught all the same', async () => {
    place.remove();
    await storeTaught('unfit', await taughtState());
    ({ place, listener } = await running('<p></p>'));
    answer(listener);
    await listener.setTaught({ network: 'cd'.repeat(32), licence: 'MIT', classes: [taughtClass('drum')] });
    const codes: string[] = [];
    place.addEventListener('pinna-error', (event) => codes.push((event as CustomEvent<PinnaError>).detail.code));
    place.querySelector('p')!.outerHTML = '<pinna-teach remember="unfit"></pinna-teach>';
    await until(() => codes.length === 1, 'The error');
    expect(codes).to.deep.equal(['wrong-network']);
    expect(listener.taught.list.map(({ taught }) => taught.label)).to.deep.equal(['bell']);
    await listener.teach('kettle', { from: 1, to: 2 });
    while ((await readTaught('unfit'))?.state.examples.get('kettle') === undefined) await displayFrame();
    place.remove();
    await deleteDB(taughtDatabase('unfit'));
  });

  it('stores corrections without any sound, also those that wait for the model', async () => {
    place.remove();
    ({ place, listener } = await running('<p></p>'));
    answer(listener);
    await listener.refuse({ ...DOG, id: 1 });
    const waiting = { head: 'events', label: 'unicorn', on: 0.7 };
    await listener.taught.restore({ ...listener.taught.state, corrections: [...listener.taught.corrections, waiting] });
    const labels = async () => (await readTaught('bare'))?.state.corrections.map(({ label }) => label);
    for (let visit = 0; visit < 2; visit++) {
      if (visit > 0) ({ place, listener } = await running('<p></p>'));
      place.querySelector('p')!.outerHTML = '<pinna-teach remember="bare"></pinna-teach>';
      await until(() => listener.taught.corrections.length === 1, 'The correction');
      while ((await labels())?.length !== 2) await displayFrame();
      expect(listener.taught.state.corrections.map(({ label }) => label)).to.deep.equal(['dog', 'unicorn']);
      place.remove();
    }
    await deleteDB(taughtDatabase('bare'));
  });

  it('removes a sound with its last example, also for other models', async () => {
    await listener.teach('kettle', { from: 1, to: 2 });
    await listener.teach('kettle', { from: 3, to: 4 });
    const { state } = listener.taught;
    await listener.taught.restore({ ...state, others: [{ ...state.set!, network: 'cd'.repeat(32) }] });
    await settled(place);
    const removeFirst = () => root().querySelector<HTMLButtonElement>('[part=example] button')!.click();
    removeFirst();
    await until(() => root().querySelectorAll('[part=example]').length === 1, 'One less');
    await settled(place);
    expect(listener.taught.state.others).to.have.lengthOf(1);
    removeFirst();
    await confirmRemoval('kettle');
    await until(() => listener.taught.list.length === 0, 'No sound');
    expect(listener.taught.state.others).to.deep.equal([]);
  });

  it('names the sounds that an example is taken for beside that example, also after examples of another model', async () => {
    await listener.teach('kettle', { from: 1, to: 2 });
    await listener.teach('kettle', { from: 3, to: 4 });
    const { state } = listener.taught;
    const [first, second] = state.examples.get('kettle')!;
    const older = { ...first!, bands: 2 * BANDS };
    const report = { ...state.reports.get('kettle')!, alike: [['gate']] };
    await listener.taught.restore({
      ...{ ...state, examples: new Map([['kettle', [older, second!]]]) },
      reports: new Map([['kettle', report]]),
    });
    await settled(place);
    const texts = [...root().querySelectorAll('[part=example]')].map(({ textContent }) =>
      textContent!.includes('gate'),
    );
    expect(texts).to.deep.equal([false, true]);
  });

  it('ends a recording after the longest example, and that of a fader after the longest recording', async () => {
    listener.emitFrames(1, 5);
    await press('Record');
    listener.emitFrames(9.5, 5);
    await until(() => buttons('Record').length === 1, 'The end of the recording');
    root().querySelector<HTMLInputElement>('[name=kind][value=fader]')!.click();
    await settled(place);
    await press('Record');
    listener.emitFrames(60, 5);
    await settled(place);
    expect(buttons('Record')).to.have.lengthOf(0);
    listener.emitFrames(70, 5);
    await until(() => buttons('Record').length === 1, 'The end of the recording');
  });

  it('shows the last minute and chooses a stretch of it by keyboard; replaces taught detections that were scored again', async () => {
    listener.emitFrames(9.9, 5);
    await press('Show the last minute');
    await until(() => root().querySelectorAll('[part=picker] input').length === 2, 'The sliders');
    const [from, to] = [...root().querySelectorAll<HTMLInputElement>('[part=picker] input')] as [
      HTMLInputElement,
      HTMLInputElement,
    ];
    expect([from.valueAsNumber, to.valueAsNumber]).to.deep.equal([8, 10]);
    from.value = '8.5';
    from.dispatchEvent(new InputEvent('input'));
    await settled(place);
    expect(from.getAttribute('aria-valuetext')).to.equal('1.5 sec ago');

    const taught = { head: 'taught', label: 'bell', families: [], peak: 1, confidence: 1 };
    listener.detect('start', { ...taught, id: 1, onset: 5 });
    listener.emit('rescored', {
      span: { from: 0, to: 10 },
      detections: [{ ...taught, id: 2 ** 30, onset: 3, offset: 4 }],
    });
    listener.detect('end', { ...taught, id: 1, onset: 5, offset: 6 });
    await settled(place);
    expect(buttons('bell')).to.have.lengthOf(1);
    expect(shadowText(teach)).to.contain('Found 1 time in the last ten minutes.');
  });

  it('lets nobody choose more than a minute, also if the picture has a little more', async () => {
    const { teachingResult } = listener;
    const frames = new Float32Array(604 * BANDS).fill(-1);
    listener.teachingResult = (type, input) =>
      type === 'heard-picture' ? { ...PICTURE, frames } : teachingResult(type, input);
    listener.emitFrames(60, 5);
    await press('Show the last minute');
    await until(() => root().querySelectorAll('[part=picker] input').length === 2, 'The sliders');
    const values = () =>
      [...root().querySelectorAll<HTMLInputElement>('[part=picker] input')].map(({ valueAsNumber }) => valueAsNumber);
    const slide = async (at: number, value: string) => {
      const slider = root().querySelectorAll<HTMLInputElement>('[part=picker] input')[at]!;
      slider.value = value;
      slider.dispatchEvent(new InputEvent('input'));
      await settled(place);
      return values();
    };
    expect(await slide(0, '0')).to.deep.equal([0, 60]);
    expect(await slide(1, '60.4')).to.deep.equal([0.4, 60.4]);
    await name('kettle');
    await press('Teach');
    await until(() => requests().includes('learn'), 'The lesson');
    expect(root().querySelector('[role=alert]')).to.equal(null);
  });

  it('sets a budget for a built-in class, lists it with what it rests on, and takes it back', async () => {
    listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3, peak: 0.8 });
    await settled(place);
    await press('Less often');
    await until(() => shadowText(teach).includes('dog: reported only from 93% on'), 'The correction');
    expect(shadowText(teach)).to.contain('1 alarm a day');
    expect(shadowText(teach)).to.contain('from 3 minutes of this room. Every report in these minutes counts as false.');
    const slider = root().querySelector<HTMLInputElement>('.budget input')!;
    expect(slider.getAttribute('aria-label')).to.equal('False alarms that you accept: dog');
    slider.value = '10';
    slider.dispatchEvent(new Event('change'));
    await until(() => shadowText(teach).includes('dog: reported only from 60% on'), 'The other budget');
    expect((await axe.run(place, { resultTypes: ['violations'] })).violations.map(({ id }) => id)).to.deep.equal([]);
    await press('Undo');
    expect(listener.taught.corrections).to.deep.equal([]);
  });

  it('teaches a fader by stretches with numbers, shows Spearman’s ρ and its value at this moment', async () => {
    root().querySelector<HTMLInputElement>('[name=kind][value=fader]')!.click();
    await settled(place);
    await name('energy');
    const give = async (value: string, stretches: number) => {
      listener.detect('end', { id: stretches, label: 'dog', onset: 10 * stretches, offset: 10 * stretches + 5 });
      await settled(place);
      await press('dog');
      const slider = root().querySelector<HTMLInputElement>('#value')!;
      slider.value = value;
      slider.dispatchEvent(new InputEvent('input'));
      await settled(place);
      await press('Teach');
      await until(() => root().querySelectorAll('[part=fader] canvas').length === stretches, 'The stretch');
      await settled(place);
    };
    await give('0.2', 1);
    expect(shadowText(teach)).to.contain('Noted: there, energy is 0.2.');
    expect(shadowText(teach)).to.contain('Needs another stretch with a different number.');
    await give('0.8', 2);
    await until(() => shadowText(teach).includes('2 stretches; Spearman’s ρ needs four or more.'), 'The fader');
    await give('0.6', 3);
    await until(() => shadowText(teach).includes('Spearman’s ρ of those that were left out: 0.8'), 'The figure');
    expect(requests()).not.to.include('learn');
    listener.emit('frames', {
      ...{ time: 40, frames: 2, features: undefined, scores: {}, smoothed: {}, gates: {}, descriptors: undefined },
      faders: { energy: Float32Array.of(0.1, 0.4) },
    });
    await settled(place);
    const meter = root().querySelector('meter')!;
    expect([meter.value, meter.getAttribute('aria-label')]).to.deep.equal([0.4, 'energy now']);
    expect((await axe.run(place, { resultTypes: ['violations'] })).violations.map(({ id }) => id)).to.deep.equal([]);
    root().querySelector<HTMLButtonElement>('[aria-label="Rename energy"]')!.click();
    await settled(place);
    const newName = root().querySelector<HTMLInputElement>('[name=to]')!;
    expect(newName.value).to.equal('energy');
    newName.value = 'drive';
    newName.form!.requestSubmit();
    await until(() => root().querySelector('[part=fader] h3')?.textContent.includes('drive') ?? false, 'The new name');
    expect(listener.taught.faders.map(({ name: given, stretches }) => [given, stretches.length])).to.deep.equal([
      ['drive', 3],
    ]);
    root().querySelector<HTMLButtonElement>('[aria-label="Remove stretch 1"]')!.click();
    await until(() => root().querySelectorAll('[part=fader] canvas').length === 2, 'One less');
    root().querySelector<HTMLButtonElement>('[aria-label="Remove drive"]')!.click();
    await confirmRemoval('drive');
    await until(() => root().querySelector('[part=fader]') === null, 'No fader');
  });

  it('says in German what a fader needs', async () => {
    place.lang = 'de';
    await until(() => shadowText(teach).includes('Was das Stück erhält'), 'The German text');
    await listener.taught.teachFader('Energie', 0.5, { from: 0, to: 5 });
    await until(() => shadowText(teach).includes('Braucht noch ein Stück mit einer anderen Zahl.'), 'The fader');
  });

  it('rejects a file of more than a minute, and says what to do', async () => {
    const sampleRate = 8000;
    await teach.teachFiles('kettle', [silence(61, sampleRate)]);
    await until(() => root().querySelector('[role=alert]') !== null, 'The error');
    expect(root().querySelector('[role=alert]')!.textContent).to.contain(
      'cut the part with the sound out of the recording',
    );
    expect(requests()).to.deep.equal([]);
    await teach.teachFiles('kettle', [silence(2, sampleRate)]);
    expect(requests()).to.include('learn');
    expect(root().querySelector('[role=alert]')).to.equal(null);
  });

  it('learns all files that can be used, and names the others', async () => {
    const sampleRate = 8000;
    const errors: string[] = [];
    teach.addEventListener('pinna-error', ({ detail }) => errors.push(detail.code));
    const damaged = new File(['no sound'], 'damaged.wav', { type: WAV_TYPE });
    const long = new File([silence(61, sampleRate)], 'long.wav', { type: WAV_TYPE });
    await teach.teachFiles('kettle', [silence(2, sampleRate), damaged, long, silence(2, sampleRate)]);
    expect(listener.taught.list[0]!.examples).to.have.lengthOf(2);
    expect(shadowText(teach)).to.contain('Learnt: kettle, from 2 new examples.');
    const shown = [...root().querySelectorAll('[role=alert]')].map(({ textContent }) => textContent!.trim());
    expect(shown).to.have.lengthOf(2);
    expect(shown[0]!.split('damaged.wav')).to.have.lengthOf(2);
    expect(shown[1]).to.match(/^long\.wav: .*at most 60 s/);
    expect(errors).to.deep.equal([PinnaErrorCode.BadAudio, PinnaErrorCode.AudioTooLong]);
    // What was said of earlier files is gone where a later one fails.
    await teach.teachFiles('kettle', [damaged]);
    expect(shadowText(teach)).not.to.contain('Learnt');
    expect(root().querySelectorAll('[role=alert]')).to.have.lengthOf(1);
    expect(listener.taught.list[0]!.examples).to.have.lengthOf(2);
  });

  it('asks before it removes a sound, also with its last example, and keeps it on Escape', async () => {
    await listener.taught.teach('kettle', { from: 0, to: 2 });
    await settled(place);
    for (const removal of ['Remove kettle', 'Remove example 1']) {
      root().querySelector<HTMLButtonElement>(`[aria-label="${removal}"]`)!.click();
      await until(() => root().activeElement?.textContent === 'Keep', 'The question');
      root().activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await settled(place);
      expect(root().querySelector('h3')?.textContent).to.contain('kettle');
      expect(listener.taught.list[0]!.examples).to.have.lengthOf(1);
    }
    root().querySelector<HTMLButtonElement>('[aria-label="Remove example 1"]')!.click();
    await confirmRemoval('kettle');
    await until(() => listener.taught.list.length === 0, 'The removal');
  });

  it('keeps the place of the keyboard where a control is disabled or removed', async () => {
    const focused = () => root().activeElement;
    listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3, peak: 0.8 });
    await settled(place);
    buttons('Not this')[0]!.focus();
    await press('Not this');
    await until(() => shadowText(teach).includes('dog: reported only from'), 'The correction');
    await settled(place);
    expect(focused()).to.equal(buttons('Not this')[0]);
    buttons('Undo')[0]!.focus();
    await press('Undo');
    await until(() => focused()?.id === 'new', 'The focus on what is left');
    await listener.taught.teach('kettle', { from: 0, to: 2 });
    await settled(place);
    buttons('Rename')[0]!.focus();
    await press('Rename');
    await until(() => focused()?.getAttribute('name') === 'to', 'The field for the name');
    await press('Cancel');
    await until(() => focused()?.id === 'list', 'The focus on the list');
  });

  /** Teaches a detection under another name, and waits for the question that follows. */
  const teachAndBeAsked = async () => {
    listener.detect('end', { id: 1, label: 'dog', onset: 2, offset: 3 });
    await settled(place);
    await press('dog');
    await name('kettle');
    await press('Teach');
    await until(() => buttons('Skip').length > 0, 'The question');
  };

  it('leads the keyboard on from one question to the next', async () => {
    await teachAndBeAsked();
    listener.teachingRequests.length = 0;
    buttons('Yes')[0]!.focus();
    await press('Yes');
    await until(() => root().activeElement?.id === 'new', 'The focus after the last question');
    expect(requests()).to.include('learn');
  });

  it('plays the stretch that it asks about, if the listener keeps sound', async () => {
    const ask = async () => {
      await teachAndBeAsked();
      return root().querySelector<HTMLButtonElement>('[part=question] .hear');
    };
    listener.status = { ...listener.status, keepSeconds: 0 };
    expect(await ask()).to.equal(null);
    listener.status = { ...listener.status, keepSeconds: 60 };
    const play = await ask();
    expect(play!.textContent!.trim()).to.equal('Hear');
    play!.click();
    await until(() => play!.textContent!.trim() === 'Stop', 'The sound');
    play!.click();
    await until(() => play!.textContent!.trim() === 'Hear', 'The end of the sound');
  });

  it('advises what to do if fewer than half of the examples were found when left out', async () => {
    const advice = 'Give more examples, and answer the questions';
    for (const stretch of [1, 3, 5]) await listener.taught.teach('kettle', { from: stretch, to: stretch + 1 });
    const { state } = listener.taught;
    const found = async (count: number) => {
      const [kettle] = state.set!.classes;
      const figures = { ...kettle!.figures, examples: 3, found: count };
      await listener.taught.restore({ ...state, set: { ...state.set!, classes: [{ ...kettle!, figures }] } });
      await settled(place);
      return shadowText(teach);
    };
    expect(await found(1)).to.contain(advice);
    expect(await found(2)).not.to.contain(advice);
  });

  it('claims little about a single example, and says that minutes of an imported sound may be of another room', async () => {
    const bell = taughtClass('bell');
    const figures = { examples: 1, found: 1, falseAlarms: 0.01, roomMinutes: 4 };
    await listener.taught.import({ network: NETWORK, licence: '', classes: [{ ...bell, figures }] });
    await settled(place);
    expect(shadowText(teach)).to.contain('1 example; changed copies of it would be found.');
    expect(shadowText(teach)).to.contain('from 4 minutes of this room, or of the room in which it was taught.');
    place.lang = 'de';
    await until(() => shadowText(teach).includes('veränderte Kopien davon würden gefunden'), 'The German text');
  });

  it('leaves out what is damaged of what is stored, and says so', async () => {
    place.remove();
    const good = { ...(await taughtState()), corrections: [{ head: 'events', label: 'dog', on: 3 }] };
    await storeTaught('damaged', good);
    ({ place, listener } = await running('<pinna-teach remember="damaged"></pinna-teach>'));
    answer(listener);
    teach = place.querySelector('pinna-teach')!;
    await until(() => shadowText(teach).includes('1 part of what is stored on this device'), 'The notice');
    await until(() => listener.taught.list[0]?.taught.label === 'bell', 'The sound');
    expect(listener.taught.corrections).to.deep.equal([]);
    place.remove();
    await deleteDB(taughtDatabase('damaged'));
  });

  it('says that the browser stores nothing, and keeps the sounds in memory', async () => {
    const { put } = IDBObjectStore.prototype;
    for (const [cause, text] of [
      [new DOMException('', 'QuotaExceededError'), 'The browser has no more space.'],
      [new DOMException('', 'InvalidStateError'), 'The browser does not let this page store the sounds.'],
    ] as const) {
      place.remove();
      ({ place, listener } = await running('<pinna-teach remember="refused"></pinna-teach>'));
      answer(listener);
      teach = place.querySelector('pinna-teach')!;
      IDBObjectStore.prototype.put = () => {
        throw cause;
      };
      try {
        await listener.teach('kettle', { from: 1, to: 2 });
        await until(() => shadowText(teach).includes(text), 'The notice');
        expect(listener.taught.list).to.have.lengthOf(1);
      } finally {
        IDBObjectStore.prototype.put = put;
      }
      await listener.teach('kettle', { from: 3, to: 4 });
      await until(() => !shadowText(teach).includes(text), 'The end of the notice');
    }
    place.remove();
    await deleteDB(taughtDatabase('refused'));
  });

  it('keeps stored sounds of another model, lists them, and uses them when that model runs', async () => {
    const remembering = '<pinna-teach remember="models"></pinna-teach>';
    place.remove();
    await storeTaught('models', await taughtState());
    /** Shows a listener whose model has a network, and waits until it reports that the stored sounds are of another one. */
    const withNetwork = async (network: string) => {
      ({ place, listener } = await running('<p></p>'));
      answer(listener);
      const learnt = listener.teachingResult;
      listener.teachingResult = (type, input) => {
        if (type === 'learn') return { set: { network, licence: 'MIT', classes: [] }, reports: [] };
        if (type === 'uncertain' && (input as UncertainRequest).set.network !== network)
          throw new PinnaError(PinnaErrorCode.WrongNetwork, 'The sounds were taught to another network.');
        return learnt(type, input);
      };
      place.querySelector('p')!.outerHTML = remembering;
      teach = place.querySelector('pinna-teach')!;
      await until(() => listener.taught.list.length + listener.taught.othersNames.length === 1, 'What is stored');
    };
    await withNetwork('cd'.repeat(32));
    listener.emit('error', new PinnaError(PinnaErrorCode.WrongNetwork, 'The sounds were taught to another network.'));
    await until(() => shadowText(teach).includes('For another model'), 'The list');
    expect([listener.taught.list.length, listener.taught.othersNames]).to.deep.equal([0, ['bell']]);
    while ((await readTaught('models'))?.state.others.length !== 1) await displayFrame();
    place.remove();
    await withNetwork(NETWORK);
    await until(() => listener.taught.list.length === 1, 'The sound again');
    expect(listener.taught.othersNames).to.deep.equal([]);
    place.remove();
    await deleteDB(taughtDatabase('models'));
  });

  it('says what to do instead if the clipboard is refused, or if there is none, as on pages without https', async () => {
    teach.links = true;
    await listener.taught.import({ network: NETWORK, licence: 'MIT', classes: [taughtClass('bell')] });
    await settled(place);
    const alert = () => root().querySelector('[role=alert]')?.textContent;
    for (const [clipboard, isCopied] of [
      [{ writeText: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) }, false],
      [undefined, false],
      [{ writeText: () => Promise.resolve() }, true],
    ] as const) {
      Object.defineProperty(navigator, 'clipboard', { configurable: true, get: () => clipboard });
      await press('Copy a link');
      if (isCopied) {
        await until(() => shadowText(teach).includes('The link is copied.'), 'The message');
        expect(alert()).to.equal(undefined);
      } else {
        await until(() => alert() !== undefined, 'The error');
        expect(alert()).to.contain('Save the sounds as a file, or show the QR code.');
      }
    }
    delete (navigator as { clipboard?: unknown }).clipboard;
  });

  it('asks before it adds the sounds of a link, and says what is wrong with one', async () => {
    const set = { network: NETWORK, licence: 'MIT', classes: [taughtClass('door')] };
    teach.links = true;
    location.hash = `pinna-taught=${toLinkPayload(set)}`;
    await until(() => shadowText(teach).includes('This link brings taught sounds: door. Add them?'), 'The question');
    expect(listener.taught.list).to.deep.equal([]);
    expect(location.hash).to.equal('');
    await press('Add');
    await until(() => listener.taught.list.length === 1, 'The sound');
    location.hash = `pinna-taught=${toLinkPayload(set)}`;
    await until(() => shadowText(teach).includes('are replaced, with their examples: door.'), 'What is replaced');
    await press('Do not add');
    const corrections = [{ head: 'events', label: 'dog', on: 0.9 }];
    location.hash = `pinna-taught=${toLinkPayload({ ...set, corrections })}`;
    await until(() => shadowText(teach).includes('These are then reported less often: dog.'), 'What is corrected');
    expect(listener.taught.corrections).to.deep.equal([]);
    await press('Add');
    await until(() => listener.taught.corrections.length === 1, 'The correction');
    await press('QR code');
    await until(() => root().querySelector('svg.code') !== null, 'The QR code');
    await press('QR code');
    expect(root().querySelector('svg.code')).to.equal(null);
    location.hash = 'pinna-taught=nonsense';
    await until(() => root().querySelector('[role=alert]') !== null, 'The error');
    expect(root().querySelector('[role=alert]')!.textContent).to.contain('link');
  });
});

describe('Teaching elsewhere', () => {
  it('refuses and teaches the selected detection of a timeline', async () => {
    document.documentElement.lang = 'en';
    const { place, listener } = await running('<pinna-timeline></pinna-timeline><pinna-teach></pinna-teach>');
    answer(listener);
    const timeline = place.querySelector('pinna-timeline')!.shadowRoot!;
    const button = (text: string) =>
      [...timeline.querySelectorAll('button')].find((each) => each.textContent!.trim() === text);
    listener.emitFrames(4, 5);
    listener.detect('end', { ...DOG, id: 1 });
    await until(() => timeline.querySelector('.bar') !== null, 'The bar');
    timeline.querySelector<HTMLElement>('.bar')!.click();
    await until(() => button('Teach this') !== undefined, 'The buttons');
    button('Teach this')!.click();
    await until(() => timeline.querySelector('[name=label]') !== null, 'The field');
    const field = timeline.querySelector<HTMLInputElement>('[name=label]')!;
    field.value = 'my dog';
    field.form!.requestSubmit();
    await until(() => listener.taught.list[0]?.taught.label === 'my dog', 'The sound');
    expect(listener.teachingRequests[0]).to.deep.equal({ type: 'example', input: { from: 2, to: 3 } });
    await until(() => button('Not this') !== undefined, 'The buttons again');
    button('Not this')!.click();
    await until(() => listener.taught.corrections.length === 1, 'The correction');
    expect(listener.taught.corrections[0]).to.include({ head: 'events', label: 'dog' });
    place.remove();
  });

  it('reports the class of the selected detection of a timeline less often, in German too; a taught sound has its own budget', async () => {
    const { place, listener } = await running('<pinna-timeline></pinna-timeline><pinna-teach></pinna-teach>');
    answer(listener);
    const timeline = place.querySelector('pinna-timeline')!.shadowRoot!;
    const button = (text: string) =>
      [...timeline.querySelectorAll('button')].find((each) => each.textContent!.trim() === text);
    const bars = () => [...timeline.querySelectorAll<HTMLElement>('.bar')];
    listener.emitFrames(8, 5);
    listener.detect('end', { ...DOG, id: 1 });
    listener.detect('end', { ...DOG, head: 'taught', label: 'bell', id: 2, onset: 5, offset: 6 });
    await until(() => bars().length === 2, 'The bars');
    bars()
      .find((bar) => bar.dataset.id === '2')!
      .click();
    await until(() => button('Not this') !== undefined, 'The buttons of the taught sound');
    expect(button('Less often')).to.equal(undefined);
    bars()
      .find((bar) => bar.dataset.id === '1')!
      .click();
    await until(() => button('Less often') !== undefined, 'The button');
    place.lang = 'de';
    await until(() => button('Seltener') !== undefined, 'The German text');
    expect(button('Seltener')!.getAttribute('aria-label')).to.equal('Seltener melden: Hund');
    button('Seltener')!.focus();
    expect(timeline.activeElement).to.equal(button('Seltener'));
    button('Seltener')!.click();
    await until(() => listener.taught.corrections.length === 1, 'The correction');
    expect(listener.taught.corrections[0]).to.deep.include({ head: 'events', label: 'dog', on: 0.93 });
    expect(listener.taught.corrections[0]!.budget!.target).to.equal(1 / 24);
    await until(() => timeline.textContent!.includes('Hund höchstens einmal am Tag'), 'The message');
    expect((await axe.run(place, { resultTypes: ['violations'] })).violations.map(({ id }) => id)).to.deep.equal([]);
    place.remove();
  });

  it('takes the sounds of the attribute, and reports an invalid file', async () => {
    const file = writeTaughtFile({ network: NETWORK, licence: 'MIT', classes: [taughtClass('bell')] });
    const place = await onPage('<pinna-listener></pinna-listener>');
    const element = place.querySelector('pinna-listener')!;
    const codes: string[] = [];
    element.addEventListener('pinna-error', ({ detail: { code } }) => codes.push(code));
    element.setAttribute('taught', `data:application/json,${encodeURIComponent(file)}`);
    await until(() => element.listener?.taught.set?.classes[0]?.label === 'bell', 'The sound');
    element.setAttribute('taught', 'data:application/json,{}');
    await until(() => codes.length === 1, 'The error');
    expect(codes).to.deep.equal(['bad-taught-file']);
    expect(element.listener!.taught.list).to.have.lengthOf(1);
    place.remove();
  });
});
