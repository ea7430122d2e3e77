import { expect } from '@esm-bundle/chai';
import { fetchModel } from '../../../src/model/fetch-model';
import { architectures, randomModel, type ModelFiles } from './random-model';
import { rejects } from './rejects';

const URL_OF_MODEL = 'https://models.example/small/model.json';

/** A server that has these files and answers 404 to everything else. */
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

  before(async () => {
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

  it('takes the weights from an address of their own, as bundlers give them', async () => {
    const asked: string[] = [];
    const fetchFn = serving({ 'model-1f2e.json': json, 'weights-3d4c.bin': files.weights }, asked);
    const [manifest, weightsUrl] = ['https://app.example/model-1f2e.json', 'https://app.example/weights-3d4c.bin'];
    await fetchModel(manifest, { weightsUrl, fetchFn });
    expect(asked).to.deep.equal([manifest, weightsUrl]);
  });

  it('works with the page’s own fetch', async () => {
    const url = new URL('/test/fixtures/reference/crnn-tiny/model.json', location.href).href;
    expect((await fetchModel(url)).manifest.name).to.equal('crnn-tiny');
  });

  it('tells a missing model.json from missing weights by the address', async () => {
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
});
