import { expect } from 'chai';
import { openSource } from '../../../src/capture/sources/open-source.js';
import { acceptDispatchedTrackEvents } from '../made-up-track-events.js';
import { rejection } from '../when.js';
import { until } from '../until.js';
import { captureSource, isPending, peak } from './hearing.js';
import { contexts } from './worklet-scenario.js';

type Ask = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

/** Simulates the device with a tone on a real live track. */
function fakeMicrophone() {
  const context = new AudioContext();
  const out = new MediaStreamAudioDestinationNode(context);
  const tone = new OscillatorNode(context);
  tone.connect(out);
  tone.start();
  return out.stream;
}

const isLive = (stream: MediaStream) => stream.getTracks().some(({ readyState }) => readyState === 'live');

describe('The microphone', () => {
  const handle = contexts.native();
  const originalAsk = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const answer = (ask: Ask) => {
    navigator.mediaDevices.getUserMedia = ask as typeof navigator.mediaDevices.getUserMedia;
  };
  const open = (deviceId?: string, signal = new AbortController().signal) =>
    openSource(handle, { kind: 'microphone', ...(deviceId === undefined ? {} : { deviceId }) }, signal);
  before(acceptDispatchedTrackEvents);
  afterEach(() => answer(originalAsk));
  after(() => handle.close());

  it('is asked for without speech processing, as one channel, the exact device only if given', async () => {
    const asked: MediaStreamConstraints[] = [];
    answer((constraints) => {
      asked.push(constraints);
      return Promise.resolve(fakeMicrophone());
    });
    for (const id of [undefined, 'abc']) (await open(id)).release();
    const plain = {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 1 },
    };
    expect(asked).to.deep.equal([{ audio: plain }, { audio: { ...plain, deviceId: { exact: 'abc' } } }]);
  });

  it('is captured, says what it is, and its light goes out on release', async () => {
    const stream = fakeMicrophone();
    answer(() => Promise.resolve(stream));
    const hearing = await captureSource({ kind: 'microphone' });
    await hearing.until((samples) => peak(samples) > 0.5);
    expect(hearing.source.info.kind).to.equal('microphone');
    expect(hearing.source.info.label).to.equal(stream.getAudioTracks()[0]!.label);
    expect(hearing.source.info.settings).to.deep.equal(stream.getAudioTracks()[0]!.getSettings());
    expect(isLive(stream)).to.equal(true);
    hearing.source.release();
    expect(isLive(stream)).to.equal(false);
    hearing.source.release();
    await hearing.finish();
  });

  it('leaves no live track when aborted while the user is being asked', async () => {
    const stream = fakeMicrophone();
    let allow: (() => void) | undefined;
    answer(() => new Promise((resolve) => (allow = () => resolve(stream))));
    const abort = new AbortController();
    const opening = open(undefined, abort.signal);
    await until(() => allow !== undefined, 'The question to the user');
    abort.abort();
    expect(await rejection(opening)).to.have.property('name', 'AbortError');
    expect(isLive(stream)).to.equal(true);
    allow!();
    await until(() => !isLive(stream), 'The end of the track');
  });

  it('is not asked for when aborted before', async () => {
    let asked = false;
    answer(() => {
      asked = true;
      return Promise.resolve(fakeMicrophone());
    });
    await rejection(open(undefined, AbortSignal.abort()));
    expect(asked).to.equal(false);
  });

  it('leaves no live track when the context cannot take it', async () => {
    const stream = fakeMicrophone();
    answer(() => Promise.resolve(stream));
    const refusing = contexts.native();
    Object.defineProperty(refusing.context, 'createMediaStreamSource', {
      value: () => {
        throw new DOMException('other rate', 'NotSupportedError');
      },
    });
    const opening = openSource(refusing, { kind: 'microphone' }, new AbortController().signal);
    expect(await rejection(opening)).to.have.property('code', 'unsupported-sample-rate');
    expect(isLive(stream)).to.equal(false);
    await refusing.close();
  });

  it('reports an unplugged device, but not its own release', async () => {
    const unplugged = fakeMicrophone();
    answer(() => Promise.resolve(unplugged));
    const source = await open();
    expect(await isPending(source.ended)).to.equal(true);
    unplugged.getAudioTracks()[0]!.dispatchEvent(new Event('ended'));
    expect(await source.ended).to.have.property('code', 'device-lost');
    source.release();

    const released = fakeMicrophone();
    answer(() => Promise.resolve(released));
    const other = await open();
    other.release();
    released.getAudioTracks()[0]!.dispatchEvent(new Event('ended'));
    expect(await isPending(other.ended)).to.equal(true);
  });

  const refusals: [error: Error, code: string][] = [
    [new DOMException('', 'NotAllowedError'), 'microphone-denied'],
    [new DOMException('', 'SecurityError'), 'microphone-denied'],
    [new DOMException('', 'NotFoundError'), 'no-device'],
    [new DOMException('', 'OverconstrainedError'), 'no-device'],
    [new DOMException('', 'NotReadableError'), 'device-unavailable'],
    [new DOMException('', 'AbortError'), 'device-unavailable'],
    [new TypeError('something else'), 'device-unavailable'],
  ];
  for (const [cause, code] of refusals) {
    it(`turns ${cause.name} into ${code}`, async () => {
      answer(() => Promise.reject(cause));
      const error = await rejection(open());
      expect(error).to.include({ name: 'PinnaError', code, cause });
    });
  }

  it('is unsupported on a page that may not have one', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    try {
      expect(await rejection(open())).to.have.property('code', 'unsupported-browser');
    } finally {
      delete (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
    }
  });
});
