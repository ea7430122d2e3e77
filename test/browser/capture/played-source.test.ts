import { expect } from 'chai';
import { openSource } from '../../../src/capture/sources/open-source.js';
import type { Source } from '../../../src/capture/sources/source.js';
import { rejection } from '../when.js';
import { canaries } from './canary.js';
import { wavBlob } from '../recordings/sound-file.js';
import { chunk, ENCODINGS, wavOf } from '../../unit/containers/wav-files.js';
import { until } from '../until.js';
import { advance } from './audio-clock.js';
import { captureSource, isPending, peak, tone } from './hearing.js';
import { contexts } from './worklet-scenario.js';

/** Creates a buffer at the device's own rate, so that no resampling changes it. */
async function bufferOf(make: (sampleRate: number) => Float32Array<ArrayBuffer>): Promise<AudioBuffer> {
  const device = new AudioContext();
  const { sampleRate } = device;
  await device.close();
  const samples = make(sampleRate);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate });
  buffer.copyToChannel(samples, 0);
  return buffer;
}

/** Returns the peak that the user hears from a source; replaces the context's destination. */
async function heardByUser(source: Source): Promise<number> {
  const handle = contexts.native();
  await handle.run({ signal });
  const [speakers, captured] = [new AnalyserNode(handle.context), new AnalyserNode(handle.context)];
  const samples = new Float32Array(speakers.fftSize);
  const level = (at: AnalyserNode) => {
    at.getFloatTimeDomainData(samples);
    return peak([...samples]);
  };
  Object.defineProperty(handle.context, 'destination', { value: speakers });
  const open = await openSource(handle, source, signal);
  open.connect(captured);
  await until(() => level(captured) > 0.49, 'The sound');
  await advance(handle, 0.1);
  const heard = level(speakers);
  open.release();
  await handle.close();
  return heard;
}

const { signal } = new AbortController();

describe('A decoded buffer', () => {
  for (const audible of [false, true]) {
    const whether = audible ? 'while the user hears it' : 'silently';
    it(`is captured exactly to its last sample, ${whether}; a busy audio thread may connect it late`, async () => {
      const buffer = await bufferOf((rate) => canaries(0, rate / 4));
      const hearing = await captureSource({ kind: 'buffer', buffer, audible });
      expect(await hearing.source.ended).to.equal(undefined);
      const samples = await hearing.finish();
      const played = [...buffer.getChannelData(0)];
      const first = played.indexOf(samples.find((x) => x !== 0)!);
      expect(first / buffer.sampleRate).to.be.within(0, 0.05);
      const start = samples.indexOf(played[first]!);
      expect(samples.slice(start, start + played.length - first)).to.deep.equal(played.slice(first));
    });
  }

  it('begins with the first sample that is captured, by which the log dates what is in a file', async () => {
    const buffer = await bufferOf((rate) => new Float32Array(rate / 10).fill(0.5));
    const hearing = await captureSource({ kind: 'buffer', buffer, audible: false });
    await hearing.source.ended;
    const before = (await hearing.finish()).findIndex((x) => x !== 0);
    expect(before / buffer.sampleRate).to.be.within(0, 0.02);
  });

  it('is audible unless asked not to be', async () => {
    const buffer = await bufferOf((rate) => tone(rate, 5));
    expect(await heardByUser({ kind: 'buffer', buffer })).to.be.closeTo(0.5, 0.01);
    expect(await heardByUser({ kind: 'buffer', buffer, audible: false })).to.equal(0);
    expect(await heardByUser({ kind: 'file', file: wavBlob(tone(16_000, 5), 16_000), audible: false })).to.equal(0);
  });

  it('loops without an end when asked to', async () => {
    const buffer = await bufferOf((rate) => tone(rate, 0.05));
    const hearing = await captureSource({ kind: 'buffer', buffer, loop: true, audible: false });
    await advance(hearing.handle, 0.3);
    expect(await isPending(hearing.source.ended)).to.equal(true);
    await hearing.until((samples) => samples.length > 0.2 * buffer.sampleRate && peak(samples.slice(-1000)) > 0.49);
    await hearing.finish();
  });

  it('can be released before, while and after it plays, without reporting an end', async () => {
    const buffer = await bufferOf((rate) => tone(rate, 5));
    const handle = contexts.native();
    const source = await openSource(handle, { kind: 'buffer', buffer }, signal);
    source.release();
    await handle.close();
    const hearing = await captureSource({ kind: 'buffer', buffer, audible: false });
    await hearing.until(({ length }) => length > 0);
    hearing.source.release();
    hearing.source.release();
    await advance(hearing.handle, 0.3);
    expect(await isPending(hearing.source.ended)).to.equal(true);
    const heard = (await hearing.finish()).length / buffer.sampleRate;
    expect(heard).to.be.within(0.001, 4);
  });
});

describe('A file', () => {
  it('is decoded and heard, and says its name', async () => {
    const blob = wavBlob(tone(16_000, 0.3), 16_000);
    const hearing = await captureSource({ kind: 'file', file: new File([blob], 'tone.wav'), audible: false });
    expect(hearing.source.info).to.deep.equal({ kind: 'file', label: 'tone.wav' });
    await hearing.source.ended;
    expect(peak(await hearing.finish())).to.be.closeTo(0.5, 0.02);
  });

  it('is read as whole recordings are, also where the browser alone cannot', async () => {
    const bytes = wavOf(tone(16_000, 0.3), ENCODINGS.f64!, { before: [chunk('LIST', new Uint8Array(7))] });
    const hearing = await captureSource({ kind: 'file', file: new File([bytes], 'tone.wav'), audible: false });
    await hearing.source.ended;
    expect(peak(await hearing.finish())).to.be.closeTo(0.5, 0.02);
  });

  it('that is not audio is bad-audio', async () => {
    const handle = contexts.native();
    const file = new File(['no sound at all'], 'notes.txt');
    const error = await rejection(openSource(handle, { kind: 'file', file }, signal));
    expect(error).to.have.property('code', 'bad-audio');
    expect(error.message).to.contain('notes.txt');
    await handle.close();
  });

  it('stops being opened when aborted', async () => {
    const handle = contexts.native();
    const abort = new AbortController();
    const opening = openSource(handle, { kind: 'file', file: wavBlob(tone(16_000, 1), 16_000) }, abort.signal);
    abort.abort();
    expect(await rejection(opening)).to.have.property('name', 'AbortError');
    await handle.close();
  });
});
