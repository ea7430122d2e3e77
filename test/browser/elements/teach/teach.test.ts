import { expect } from 'chai';
import axe from 'axe-core';
import { deleteDB } from 'idb';
import type { PinnaTeach } from '../../../../src/entries/elements.js';
import { readTaught, taughtDatabase } from '../../../../src/elements/teach/taught-store.js';
import { writeTaughtFile } from '../../../../src/teach/file/taught-file.js';
import { toLinkPayload } from '../../../../src/teach/file/taught-link.js';
import type { LearnRequest } from '../../../../src/worker/contract.js';
import { taughtClass } from '../../../unit/teach/made-up.js';
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
          ...{ label, losses: [1, 0.5, 0.2], alpha: 2, beta: 0.5, regularisation: 0.03 },
          leftOut: examples.map(() => 0.9),
          alike: examples.map(() => []),
        }));
        return { set: { network: NETWORK, licence: 'MIT', classes }, reports };
      }
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
    while ((await readTaught('test'))?.examples.get('kettle') === undefined) await displayFrame();
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

  for (const [name, method, what] of [
    ['QuotaExceededError', 'put', 'no more space'],
    ['SecurityError', 'get', 'does not let this page store'],
  ] as const) {
    it(`says once that sounds are not stored, and continues: ${name}`, async () => {
      const original = IDBObjectStore.prototype[method];
      IDBObjectStore.prototype[method] = () => {
        throw new DOMException('It is refused.', name);
      };
      const errors: string[] = [];
      const note = ({ detail }: CustomEvent<{ code: string }>) => void errors.push(detail.code);
      document.addEventListener('pinna-error', note as EventListener);
      try {
        place.remove();
        ({ place, listener } = await running('<pinna-teach remember="refused"></pinna-teach>'));
        const element = place.querySelector('pinna-teach')!;
        answer(listener);
        await settled(place);
        await listener.refuse({ ...DOG, id: 1 });
        await listener.teach('kettle', { from: 1, to: 2 });
        await until(() => shadowText(element).includes(what), 'The notice');
        expect(element.shadowRoot!.querySelectorAll('[part=notice]').length).to.equal(1);
        expect(errors.filter((code) => code === 'not-written').length).to.equal(1);
        expect(listener.taught.list.map(({ taught }) => taught.label)).to.deep.equal(['kettle']);
      } finally {
        document.removeEventListener('pinna-error', note as EventListener);
        IDBObjectStore.prototype[method] = original;
        await deleteDB(taughtDatabase('refused'));
      }
    });
  }

  it('restores stored sounds beside those of the listener, which keep no examples, and of one name only the stored one', async () => {
    const remembering = '<pinna-teach remember="both"></pinna-teach>';
    place.remove();
    const first = await running(remembering);
    answer(first.listener);
    await settled(first.place);
    await first.listener.teach('kettle', { from: 1, to: 2 });
    while ((await readTaught('both'))?.examples.get('kettle') === undefined) await displayFrame();
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

  it('shows the last minute and chooses a stretch of it by keyboard; replaces taught detections that were scored again', async () => {
    listener.emitFrames(9.9, 5);
    await press('Show the last minute');
    await until(() => root().querySelectorAll('[part=picker] input').length === 2, 'The sliders');
    const [from, to] = [...root().querySelectorAll<HTMLInputElement>('[part=picker] input')] as [
      HTMLInputElement,
      HTMLInputElement,
    ];
    // Firefox writes 8.0.
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
