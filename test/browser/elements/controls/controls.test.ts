import { expect } from 'chai';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import { microphoneError } from '../../../../src/capture/sources/microphone-error.js';
import { de } from '../../../../src/entries/german.js';
import { until } from '../../until.js';
import { onPage, settled, shadowText } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';

type Controls = HTMLElementTagNameMap['pinna-controls'];

describe('pinna-controls', () => {
  let place: HTMLElement;
  let controls: Controls;
  let listener: SimulatedListener;

  const button = () => controls.shadowRoot!.querySelector('button')!;
  const select = () => controls.shadowRoot!.querySelector('select')!;
  const message = () => controls.shadowRoot!.querySelector('[part=message]')!.textContent!.replace(/\s+/g, ' ').trim();
  const word = () => controls.shadowRoot!.querySelector('[part=chip]')!.textContent!.trim();
  const options = () => [...select().options].map(({ label }) => label);

  beforeEach(async () => {
    place = await onPage('<pinna-controls></pinna-controls>');
    controls = place.querySelector('pinna-controls')!;
    listener = new SimulatedListener();
    controls.listener = listener;
    controls.extraSources = [
      { label: 'Demo', open: () => Promise.resolve({ kind: 'stream', stream: new MediaStream() }) },
    ];
    await settled(place);
  });

  afterEach(() => place.remove());

  it('idle: one sentence, one button, one line on privacy', () => {
    expect(controls.shadowRoot!.querySelectorAll('button').length).to.equal(1);
    expect(button().textContent!.trim()).to.equal('Start');
    expect(message()).to.match(/^Press Start .+\. Sound stays on this device\.$/);
  });

  it('starts and stops', async () => {
    button().click();
    await settled(place);
    expect(listener.sources).to.deep.equal([{ kind: 'microphone' }]);
    expect(button().textContent!.trim()).to.equal('Stop');
    button().click();
    await settled(place);
    expect(listener.calls).to.deep.equal(['start', 'stop']);
    expect(button().textContent!.trim()).to.equal('Start');
  });

  it("begins with the Listener's own source, and can be turned to a microphone", async () => {
    const source = () => ({ kind: 'element', element: new Audio() }) as const;
    listener.source = source;
    listener.report({});
    await settled(place);
    expect(select().selectedOptions[0]!.label).to.equal('Set by this page');
    button().click();
    await settled(place);
    expect(listener.sources).to.deep.equal([undefined]);
    select().value = 'microphone';
    select().dispatchEvent(new Event('change'));
    await settled(place);
    expect(listener.sources).to.deep.equal([undefined, { kind: 'microphone' }]);
    // A repeated status does not reset the choice.
    listener.report({});
    await settled(place);
    expect(select().value).to.equal('microphone');
    listener.source = { kind: 'microphone' };
    listener.report({});
    await settled(place);
    expect(options()).not.to.contain('Set by this page');
  });

  it('says that the browser asks', async () => {
    listener.become('starting');
    await settled(place);
    expect(message()).to.equal('The browser is asking for the microphone. Allow it to begin.');
  });

  it('says what it listens to, and that nothing arrives', async () => {
    listener.become('running');
    listener.report({ input: { kind: 'microphone', label: 'Line in' } });
    await settled(place);
    expect(message()).to.equal('Listening to Line in. Sound stays on this device.');
    listener.report({ silent: true });
    await settled(place);
    expect(message()).to.contain('No sound is arriving: is the microphone muted?');
  });

  const refused = (name: string) => microphoneError(new DOMException('', name));
  for (const [name, refusal, chip, words, german] of [
    ['denied', refused('NotAllowedError'), 'Not allowed', 'The microphone was not allowed.', 'Nicht erlaubt'],
    ['no device', refused('NotFoundError'), 'No input', 'The microphone or line-in was not found.', 'Kein Eingang'],
    [
      'in use elsewhere',
      refused('NotReadableError'),
      'In use elsewhere',
      'The microphone is in use elsewhere or blocked by the system.',
      'Anderswo benutzt',
    ],
  ] as const) {
    it(`${name}: says what happened and what to do, in the same place, and tries again`, async () => {
      listener.refusal = refusal;
      button().click();
      await settled(place);
      expect(message()).to.equal(refusal.message);
      expect(controls.shadowRoot!.querySelector('.what')!.textContent).to.equal(words);
      expect(button().textContent!.trim()).to.equal('Try again');
      expect(word()).to.equal(chip);
      place.lang = 'de';
      await settled(place);
      expect(word()).to.equal(german);
      const { what, todo } = de.strings.error(refusal);
      expect(message()).to.equal(`${what} ${todo}`);
      place.lang = 'en';
      listener.refusal = undefined;
      button().click();
      await settled(place);
      expect(listener.state).to.equal('running');
      expect(message()).to.contain('Listening');
    });
  }

  it('lost: says so after the Listener has stopped', async () => {
    button().click();
    await settled(place);
    listener.emit('error', new PinnaError(PinnaErrorCode.DeviceLost, 'The microphone went away. Plug it in again.'));
    await listener.stop();
    await settled(place);
    expect(message()).to.equal('The microphone went away. Plug it in again.');
    expect(word()).to.equal('Unplugged');
  });

  it('offers the microphone, what the page adds, and files', () => {
    expect(options()[0]).to.equal('Microphone');
    expect(options().slice(-2)).to.deep.equal(['Demo', 'Audio file…']);
  });

  it('lists each input by name, and forgets one that is unplugged', async () => {
    const real = navigator.mediaDevices.enumerateDevices;
    const device = (deviceId: string, label: string) =>
      ({ kind: 'audioinput', deviceId, label, groupId: deviceId }) as MediaDeviceInfo;
    try {
      navigator.mediaDevices.enumerateDevices = async () => [device('a', 'Line in'), device('b', 'USB')];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await settled(place);
      expect(options().slice(0, 3)).to.deep.equal(['Microphone', 'Line in', 'USB']);
      select().value = 'microphone:b';
      select().dispatchEvent(new Event('change'));
      await settled(place);
      navigator.mediaDevices.enumerateDevices = async () => [device('a', 'Line in')];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await settled(place);
      expect(select().value).to.equal('microphone');
    } finally {
      navigator.mediaDevices.enumerateDevices = real;
    }
  });

  it('shows the inputs that were asked for last, whichever answer comes last', async () => {
    const real = navigator.mediaDevices.enumerateDevices;
    const plugged = (label: string) => [
      { kind: 'audioinput', deviceId: label, label, groupId: label } as MediaDeviceInfo,
    ];
    try {
      let answer: ((devices: MediaDeviceInfo[]) => void) | undefined;
      navigator.mediaDevices.enumerateDevices = () => new Promise((resolve) => (answer = resolve));
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      navigator.mediaDevices.enumerateDevices = async () => plugged('After');
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await until(() => options().includes('After'), 'The later answer');
      answer!(plugged('Before'));
      await settled(place);
      expect(options().slice(0, 2)).to.deep.equal(['Microphone', 'After']);
    } finally {
      navigator.mediaDevices.enumerateDevices = real;
    }
  });

  it('changes over to another source while it listens', async () => {
    button().click();
    await settled(place);
    select().value = 'extra:0';
    select().dispatchEvent(new Event('change'));
    await settled(place);
    expect(listener.sources.map((source) => source?.kind)).to.deep.equal(['microphone', 'stream']);
  });

  it('says that it gets ready while a source takes its time, and forgets it when stopped meanwhile', async () => {
    let ready = (): void => undefined;
    let prepared = 0;
    const slow = new Promise<MediaStream>((resolve) => (ready = () => resolve(new MediaStream())));
    controls.extraSources = [
      { label: 'Slow', open: async () => ({ kind: 'stream', stream: await slow }), prepare: () => void prepared++ },
    ];
    await settled(place);
    select().value = 'extra:0';
    select().dispatchEvent(new Event('change'));
    expect(prepared).to.equal(1);
    button().click();
    await settled(place);
    expect(message()).to.match(/^Getting ready/);
    button().click();
    ready();
    await settled(place);
    expect(listener.sources.length).to.equal(0);
    expect(message()).to.match(/^Press Start/);
    button().click();
    await settled(place);
    expect(listener.sources.map((source) => source?.kind)).to.deep.equal(['stream']);
  });

  it('says why a source that the page offers could not be opened', async () => {
    controls.extraSources = [{ label: 'Broken', open: () => Promise.reject(new TypeError('x is not a function')) }];
    await settled(place);
    select().value = 'extra:0';
    select().dispatchEvent(new Event('change'));
    button().click();
    await settled(place);
    expect(listener.sources.length).to.equal(0);
    expect(message()).to.match(/^Listening could not start \(TypeError: x is not a function\)\. Use a current/);
    expect(button().textContent!.trim()).to.equal('Try again');
  });

  it('plays a file that is chosen from the menu, and shows it as the source', async () => {
    const picker = controls.shadowRoot!.querySelector('input')!;
    const choose = async (name: string) => {
      select().value = [...select().options].at(-1)!.value;
      select().dispatchEvent(new Event('change'));
      const files = new DataTransfer();
      files.items.add(new File(['RIFF'], name));
      picker.files = files.files;
      picker.dispatchEvent(new Event('change'));
      await settled(place);
      listener.report({});
      await settled(place);
      return select().selectedOptions[0]?.label;
    };
    expect(await choose('lark.wav')).to.equal('lark.wav');
    expect(await choose('wren.wav')).to.equal('wren.wav');
    expect(options().filter((label) => label.endsWith('.wav'))).to.deep.equal(['wren.wav']);
    button().click();
    await settled(place);
    expect(select().selectedOptions[0]!.label).to.equal('wren.wav');
  });

  it('names a folder that is dropped on it', async () => {
    const drop = new DragEvent('drop', { cancelable: true, bubbles: true, dataTransfer: new DataTransfer() });
    const folder = { kind: 'file', webkitGetAsEntry: () => ({ isDirectory: true }) };
    Object.defineProperty(drop, 'dataTransfer', {
      value: { types: ['Files'], files: [new File([], 'birds')], items: [folder] },
    });
    controls.dispatchEvent(drop);
    await settled(place);
    expect(listener.sources).to.deep.equal([]);
    expect(message()).to.equal(
      'birds cannot be opened: it is a folder, or it was moved or deleted. Choose the sound files themselves.',
    );
  });

  it('plays a file that is dropped on it', async () => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'lark.wav', { type: 'audio/wav' }));
    controls.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }));
    await settled(place);
    const [source] = listener.sources;
    expect(source?.kind === 'file' && source.audible && (source.file as File).name).to.equal('lark.wav');
    expect(select().selectedOptions[0]!.label).to.equal('lark.wav');
  });

  it('shows the level, and says when the input clips, not by colour alone', async () => {
    const level = controls.shadowRoot!.querySelector('pinna-level')!;
    listener.become('running');
    listener.report({ level: -30, peak: 0.5 });
    const meter = level.shadowRoot!.querySelector('[role=meter]')!;
    const says = () => meter.getAttribute('aria-valuetext')!;
    await until(() => says() === '−30\u00a0dBFS', 'The level');
    expect(getComputedStyle(level.shadowRoot!.querySelector('.clip')!).visibility).to.equal('hidden');
    listener.report({ level: -3, peak: 1.2 });
    await until(() => says().includes('clips'), 'The clipping');
    expect(getComputedStyle(level.shadowRoot!.querySelector('.clip')!).visibility).to.equal('visible');
    expect(shadowText(level)).to.equal('clip');
    listener.become('idle');
    await until(() => !says().includes('clips'), 'The end of the clipping');
  });
});
