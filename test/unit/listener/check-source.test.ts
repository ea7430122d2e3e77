import { expect } from 'chai';
import { describe, it } from 'vitest';
import type { Source } from '../../../src/capture/sources/source.js';
import { checkSource } from '../../../src/listener/check-source.js';

/** Passes what a caller without types may pass. */
const check = (source: unknown) => () => checkSource(source as Source);
const node = (sampleRate: number) => ({ kind: 'node', node: { context: { sampleRate } } });

describe('checkSource', () => {
  for (const source of [
    { kind: 'microphone' },
    { kind: 'microphone', deviceId: 'one' },
    { kind: 'file', file: new Blob() },
    { kind: 'buffer', buffer: { getChannelData: () => new Float32Array() } },
    { kind: 'stream', stream: { getAudioTracks: () => [] } },
    node(44_100),
  ]) {
    it(`accepts a ${source.kind}`, () => {
      expect(check(source)).not.to.throw();
    });
  }

  for (const [source, message, code] of [
    [
      { kind: 'mic' },
      /no source of the kind "mic"\. Did you mean "microphone"\? The kinds are microphone, node/,
      'bad-option',
    ],
    [{ kind: 'strem' }, /Did you mean "stream"\?/, 'bad-option'],
    [{ kind: 'radio' }, /no source of the kind "radio"\. The kinds are/, 'bad-option'],
    [{}, /no source of the kind undefined/, 'bad-option'],
    ['microphone', /The source is "microphone", not an object\. Give one like \{ kind: 'microphone' \}/, 'bad-option'],
    [null, /The source is null/, 'bad-option'],
    [{ kind: 'file' }, /"file" needs a File or Blob as its property "file"/, 'bad-option'],
    [{ kind: 'element', element: '#player' }, /"element" needs an audio or video element/, 'bad-option'],
    [{ kind: 'element', element: { currentSrc: 'picture.png' } }, /"element" needs an audio or video/, 'bad-option'],
    [{ kind: 'microphone', deviceID: 'one' }, /has no property "deviceID"\. Did you mean deviceId\?/, 'bad-option'],
    [{ kind: 'microphone', deviceId: 1 }, /deviceId is 1\. Give the deviceId/, 'bad-option'],
    [{ kind: 'microphone', channels: [40] }, /40 is not a channel/, 'bad-option'],
    [{ kind: 'microphone', gain: '3' }, /gain is 3\. Use dB/, 'bad-option'],
    [node(3000), /3000 Hz is not a sample rate that can be analysed/, 'unsupported-sample-rate'],
    [node(768_000), /768000 Hz is not a sample rate/, 'unsupported-sample-rate'],
  ] as const) {
    it(`refuses ${JSON.stringify(source)} by its name`, () => {
      expect(check(source)).to.throw(message).with.property('code', code);
    });
  }
});
