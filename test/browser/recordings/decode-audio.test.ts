import { expect } from 'chai';
import { ByteReader } from '../../../src/containers/byte-reader.js';
import { planSound } from '../../../src/containers/plan-sound.js';
import { decodeWith } from '../../../src/capture/sources/decode-with.js';
import { decodeAudio, type SoundWarning } from '../../../src/recordings/decode-audio.js';
import { oggOf, paged, VORBIS_DURATIONS } from '../../unit/containers/ogg-files.js';
import { rejection } from '../when.js';
import { fixture, wavBlob } from './sound-file.js';

const second = (sampleRate: number) => wavBlob(new Float32Array(sampleRate), sampleRate);

/** Returns the sample information in the file's header. */
async function readHeader(file: Blob) {
  const { sampleRate, channels } = (await planSound(ByteReader.of(file)))!;
  return { sampleRate, channels };
}

/** Returns the elements of a WebM file with Opus as a recorder in a page writes them: no duration, unknown sizes, no sound. */
function recordedWebm(seconds: number): Blob {
  const bytes = (...values: number[]) => new Uint8Array(values);
  const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  const time = new Uint8Array(4);
  new DataView(time.buffer).setUint32(0, seconds * 1000);
  const track = [0xae, 0x8d, 0x86, 0x86, ...[...'A_OPUS'].map((c) => c.charCodeAt(0)), 0xe1, 0x83, 0x9f, 0x81, 0x02];
  return new Blob([
    bytes(0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, ...unknown),
    bytes(0x16, 0x54, 0xae, 0x6b, 0x80 + track.length, ...track),
    new Uint8Array(5 * 2 ** 20),
    bytes(0x1f, 0x43, 0xb6, 0x75, ...unknown, 0xe7, 0x84, ...time),
    new Uint8Array(100_000),
  ]);
}

/** Returns the Vorbis fixture in smaller pages, with another serial number. */
async function withSerial(file: Blob, serial: number): Promise<Uint8Array<ArrayBuffer>> {
  return oggOf(paged(new Uint8Array(await file.arrayBuffer()), 3, VORBIS_DURATIONS, 8000, { serial }));
}

describe('decodeAudio', () => {
  it("gives each file's own samples, whatever they are packed in", async () => {
    for (const [name, sampleRate] of [
      ['chirp.flac', 16_000],
      ['chirp.mp3', 16_000],
      ['chirp.ogg', 16_000],
      ['chirp.opus', 48_000],
    ] as const) {
      const file = await fixture(`encoded/${name}`);
      expect(await readHeader(file), name).to.deep.equal({ sampleRate, channels: 1 });
      const audio = await decodeAudio(file);
      expect(audio.sampleRate, name).to.equal(sampleRate);
      // Encoders add padding; MP3 up to three frames of 36 ms.
      expect(audio.duration, name).to.be.within(0.49, 0.62);
    }
    for (const sampleRate of [16_000, 22_050, 44_100, 96_000]) {
      const audio = await decodeAudio(second(sampleRate));
      expect([audio.sampleRate, audio.length]).to.deep.equal([sampleRate, sampleRate]);
    }
  });

  it('reads the rate behind the tags and chunks that come before it', async () => {
    const mp3 = await fixture('encoded/chirp.mp3');
    const withPicture = new Blob([
      new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 9, 0]),
      new Uint8Array(9 << 7),
      mp3,
    ]);
    expect(await readHeader(withPicture)).to.deep.equal({ sampleRate: 16_000, channels: 1 });
    const wav = second(32_000);
    const note = new Uint8Array(8 + 602);
    note.set([...'bext'].map((c) => c.charCodeAt(0)));
    new DataView(note.buffer).setUint32(4, 601, true);
    const withNote = new Blob([wav.slice(0, 12), note, wav.slice(12)]);
    expect(await readHeader(withNote)).to.deep.equal({ sampleRate: 32_000, channels: 1 });
  });

  it('takes rates from 8 to 192 kHz as they are, converts higher ones, and refuses lower ones', async () => {
    for (const rate of [8000, 11_025, 37_801, 192_000])
      expect((await decodeAudio(second(rate))).sampleRate).to.equal(rate);
    expect((await decodeAudio(second(384_000))).sampleRate).to.equal(48_000);
    const error = await rejection(decodeAudio(second(6000)));
    expect(error.code).to.equal('unsupported-sample-rate');
    expect(error.message).to.match(/6000 Hz/);
  });

  it('reports an empty file, a file without sound, and a file cut before its first sample', async () => {
    expect((await rejection(decodeAudio(new File([], 'nothing.wav')))).code).to.equal('empty-audio');
    const text = await rejection(decodeAudio(new File(['dear diary'], 'diary.txt')));
    expect(text.code).to.equal('bad-audio');
    expect(text.message).to.match(/^diary\.txt cannot be read/);
    expect((await rejection(decodeAudio(second(48_000).slice(0, 40)))).code).to.equal('bad-audio');
  });

  it('does not take nothing for sound where the browser does', async () => {
    const context = { decodeAudioData: () => Promise.resolve({ length: 0 }) } as unknown as BaseAudioContext;
    expect((await rejection(decodeWith(context, new File(['RIFF'], 'cut.wav')))).code).to.equal('bad-audio');
  });

  it('refuses what would not fit into memory before it decodes it, and says how long parts may be', async () => {
    // Ten hours of mono at 16 kHz, of which only the header is read.
    const header = new Uint8Array(await wavBlob(new Float32Array(0), 16_000).arrayBuffer());
    new DataView(header.buffer).setUint32(40, 36_000 * 32_000, true);
    const minute = new Blob([new Uint8Array(60 * 32_000)]);
    const long = new File([header, ...new Array<Blob>(600).fill(minute)], 'long.wav');
    const error = await rejection(decodeAudio(long));
    expect(error.code).to.equal('audio-too-long');
    expect(error.message).to.match(/600 minutes long.*at most 559 minutes/);
  });

  it('measures what no header states: WebM from a recorder, MP3 without a count, streams of Ogg one after another', async () => {
    const length = async (file: Blob) => {
      const plan = (await planSound(ByteReader.of(file)))!;
      return (plan.samples ?? plan.declared)! / plan.sampleRate;
    };
    expect(await length(recordedWebm(3600))).to.equal(3600);
    const mp3 = new Uint8Array(await (await fixture('encoded/chirp.mp3')).arrayBuffer());
    // 16 frames of 36 ms, without the first frame, which contains the count.
    const withoutCount = new Blob([mp3.subarray(164)]);
    expect(await length(withoutCount)).to.be.closeTo(16 * 0.036, 1e-9);
    const [vorbis, opus] = await Promise.all(['ogg', 'opus'].map((name) => fixture(`encoded/chirp.${name}`)));
    expect(await length(vorbis!)).to.equal(0.5);
    expect(await length(new Blob([vorbis!, await withSerial(vorbis!, 7)]))).to.equal(1);
    expect(await length(opus!)).to.equal(0.5);
  });

  it('says what is missing, and decodes the rest of a file that is cut short if it is asked to', async () => {
    const wav = second(16_000);
    const cut = wav.slice(0, 44 + 16_000);
    const error = await rejection(decodeAudio(cut));
    expect(error.code).to.equal('bad-audio');
    expect(error.message).to.match(/^The file is cut short\. .*partial/);
    const warnings: SoundWarning[] = [];
    const onWarning = (warning: SoundWarning) => warnings.push(warning);
    const audio = await decodeAudio(cut, { partial: true, onWarning });
    expect(audio.length).to.equal(8000);
    expect(warnings).to.deep.equal([
      { code: 'cut-short', from: 0.5, to: 1, message: 'The file is cut short: it ends after 0.50 s of 1.00 s.' },
    ]);
    warnings.length = 0;
    expect((await decodeAudio(wav.slice(0, -1), { onWarning })).length).to.equal(15_999);
    expect(warnings.map(({ code }) => code)).to.deep.equal(['end-missing']);
  });

  it('refuses WebM that is too long and does not say so', async () => {
    const error = await rejection(decodeAudio(recordedWebm(6 * 3600)));
    expect(error.code).to.equal('audio-too-long');
    expect(error.message).to.match(/^The file is 360 minutes long/);
  });

  it('stops waiting when it is aborted', async () => {
    const abort = new AbortController();
    const decoding = rejection(decodeAudio(second(48_000), { signal: abort.signal }));
    abort.abort(new Error('enough'));
    expect((await decoding).message).to.equal('enough');
  });
});
