import { expect } from 'chai';
import { decodeAudio } from '../../../src/recordings/decode-audio.js';
import type { PinnaError } from '../../../src/errors.js';

/** A frame of silence, 64 ms: header of ADTS (AAC LC, 16 kHz, mono, 13 bytes), then the frame. */
const FRAME = Uint8Array.of(0xff, 0xf1, 0x60, 0x40, 0x01, 0xbf, 0xfc, 0x00, 0xc8, 0x00, 0x80, 0x23, 0x80);
const FRAME_SECONDS = 0.064;

/** Returns AAC, whose stream has no header with a duration. */
function silentAac(seconds: number): File {
  const frames = Math.round(seconds / FRAME_SECONDS);
  const bytes = new Uint8Array(frames * FRAME.length);
  for (let i = 0; i < frames; i++) bytes.set(FRAME, i * FRAME.length);
  return new File([bytes], 'long.aac');
}

describe('a recording of which no header and no browser gives the duration', function () {
  this.timeout(120_000);

  before(() => {
    // Under this policy, the browser does not open the blob of a file, and so does not know its duration.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "media-src 'none'";
    document.head.append(policy);
  });

  it('is refused before it is decoded if it is much too long', async () => {
    const begin = performance.now();
    const error = await decodeAudio(silentAac(12 * 3600)).then(
      () => undefined,
      (cause: unknown) => cause as PinnaError,
    );
    expect(error?.code).to.equal('audio-too-long');
    const minutes = Number(/^The file is (\d+) minutes long/.exec(error!.message)?.[1]);
    expect(minutes).to.be.within(600, 800);
    expect(performance.now() - begin).to.be.below(30_000);
  });

  it('is decoded if it fits', async () => {
    const audio = await decodeAudio(silentAac(45 * 60));
    expect(audio.duration).to.be.closeTo(45 * 60, 1);
  });
});
