import { expect } from 'chai';
import type { PinnaError } from '../../../src/errors.js';
import { neighbourLayout, LAYOUT_SEED } from '../../../src/explore/neighbour-layout.js';
import { recordingMaps } from '../../../src/explore/recording-map.js';
import type { RecordingValues } from '../../../src/explore/recording-values.js';
import { seededRandom } from '../../../src/teach/data/seeded-random.js';
import { MapClient } from '../../../src/worker/page/map-client.js';
import { until } from '../until.js';
import { rejection } from '../when.js';

const address = (path: string) => new URL(path, location.href).href;

/** Returns random recordings of ten classes. */
function recordings(count: number, width: number): RecordingValues[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, (_, i) => ({
    descriptors: Float32Array.from({ length: 57 }, random),
    embedding: Float32Array.from({ length: width }, (__, k) => random() + (k % 10 === i % 10 ? 2 : 0)),
    label: `class ${String(i % 10)}`,
  }));
}

/** Starts the built worker, and collects what it reports. */
function start(url = '/dist/map-worker.js') {
  const progress: number[] = [];
  const failures: PinnaError[] = [];
  const client = new MapClient({
    url: address(url),
    on: { progress: (share) => progress.push(share) },
    onFailure: (error) => failures.push(error),
  });
  return { client, progress, failures };
}

describe('the worker that computes maps', () => {
  it('computes what the command line computes, and lays out by neighbours', async () => {
    const { client } = start();
    const all = recordings(30, 20);
    const maps = await client.request('maps', all);
    expect(maps).to.deep.equal(recordingMaps(all));
    const { components } = maps.embedding;
    const points = await client.request('layout', components);
    expect(points).to.deep.equal(neighbourLayout(components, { random: seededRandom(LAYOUT_SEED) }));
    client.close();
  });

  it('reports progress while it computes', async () => {
    const { client, progress } = start();
    const maps = await client.request('maps', recordings(300, 400));
    expect(progress.length).to.be.above(1);
    expect(progress).to.deep.equal([...progress].sort((a, b) => a - b));
    const before = progress.length;
    await client.request('layout', maps.embedding.components);
    expect(progress.length).to.be.above(before + 1);
    client.close();
  }).timeout(120_000);

  it('answers invalid requests with an error, and then the next one', async () => {
    const { client } = start();
    const error = await rejection(client.request('maps', null as unknown as RecordingValues[]));
    expect(error.code).to.equal('worker-failed');
    expect((await client.request('maps', recordings(3, 4))).embedding.points).to.have.lengthOf(6);
    client.close();
  });

  it('reports a script that is missing, and names the option', async () => {
    const { client, failures } = start('/missing.js');
    const error = await rejection(client.request('maps', recordings(3, 4)));
    await until(() => failures.length === 1, 'the failure');
    expect(error).to.equal(failures[0]);
    expect(error.code).to.equal('worker-failed');
    expect(error.message).to.match(/set the option map-worker\./);
  });
});
