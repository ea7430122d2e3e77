import { expect } from 'chai';
import { lineIn } from '../../../src/capture/sources/line-in.js';
import { openSource } from '../../../src/capture/sources/open-source.js';
import type { LineIn } from '../../../src/capture/sources/source.js';
import { acceptDispatchedTrackEvents } from '../made-up-track-events.js';
import { rejection } from '../when.js';
import { captureSource } from './hearing.js';
import { contexts } from './worklet-scenario.js';

/** Creates a node with a different constant in each channel: 1/8, 2/8 … */
function constants(context: AudioContext, channels: number): AudioNode {
  const merger = context.createChannelMerger(channels);
  for (let c = 0; c < channels; c++) {
    const constant = new ConstantSourceNode(context, { offset: (c + 1) / 8 });
    constant.connect(merger, 0, c);
    constant.start();
  }
  return merger;
}

/** Simulates an audio interface: returns a live stream of those constants. */
function interfaceOf(channels: number): MediaStream {
  const context = new AudioContext();
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: channels });
  constants(context, channels).connect(out);
  // A device's track reports its channel count; a graph's track always reports two.
  out.stream.getAudioTracks()[0]!.getSettings = () => ({ channelCount: channels });
  return out.stream;
}

describe('A line-in of several channels', () => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let asked: MediaStreamConstraints[] = [];
  const plugIn = (channels: number) => {
    asked = [];
    navigator.mediaDevices.getUserMedia = (constraints) => {
      asked.push(constraints!);
      return Promise.resolve(interfaceOf(channels));
    };
  };
  before(acceptDispatchedTrackEvents);
  after(() => (navigator.mediaDevices.getUserMedia = ask));

  for (const [what, count, wanted, expected] of [
    ['left', 2, { channels: [0] }, 1 / 8],
    ['right', 2, { channels: [1] }, 2 / 8],
    ['both', 2, { channels: [0, 1] }, 1.5 / 8],
    ['both, once each', 2, { channels: [1, 0, 1] }, 1.5 / 8],
    ['right, 6 dB louder', 2, { channels: [1], gain: 6.0206 }, 4 / 8],
    ['both, as the browser mixes them, 6 dB louder', 2, { gain: 6.0206 }, 3 / 8],
    ['one channel 20 dB softer', 1, { gain: -20 }, 0.1 / 8],
  ] as readonly (readonly [string, number, LineIn, number])[]) {
    it(`is captured as ${what}`, async () => {
      plugIn(count);
      const hearing = await captureSource({ kind: 'microphone', ...wanted });
      const fits = (sample: number) => Math.abs(sample - expected) < 1e-4;
      await hearing.until((samples) => samples.filter(fits).length > 2000);
      await hearing.finish();
      // If one channel were requested, the browser would mix the channels.
      expect((asked[0]!.audio as MediaTrackConstraints).channelCount).to.deep.equal({ ideal: 32 });
      expect(asked[0]!.audio).to.include({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
    });
  }

  // Chromium crashes on a graph's stream of more than two channels, so nodes replace the streams.
  for (const [count, channels, expected] of [
    [4, [2, 3], 3.5 / 8],
    [6, [5], 6 / 8],
    [6, [0, 5], 3.5 / 8],
  ] as const) {
    it(`of which there are ${count} is captured as number ${channels.join(' and ')}, from 0`, async () => {
      const context = new AudioContext();
      await context.resume();
      const node = lineIn(context, constants(context, count), { channels });
      const hearing = await captureSource({ kind: 'node', node });
      await hearing.until((samples) => samples.filter((sample) => Math.abs(sample - expected) < 1e-4).length > 2000);
      await hearing.finish();
      await context.close();
    });
  }

  it('refuses channels that no input has, and an invalid gain, before the user is asked', async () => {
    const handle = contexts.native();
    plugIn(2);
    for (const wanted of [
      { channels: [] },
      { channels: [-1] },
      { channels: [0.5] },
      { channels: [32] },
      { gain: NaN },
      { gain: 60 },
    ]) {
      const error = await rejection(
        openSource(handle, { kind: 'microphone', ...wanted }, new AbortController().signal),
      );
      expect(error.code, JSON.stringify(wanted)).to.equal('bad-option');
    }
    expect(asked).to.deep.equal([]);
    await handle.close();
  });

  it('refuses a channel that the input does not have, and lets go of the device', async () => {
    const handle = contexts.native();
    const stream = interfaceOf(2);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(stream);
    const error = await rejection(
      openSource(handle, { kind: 'microphone', channels: [2] }, new AbortController().signal),
    );
    expect(error.code).to.equal('bad-option');
    expect(error.message).to.match(/has 2 channels.*no channel 2/);
    expect(stream.getTracks().every(({ readyState }) => readyState === 'ended')).to.equal(true);
    await handle.close();
  });
});
