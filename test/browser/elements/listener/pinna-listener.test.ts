import { expect } from 'chai';
import type { Source } from '../../../../src/capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import { Listener } from '../../../../src/listener/listener.js';
import { nextTask } from '../../../../src/lifetime/next-task.js';
import { until } from '../../until.js';
import { rejection } from '../../when.js';
import { onPage, settled } from '../on-page.js';
import { SIZE, taughtClass } from '../../../unit/teach/made-up.js';
import { SimulatedListener } from '../simulated-listener.js';

type PinnaListener = HTMLElementTagNameMap['pinna-listener'];

describe('pinna-listener', () => {
  let place: HTMLElement;
  let element: PinnaListener;
  let listener: SimulatedListener;

  beforeEach(async () => {
    place = await onPage('<pinna-listener><p></p></pinna-listener>');
    element = place.querySelector('pinna-listener')!;
    listener = new SimulatedListener();
    element.listener = listener;
    await settled(place);
  });

  afterEach(() => place.remove());

  /** Returns the region whose changes a screen reader announces. */
  const status = (of = element) => of.shadowRoot!.querySelector('[role=status]')!;
  const announced = (of = element) => status(of).textContent!.trim();

  it('makes its own Listener from its attributes, and another when they change', async () => {
    const own = (await onPage('<pinna-listener step-frames="10" backend="cpu"></pinna-listener>')) as HTMLElement;
    const made = own.querySelector('pinna-listener')!;
    const first = made.listener;
    expect(first).to.be.instanceOf(Listener);
    expect(first!.status.stepFrames).to.equal(10);
    made.setAttribute('step-frames', '2');
    await made.updateComplete;
    expect(made.listener).not.to.equal(first);
    expect(made.listener!.status.stepFrames).to.equal(2);
    own.remove();
  });

  it('loses nothing that was taught when an attribute changes, also while one is invalid', async () => {
    const own = await onPage('<pinna-listener step-frames="10" backend="cpu"></pinna-listener>');
    const made = own.querySelector('pinna-listener')!;
    const network = 'ab'.repeat(32);
    const faders = [
      {
        ...{ name: 'energy', weights: new Float32Array(SIZE).fill(1), descriptors: new Float32Array(4), bias: 0.5 },
        figures: { examples: 6, correlation: 0.7 },
      },
    ];
    const example = {
      ...{ frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false },
      ...({ key: '3', quality: 'clear', span: undefined } as const),
    };
    const set = { network, licence: '', classes: [taughtClass('kettle'), taughtClass('bell')], faders };
    made.taught = set;
    await made.updateComplete;
    const first = made.listener!;
    await first.taught.restore({
      ...{
        others: [],
        stretches: new Map(),
        set,
        examples: new Map([['kettle', [example]]]),
        refused: [{ ...example, key: '4', label: 'kettle' }],
      },
      ...{ reports: new Map(), targets: new Map([['kettle', 2]]) },
      corrections: [
        { head: 'taught', label: 'bell', on: 0.9 },
        { head: 'events', label: 'dog', on: 0.8 },
      ],
    });
    // Removed by the user; the attribute must not bring it back.
    await first.taught.remove('bell');
    const { state } = first.taught;
    made.stepFrames = 0;
    await made.updateComplete;
    expect(made.listener).to.equal(undefined);
    made.stepFrames = 2;
    await made.updateComplete;
    const second = made.listener!;
    expect(second).not.to.equal(first);
    expect(second.taught.state).to.deep.equal(state);
    expect(second.taught.list.map(({ taught, target }) => [taught.label, target])).to.deep.equal([['kettle', 2]]);
    made.keepSeconds = 10;
    await made.updateComplete;
    expect(made.listener!.taught.state).to.deep.equal(state);
    made.taught = { ...set, classes: [taughtClass('drum')], corrections: [{ head: 'events', label: 'cow', on: 0.8 }] };
    await made.updateComplete;
    await until(() => made.listener!.taught.list[0]?.taught.label === 'drum', 'the sounds of the attribute');
    expect(made.listener!.taught.list).to.have.length(1);
    expect(made.listener!.taught.state.corrections.map(({ label }) => label)).to.include('cow');
    own.remove();
  });

  it('keeps what was restored before the first sounds of the attribute came; later ones replace all', async () => {
    const own = await onPage('<pinna-listener backend="cpu"></pinna-listener>');
    const made = own.querySelector('pinna-listener')!;
    const { taught } = made.listener!;
    const example = {
      ...{ frames: new Float32Array(64), bands: 64, seconds: 1, rise: 20, clipped: false },
      ...({ key: '3', quality: 'clear', span: undefined } as const),
    };
    const set = { network: 'ab'.repeat(32), licence: '', classes: [taughtClass('kettle')] };
    await taught.restore({ ...taught.state, set, examples: new Map([['kettle', [example]]]) });
    made.taught = { ...set, classes: [taughtClass('kettle', 7), taughtClass('bell')] };
    await until(() => taught.list.length === 2, 'the sounds of the attribute');
    expect(taught.list.map(({ taught: { label }, examples }) => [label, examples.length])).to.deep.equal([
      ['kettle', 1],
      ['bell', 0],
    ]);
    made.taught = { ...set, classes: [taughtClass('drum')] };
    await until(() => taught.list.length === 1, 'the later sounds of the attribute');
    expect(taught.state.examples.size).to.equal(0);
    own.remove();
  });

  it('loads ahead while the page is idle if that is wanted, and releases that with the attribute or the element', async () => {
    const signals: AbortSignal[] = [];
    const { preload } = Listener.prototype;
    Listener.prototype.preload = async (signal) => void signals.push(signal);
    try {
      const own = await onPage('<pinna-listener></pinna-listener><pinna-listener preload="auto"></pinna-listener>');
      const [, made] = own.querySelectorAll('pinna-listener');
      await until(() => signals.length === 1, 'loading ahead');
      made!.preload = 'none';
      await made!.updateComplete;
      expect(signals[0]!.aborted).to.equal(true);
      made!.preload = 'auto';
      await until(() => signals.length === 2, 'loading ahead again');
      own.remove();
      document.body.append(own);
      expect(signals[1]!.aborted, 'by a move').to.equal(false);
      own.remove();
      await until(() => signals[1]!.aborted, 'the release of what was loaded');
      document.body.append(own);
      await until(() => signals.length === 3, 'loading ahead in another place');
      made!.listener = listener;
      await made!.updateComplete;
      expect(signals[2]!.aborted).to.equal(true);
      own.remove();
    } finally {
      Listener.prototype.preload = preload;
    }
  });

  it('says so when an attribute makes no sense', async () => {
    const errors: string[] = [];
    const hear = ({ detail }: CustomEvent<PinnaError>) => void errors.push(detail.code);
    document.body.addEventListener('pinna-error', hear);
    const wrong = await onPage('<pinna-listener step-frames="0"></pinna-listener>');
    document.body.removeEventListener('pinna-error', hear);
    expect(errors).to.deep.equal([PinnaErrorCode.BadOption]);
    let refusal: unknown;
    await wrong
      .querySelector('pinna-listener')!
      .start()
      .catch((error: unknown) => (refusal = error));
    expect(refusal).to.be.instanceOf(PinnaError);
    wrong.remove();
  });

  it('passes its thresholds on, and reports those that make no sense without a change', async () => {
    const own = await onPage('<pinna-listener thresholds="bird 0.8, dog 0.6 0.3"></pinna-listener>');
    const made = own.querySelector('pinna-listener')!;
    const errors: PinnaError[] = [];
    made.addEventListener('pinna-error', ({ detail }) => errors.push(detail));
    const first = made.listener!;
    const given = { bird: 0.8, dog: { on: 0.6, off: 0.3 } };
    expect(first.thresholds).to.deep.equal(given);
    made.thresholds = 'bird 8';
    await made.updateComplete;
    expect(errors.map(({ code, message }) => [code, message.split('.')[0]])).to.deep.equal([
      [PinnaErrorCode.BadOption, 'The threshold of "bird" is 8'],
    ]);
    expect(first.thresholds).to.deep.equal(given);
    made.thresholds = { bird: 0.5 };
    await made.updateComplete;
    expect(first.thresholds).to.deep.equal({ bird: 0.5 });
    made.removeAttribute('thresholds');
    await made.updateComplete;
    expect(first.thresholds).to.deep.equal({});
    expect(made.listener).to.equal(first);
    own.remove();
  });

  it('has no Listener while its thresholds make no sense, and says why when it is to start', async () => {
    const own = await onPage('<pinna-listener thresholds="loud"></pinna-listener>');
    const made = own.querySelector('pinna-listener')!;
    expect(made.listener).to.equal(undefined);
    expect((await rejection(made.start())).message).to.contain('"loud" is not a threshold');
    made.thresholds = 'bird 0.5';
    await made.updateComplete;
    expect(made.listener!.thresholds).to.deep.equal({ bird: 0.5 });
    own.remove();
  });

  for (const [source, expected] of [
    [undefined, { kind: 'microphone' }],
    ['microphone', { kind: 'microphone' }],
    [' microphone:abc:1 ', { kind: 'microphone', deviceId: 'abc:1' }],
  ] as const) {
    it(`begins with ${JSON.stringify(expected)} where its source is ${String(source)}`, async () => {
      const own = await onPage(`<pinna-listener ${source ? `source="${source}"` : ''}></pinna-listener>`);
      expect(own.querySelector('pinna-listener')!.listener!.source).to.deep.equal(expected);
      own.remove();
    });
  }

  it('begins with an element of the page or shadow tree that it is in', async () => {
    const outside = document.createElement('div');
    outside.attachShadow({ mode: 'open' }).innerHTML =
      '<pinna-listener source="#here"></pinna-listener><audio id="here"></audio>';
    document.body.append(outside);
    await settled(outside);
    const made = outside.shadowRoot!.querySelector('pinna-listener')!;
    await made.updateComplete;
    const give = made.listener!.source as () => Source;
    expect(give()).to.deep.equal({ kind: 'element', element: outside.shadowRoot!.querySelector('audio') });
    for (const wrong of ['#nowhere', 'p', '!!']) {
      made.source = wrong;
      await made.updateComplete;
      const error = await rejection(made.start());
      expect(error).to.have.property('code', PinnaErrorCode.BadOption);
      expect(error.message).to.contain(`"${wrong}" is not an audio or video element`);
    }
    outside.remove();
  });

  it('says so when no model has the name', async () => {
    const errors: PinnaError[] = [];
    const hear = ({ detail }: CustomEvent<PinnaError>) => void errors.push(detail);
    document.body.addEventListener('pinna-error', hear);
    const wrong = await onPage('<pinna-listener model="crn"></pinna-listener>');
    document.body.removeEventListener('pinna-error', hear);
    expect(errors.map(({ code }) => code)).to.deep.equal([PinnaErrorCode.BadOption]);
    expect(errors[0]!.message).to.match(/no model named "crn": name crnn/);
    wrong.remove();
  });

  it('starts and stops its Listener, and stops when it leaves the page', async () => {
    await element.start({ kind: 'microphone', deviceId: 'x' });
    expect(listener.sources).to.deep.equal([{ kind: 'microphone', deviceId: 'x' }]);
    await element.stop();
    await element.start();
    expect(listener.state).to.equal('running');
    place.remove();
    await until(() => listener.state === 'idle', 'The stop');
    expect(listener.calls).to.deep.equal(['start', 'stop', 'start', 'stop']);
  });

  it('reports what happens as events that leave shadow trees', async () => {
    const outside = document.createElement('div');
    outside.attachShadow({ mode: 'open' }).append(place);
    document.body.append(outside);
    await settled(place);
    const heard: string[] = [];
    const types = ['pinna-detection', 'pinna-frames', 'pinna-status', 'pinna-error'] as const;
    for (const type of types) outside.addEventListener(type, () => heard.push(type));
    listener.detect('start', { id: 1, label: 'dog' });
    listener.emitFrames(0, 5);
    listener.report({});
    listener.emit('error', new PinnaError(PinnaErrorCode.DeviceLost, 'Gone. Plug it in.'));
    expect(heard).to.deep.equal([...types]);
    outside.remove();
  });

  it('announces what begins, politely: together, not again at once, and not too often', async () => {
    const said: { text: string; at: number }[] = [];
    const observer = new MutationObserver(() => said.push({ text: announced(), at: performance.now() }));
    observer.observe(status(), { childList: true, characterData: true, subtree: true });
    listener.detect('start', { id: 1, label: 'dog' });
    listener.detect('start', { id: 2, label: 'door_wood_knock' });
    await until(() => said.length > 0, 'The announcement', 2);
    listener.detect('start', { id: 3, label: 'dog' });
    listener.detect('start', { id: 4, label: 'rain' });
    listener.detect('end', { id: 4, label: 'rain', offset: 1 });
    await until(() => said.length > 1, 'The second announcement', 6);
    observer.disconnect();
    expect(said.map(({ text }) => text)).to.deep.equal(['Heard: dog and knocking.', 'Heard: rain.']);
    expect(said[1]!.at - said[0]!.at).to.be.greaterThan(3900);
  });

  it('announces nothing when the page does so itself', async () => {
    element.setAttribute('announce', 'off');
    const other = document.createElement('pinna-listener');
    other.listener = listener;
    place.append(other);
    await settled(place);
    listener.detect('start', { id: 1, label: 'dog' });
    await until(() => announced(other) === 'Heard: dog.', 'The announcement of the other element');
    await element.updateComplete;
    expect(announced()).to.equal('');
  });

  it('starts at the first gesture where autostart is set, once, and not after it was removed', async () => {
    const gesture = () => document.body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    gesture();
    expect(listener.calls).to.deep.equal([]);
    element.autostart = true;
    await element.updateComplete;
    gesture();
    await until(() => listener.state === 'running', 'The start');
    await listener.stop();
    gesture();
    await nextTask();
    expect(listener.calls).to.deep.equal(['start', 'stop']);
    element.remove();
    place.append(element);
    element.remove();
    gesture();
    await nextTask();
    expect(listener.calls.filter((call) => call === 'start').length).to.equal(1);
  });
});
