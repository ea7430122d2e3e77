import { expect } from 'chai';
import { describe, it } from 'vitest';
import { joinedRows } from '../../../src/features/joined-rows.js';
import { Autoencoder } from '../../../src/novelty/autoencoder/autoencoder.js';
import { fetchAutoencoder, loadAutoencoder } from '../../../src/novelty/autoencoder/load-autoencoder.js';
import { seededRandom } from '../../harness/random.js';
import { description, golden, noveltyModel, weights } from './novelty-model.js';

const BANDS = 64;

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).to.equal(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
};

describe('the auto-encoder', () => {
  it('gives the latents and the frames that PyTorch gives', async () => {
    const { features, latents, reconstruction } = golden();
    const network = new Autoencoder(await noveltyModel());
    const columns = network.encode(Float32Array.from(features.flat()));
    expect(largestDifference(joinedRows(columns), latents.flat())).to.be.below(1e-4);
    // dB
    expect(largestDifference(joinedRows(network.decode(columns)), reconstruction.flat())).to.be.below(2e-3);
  });

  it('gives the same however the frames are cut, also after a reset', async () => {
    const frames = Float32Array.from(golden().features.flat());
    const network = new Autoencoder(await noveltyModel());
    const whole = joinedRows(network.decode(network.encode(frames)));
    const random = seededRandom(4);
    for (let trial = 0; trial < 5; trial++) {
      network.reset();
      const pieces: Float32Array[] = [];
      for (let at = 0; at < frames.length;) {
        const end = Math.min(frames.length, at + BANDS * (1 + Math.floor(random() * 13)));
        pieces.push(...network.decode(network.encode(frames.subarray(at, end))));
        at = end;
      }
      expect(joinedRows(pieces)).to.deep.equal(whole);
    }
  });

  it('draws a frame at most seven frames later', async () => {
    const network = new Autoencoder(await noveltyModel());
    expect(network.stride).to.equal(8);
    expect(network.encode(new Float32Array(7 * BANDS))).to.have.length(0);
    const columns = network.encode(new Float32Array(BANDS));
    expect(columns).to.have.length(1);
    expect(network.decode(columns)).to.have.length(8);
  });

  it('is small, and free', async () => {
    const { manifest, tensors } = await noveltyModel();
    expect([...tensors.values()].reduce((sum, { values }) => sum + values.length, 0)).to.be.below(100_000);
    expect(manifest.licence).to.include('MIT');
  });
});

describe('loading the auto-encoder', () => {
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
    );

  it('rejects damaged weights, and names the file', async () => {
    const damaged = new Uint8Array(weights());
    damaged[100]! ^= 1;
    expect(await codeOf(loadAutoencoder(description(), damaged.buffer))).to.match(
      /^model-corrupt: .*autoencoder\.json/,
    );
    expect(await codeOf(loadAutoencoder(description(), weights().slice(2)))).to.match(/^model-corrupt/);
  });

  it('rejects a description that is not one, by the name of the first wrong field', async () => {
    const wrong: [Record<string, unknown>, string][] = [
      [{ format: 'pinna-model' }, 'format'],
      [{ features: { type: 'log-mel', bands: 32 } }, 'features.bands'],
      [{ levels: { floor: -90, middle: -60, scale: 0 } }, 'levels.scale'],
      [{ latents: 1e9 }, 'latents'],
      [{ encoder: [] }, 'encoder'],
      [{ decoder: [{ channels: 1, time: 2, bands: 2 }] }, 'decoder'],
      [{ encoder: [{ channels: 12, time: 4, bands: 16 }], decoder: [{ channels: 1, time: 4, bands: 4 }] }, 'encoder'],
    ];
    for (const [change, field] of wrong) {
      const message = await codeOf(loadAutoencoder({ ...description(), ...change }, weights()));
      expect(message)
        .to.match(/^model-corrupt: autoencoder\.json: /)
        .and.to.include(field);
    }
  });

  it('fetches the weights beside the description', async () => {
    const asked: string[] = [];
    const answer = (url: string | URL | Request) => {
      asked.push(String(url));
      const body = asked.length === 1 ? JSON.stringify(description()) : weights();
      return Promise.resolve(new Response(body));
    };
    await fetchAutoencoder({ manifest: 'https://example.org/novelty/autoencoder.json' }, answer as typeof fetch);
    expect(asked).to.deep.equal([
      'https://example.org/novelty/autoencoder.json',
      'https://example.org/novelty/weights.bin',
    ]);
  });
});
