import { expect } from 'chai';
import '../../../../src/entries/german.js';
import type { Source } from '../../../../src/capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import { readLineIn } from '../../../../src/elements/line-in/line-in-choice.js';
import { onPage, settled, shadowText } from '../on-page.js';
import { SimulatedListener } from '../simulated-listener.js';
import { until } from '../../until.js';

const KEY = 'pinna-line-in-test';

async function shown(listener: SimulatedListener) {
  const place = await onPage(`<pinna-line-in remember="${KEY}"></pinna-line-in>`);
  const view = place.querySelector('pinna-line-in')!;
  view.listener = listener;
  await settled(place);
  const part = <T extends HTMLElement>(name: string) => view.shadowRoot!.querySelector<T>(`[part=${name}]`)!;
  const choose = (name: string, value: string) => {
    part<HTMLSelectElement>(name).value = value;
    part(name).dispatchEvent(new Event('change'));
  };
  return { place, view, part, choose };
}

const sourceOf = ({ source }: SimulatedListener): Source => (typeof source === 'function' ? source() : source);

describe('pinna-line-in', () => {
  const enumerate = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
  /** Sets the inputs that the browser lists; their labels are empty until the user has allowed an input. */
  const plugIn = (...inputs: { deviceId: string; label: string }[]) => {
    navigator.mediaDevices.enumerateDevices = async () =>
      inputs.map((input) => ({ kind: 'audioinput', groupId: '', toJSON: () => input, ...input }));
  };
  beforeEach(() => localStorage.removeItem(KEY));
  after(() => {
    localStorage.removeItem(KEY);
    navigator.mediaDevices.enumerateDevices = enumerate;
  });

  it('chooses device, channels and gain for what the listener begins with, and changes at once while it listens', async () => {
    const listener = new SimulatedListener();
    plugIn({ deviceId: '', label: '' });
    const { place, part, choose } = await shown(listener);
    const labels = () => [...part<HTMLSelectElement>('device').options].map(({ label }) => label);
    expect(labels()).to.deep.equal(['Microphone']);
    plugIn({ deviceId: 'a', label: 'Interface' }, { deviceId: 'b', label: '' });
    await listener.start();
    await until(() => labels().length > 1);
    expect(labels()).to.deep.equal(['Microphone', 'Interface', 'Audio input 2']);
    await listener.stop();
    listener.calls.length = 0;
    expect(sourceOf(listener)).to.deep.equal({ kind: 'microphone', gain: 0 });
    const deviceId = 'a';
    choose('device', deviceId);
    choose('channels', '1');
    choose('gain', '6');
    expect(sourceOf(listener)).to.deep.equal({ kind: 'microphone', deviceId, channels: [1], gain: 6 });
    expect(listener.calls).to.deep.equal([]);
    listener.report({ input: { kind: 'microphone', label: 'Interface' } });
    await listener.start();
    choose('channels', '0 1');
    expect(listener.calls).to.deep.equal(['start', 'start']);
    expect(sourceOf(listener)).to.deep.equal({ kind: 'microphone', deviceId, channels: [0, 1], gain: 6 });
    place.remove();
  });

  it('finds a remembered device by its name where it has another id', async () => {
    localStorage.setItem(KEY, JSON.stringify({ deviceId: 'old', label: 'Interface', channels: [1] }));
    plugIn({ deviceId: '', label: '' });
    const listener = new SimulatedListener();
    const { place } = await shown(listener);
    plugIn({ deviceId: 'new', label: 'Interface' });
    listener.refusal = new PinnaError(PinnaErrorCode.NoDevice, 'The line-in was not found.');
    await listener.start().catch(() => undefined);
    await until(() => (sourceOf(listener) as { deviceId?: string }).deviceId === 'new');
    expect(sourceOf(listener)).to.deep.equal({ kind: 'microphone', deviceId: 'new', channels: [1], gain: 0 });
    expect(readLineIn(KEY)).to.deep.equal({ deviceId: 'new', label: 'Interface', channels: [1] });
    expect(listener.calls).to.deep.equal(['start']);
    place.remove();
  });

  it('remembers the choice, also for a device that is not there at present', async () => {
    const chosen = { deviceId: 'gone', label: 'Old interface', channels: [2, 3], gain: -3 };
    localStorage.setItem(KEY, JSON.stringify(chosen));
    const listener = new SimulatedListener();
    const { place, view, part } = await shown(listener);
    expect(sourceOf(listener)).to.deep.equal({ kind: 'microphone', deviceId: 'gone', channels: [2, 3], gain: -3 });
    expect(part<HTMLSelectElement>('device').selectedOptions[0]!.textContent!.trim()).to.equal('Old interface');
    expect(part<HTMLSelectElement>('channels').value).to.equal('2 3');
    expect(shadowText(view)).to.match(/Gain −3.dB/);
    place.remove();
  });

  it('offers as many channels as the input reports, in pairs and alone', async () => {
    const listener = new SimulatedListener();
    const { place, part } = await shown(listener);
    const labels = () => [...part<HTMLSelectElement>('channels').options].map(({ label }) => label);
    expect(labels()).to.deep.equal(['All, mixed by the browser', '1 and 2, both', '1 (left)', '2 (right)']);
    listener.report({ input: { kind: 'microphone', label: 'Eight', settings: { channelCount: 8 } } });
    await settled(place);
    expect(labels()).to.have.length(1 + 4 + 8);
    expect(labels()).to.include('7 and 8, both');
    listener.report({ input: { kind: 'microphone', label: 'One', settings: { channelCount: 1 } } });
    await settled(place);
    expect(labels()).to.deep.equal(['All, mixed by the browser', '1 (left)']);
    place.remove();
  });

  it('says that the input lacks the chosen channels, and starts again with others; in German too', async () => {
    const listener = new SimulatedListener();
    const { place, view, choose } = await shown(listener);
    const alert = () => view.shadowRoot!.querySelector('[role=alert]')?.textContent.replace(/\s+/g, ' ').trim();
    listener.report({ input: { kind: 'microphone', label: 'Two', settings: { channelCount: 2 } } });
    await listener.start();
    listener.refusal = new PinnaError(PinnaErrorCode.BadOption, 'The input has 1 channels, and no channel 1.');
    choose('channels', '1');
    await until(() => alert() !== undefined, 'The error');
    expect(alert()).to.match(/^The input does not have these channels\. Choose others/);
    place.lang = 'de';
    await until(() => alert()?.startsWith('Der Eingang hat diese Kanäle nicht.') ?? false, 'The German text');
    listener.refusal = undefined;
    const { length } = listener.calls;
    choose('channels', '0');
    await until(() => listener.state === 'running', 'The next start');
    await settled(place);
    expect([listener.calls.slice(length), alert()]).to.deep.equal([['start'], undefined]);
    listener.refusal = new PinnaError(PinnaErrorCode.NoDevice, 'No.');
    choose('gain', '3');
    await until(() => alert() !== undefined, 'The other error');
    // What another part of the page starts is not the concern of these settings.
    listener.refusal = undefined;
    await listener.start();
    listener.source = { kind: 'microphone' };
    listener.emit('error', new PinnaError(PinnaErrorCode.WorkerFailed, 'No.'));
    await settled(place);
    expect(alert()).to.equal(undefined);
    place.remove();
  });

  it('says if the browser processes the input all the same, does not report its channels, or does not store the choice', async () => {
    const listener = new SimulatedListener();
    const { place, view, choose } = await shown(listener);
    const notice = () => view.shadowRoot!.querySelector('[role=status]')!.textContent;
    await listener.start();
    const input = { kind: 'microphone', label: 'One' } as const;
    listener.report({ input: { ...input, settings: { echoCancellation: false, channelCount: 2 } } });
    await settled(place);
    expect(notice()).to.equal('');
    listener.report({ input: { ...input, settings: { echoCancellation: true, autoGainControl: true } } });
    await settled(place);
    expect(notice()).to.contain('changes the input all the same: echo cancellation and automatic gain.');
    listener.report({ input: { ...input, settings: {} }, silent: true });
    await settled(place);
    expect(notice()).to.equal('');
    choose('channels', '1');
    await settled(place);
    expect(notice()).to.contain('The chosen channels are silent, and the browser does not say how many the input has.');
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    choose('channels', '0');
    Storage.prototype.setItem = setItem;
    await settled(place);
    expect(notice()).to.contain('does not store this choice. It lasts until the page is closed.');
    choose('channels', '1');
    await settled(place);
    expect(notice()).not.to.contain('does not store');
    place.remove();
  });

  it('takes nothing else for a choice', () => {
    for (const stored of [
      '',
      '{',
      'null',
      '7',
      '"x"',
      '{"channels":[-1],"gain":1e9,"deviceId":3}',
      '{"channels":"0"}',
      '{"channels":[]}',
      '{"channels":[0.5],"gain":null}',
    ]) {
      localStorage.setItem(KEY, stored);
      expect(readLineIn(KEY), stored).to.deep.equal({});
    }
  });
});
