import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { fetchModel } from '../../../src/model/loading/fetch-model.js';
import { architectures, randomModel, type ModelFiles } from './random-model.js';
import { rejects } from './rejects.js';

const URL_OF_MODEL = 'https://models.example/small/model.json';

/** Returns a `fetch` that serves these files and answers 404 to all other requests. */
function serving(files: Record<string, BodyInit>, asked: string[] = []): typeof fetch {
  return async (input) => {
    const url = String(input);
    asked.push(url);
    const file = files[url.slice(url.lastIndexOf('/') + 1)];
    return file === undefined ? new Response('', { status: 404, statusText: 'Not Found' }) : new Response(file);
  };
}

describe('fetching a model', () => {
  let files: ModelFiles;
  let json: string;

  beforeAll(async () => {
    files = await randomModel(architectures.wavenet, 1);
    json = JSON.stringify(files.manifest);
  });

  it('takes the weights from beside model.json', async () => {
    const asked: string[] = [];
    const fetchFn = serving({ 'model.json': json, 'weights.bin': files.weights }, asked);
    const { manifest } = await fetchModel(URL_OF_MODEL, { fetchFn });
    expect(manifest.name).to.equal('random-wavenet');
    expect(asked).to.deep.equal([URL_OF_MODEL, 'https://models.example/small/weights.bin']);
  });

  it('loads the weights from their own address, as bundlers give them', async () => {
    const asked: string[] = [];
    const fetchFn = serving({ 'model-1f2e.json': json, 'weights-3d4c.bin': files.weights }, asked);
    const [manifest, weightsUrl] = ['https://app.example/model-1f2e.json', 'https://app.example/weights-3d4c.bin'];
    await fetchModel(manifest, { weightsUrl, fetchFn });
    expect(asked).to.deep.equal([manifest, weightsUrl]);
  });

  it('distinguishes a missing model.json from missing weights by the address', async () => {
    expect(await rejects(fetchModel(URL_OF_MODEL, { fetchFn: serving({}) }), 'model-missing')).to.match(
      /model\.json answered 404/,
    );
    const noWeights = fetchModel(URL_OF_MODEL, { fetchFn: serving({ 'model.json': json }) });
    expect(await rejects(noWeights, 'model-missing')).to.match(/weights\.bin answered 404/);
  });

  it('calls it missing when the network fails, before or during the answer', async () => {
    await rejects(
      fetchModel(URL_OF_MODEL, { fetchFn: () => Promise.reject(new TypeError('Failed to fetch')) }),
      'model-missing',
    );
    const breaking = async () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) }));
    await rejects(fetchModel(URL_OF_MODEL, { fetchFn: breaking }), 'model-missing');
  });

  it('says so when a web page is served instead', async () => {
    const page = serving({ 'model.json': '<!doctype html><title>Not here</title>' });
    expect(await rejects(fetchModel(URL_OF_MODEL, { fetchFn: page }), 'model-corrupt')).to.match(/web page/);
    const pageForWeights = serving({ 'model.json': json, 'weights.bin': '<!doctype html>' });
    await rejects(fetchModel(URL_OF_MODEL, { fetchFn: pageForWeights }), 'model-corrupt');
  });

  it('refuses what is not JSON, or not a model', async () => {
    await rejects(fetchModel(URL_OF_MODEL, { fetchFn: serving({ 'model.json': json.slice(0, -1) }) }), 'model-corrupt');
    await rejects(fetchModel(URL_OF_MODEL, { fetchFn: serving({ 'model.json': '{}' }) }), 'model-corrupt');
  });

  it('refuses truncated weights', async () => {
    const truncated = serving({ 'model.json': json, 'weights.bin': files.weights.slice(0, 100) });
    await rejects(fetchModel(URL_OF_MODEL, { fetchFn: truncated }), 'model-corrupt');
  });

  const streaming =
    (name: string, start: (controller: ReadableStreamDefaultController<Uint8Array>) => void): typeof fetch =>
    async (input, init) => {
      if (!String(input).endsWith(name)) return serving({ 'model.json': json, 'weights.bin': files.weights })(input);
      return new Response(
        new ReadableStream({
          start: (controller) => {
            start(controller);
            // A real connection fails in this way when its request is aborted.
            init?.signal?.addEventListener('abort', () => {
              try {
                controller.error(init.signal?.reason);
              } catch {
                // The stream had already ended.
              }
            });
          },
        }),
      );
    };

  it('waits for a slow server as long as something comes, and gives up one that sends nothing more', async () => {
    const weights = new Uint8Array(files.weights);
    const slow = streaming('weights.bin', (controller) => {
      let sent = 0;
      const timer = setInterval(() => {
        controller.enqueue(weights.slice(sent, (sent += Math.ceil(weights.length / 8))));
        if (sent < weights.length) return;
        clearInterval(timer);
        controller.close();
      }, 40);
    });
    await fetchModel(URL_OF_MODEL, { fetchFn: slow, stallTimeout: 3000 });
    for (const name of ['model.json', 'weights.bin']) {
      const halfWay = streaming(name, (controller) => controller.enqueue(weights.slice(0, 10)));
      const message = await rejects(fetchModel(URL_OF_MODEL, { fetchFn: halfWay, stallTimeout: 100 }), 'model-missing');
      expect(message).to.contain(`The connection broke while fetching https://models.example/small/${name}`);
    }
    const dead = fetchModel(URL_OF_MODEL, { fetchFn: () => new Promise(() => undefined), stallTimeout: 100 });
    await rejects(dead, 'model-missing');
  });

  it('gives up a server that sends without end, a byte at a time', async () => {
    for (const name of ['model.json', 'weights.bin']) {
      let timer: ReturnType<typeof setInterval> | undefined;
      let sent = 0;
      const dripping = streaming(name, (controller) => {
        timer = setInterval(() => {
          controller.enqueue(new Uint8Array(1));
          sent += 1;
        }, 10);
      });
      const began = performance.now();
      await rejects(
        fetchModel(URL_OF_MODEL, { fetchFn: dripping, stallTimeout: 5000, totalTimeout: 200 }),
        'model-missing',
      );
      clearInterval(timer);
      expect(performance.now() - began).to.be.within(199, 4000);
      expect(sent).to.be.greaterThan(0);
    }
  });

  it('reads no more than a file may have, however much is sent', async () => {
    for (const name of ['model.json', 'weights.bin']) {
      let sent = 0;
      const endless = streaming(name, () => undefined);
      const pulled: typeof fetch = async (input, init) =>
        String(input).endsWith(name)
          ? new Response(
              new ReadableStream({
                pull: (controller) => {
                  sent += 2 ** 16;
                  controller.enqueue(new Uint8Array(2 ** 16));
                },
              }),
            )
          : endless(input, init);
      expect(await rejects(fetchModel(URL_OF_MODEL, { fetchFn: pulled }), 'model-corrupt')).to.contain(
        'is longer than',
      );
      expect(sent).to.be.lessThan(2 ** 21);
    }
  });

  it('refuses one flipped bit, wherever it is', async () => {
    for (const at of [0, files.weights.byteLength >> 1, files.weights.byteLength - 1]) {
      const flipped = new Uint8Array(files.weights.slice(0));
      flipped[at]! ^= 0x10;
      const fetchFn = serving({ 'model.json': json, 'weights.bin': flipped });
      await rejects(fetchModel(URL_OF_MODEL, { fetchFn }), 'model-corrupt');
    }
  });

  it('asks for nothing that a hostile model.json names elsewhere, and allocates nothing that it claims', async () => {
    const { manifest } = files;
    // Inserted as text, because Firefox parses such deep nesting but cannot write it.
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const claims: [change: (json: typeof manifest) => unknown, what: RegExp][] = [
      [(m) => ({ ...m, weights: { ...m.weights, file: 'https://elsewhere.example/weights.bin' } }), /weights\.file/],
      [(m) => ({ ...m, weights: { ...m.weights, file: '//elsewhere.example/w' } }), /weights\.file/],
      [(m) => ({ ...m, weights: { ...m.weights, file: '../../etc/passwd' } }), /weights\.file/],
      [(m) => ({ ...m, weights: { ...m.weights, file: '..%2fsecret' } }), /weights\.file/],
      [(m) => ({ ...m, weights: { ...m.weights, bytes: 1e15 } }), /weights\.bytes/],
      [(m) => ({ ...m, weights: { ...m.weights, bytes: -4 } }), /weights\.bytes/],
      [(m) => ({ ...m, weights: { ...m.weights, tensors: Array(5000).fill(m.weights.tensors[0]) } }), /tensors/],
      [(m) => ({ ...m, architecture: { ...m.architecture, residualChannels: 1e9 } }), /residualChannels/],
      [(m) => ({ ...m, architecture: { ...m.architecture, skipChannels: -8 } }), /skipChannels/],
      [(m) => ({ ...m, architecture: { ...m.architecture, dilations: [2 ** 40] } }), /dilations\[0\]/],
      [(m) => ({ ...m, architecture: { ...m.architecture, dilations: Array(10_000).fill(1) } }), /dilations/],
      [(m) => ({ ...m, architecture: { ...m.architecture, kernel: 1e6 } }), /kernel/],
      [(m) => ({ ...m, heads: Array(100).fill(m.heads[0]) }), /heads/],
      [(m) => ({ ...m, formatVersion: 99 }), /formatVersion/],
      [(m) => ({ ...m, weights: 'deep' }), /weights/],
    ];
    for (const [change, what] of claims) {
      const asked: string[] = [];
      const text = JSON.stringify(change(manifest)).replace('"deep"', deep);
      const hostile = serving({ 'model.json': text }, asked);
      expect(await rejects(fetchModel(URL_OF_MODEL, { fetchFn: hostile }), 'model-corrupt')).to.match(what);
      expect(asked).to.deep.equal([URL_OF_MODEL]);
    }
    // Each number alone is valid; together they would need four gigabytes.
    const dilations = Array.from({ length: 60 }, () => 2 ** 16);
    const large = { ...manifest, architecture: { ...manifest.architecture, dilations } };
    const receptive = { ...large, receptiveFieldFrames: 1 + 60 * 2 ** 16 };
    const fetchFn = serving({ 'model.json': JSON.stringify(receptive), 'weights.bin': files.weights });
    expect(await rejects(fetchModel(URL_OF_MODEL, { fetchFn }), 'model-corrupt')).to.contain(
      "its architecture's state has",
    );
  });
});
