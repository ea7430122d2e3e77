import { expect } from 'chai';
import type { PinnaError } from '../../../../src/errors.js';
import { DrawnMaps } from '../../../../src/elements/explore/drawn-maps.js';
import type { ExploredSound } from '../../../../src/elements/explore/explored-sounds.js';
import { seededRandom } from '../../../../src/teach/data/seeded-random.js';
import { observe } from '../../observed.js';
import { until } from '../../until.js';

/** Values of the embedding of `crnn`. */
const WIDTH = 752;
/** Longest time that the page may stand still while 400 recordings are drawn, on a busy machine, ms. The worker takes seconds. */
const LONGEST_TASK = 300;

const random = seededRandom(4);

function sounds(count: number, width: number, firstId = 1): ExploredSound[] {
  return Array.from({ length: count }, (_, i) => ({
    id: firstId + i,
    file: new File([], `${String(i)}.wav`),
    name: `${String(i)}.wav`,
    seconds: 1,
    label: `class ${String(i % 8)}`,
    descriptors: Float32Array.from({ length: 57 }, random),
    embedding: Float32Array.from({ length: width }, (__, k) => random() + (k % 8 === i % 8 ? 2 : 0)),
  }));
}

function open(url = '/dist/map-worker.js') {
  const failures: PinnaError[] = [];
  const shares: (number | undefined)[] = [];
  const maps: DrawnMaps = new DrawnMaps({
    url: () => new URL(url, location.href).href,
    onChange: () => shares.push(maps.progress),
    onFailure: (error) => failures.push(error),
  });
  return { maps, failures, shares };
}

describe('DrawnMaps', () => {
  it('computes the maps of 400 recordings while the page stays free, and shows progress', async () => {
    const all = sounds(400, WIDTH);
    const { maps, shares } = open();
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'longtask' });
    maps.draw(all);
    await until(() => maps.progress === undefined, 'the maps');
    observer.disconnect();
    expect(maps.sounds).to.equal(all);
    expect(maps.places).to.have.lengthOf(400);
    expect(shares.filter((share) => share !== undefined && share > 0 && share < 1)).to.not.deep.equal([]);
    expect(Math.max(0, ...tasks)).to.be.below(LONGEST_TASK);
  }).timeout(180_000);

  it('drops the result of older recordings, with their worker', async () => {
    const seen = observe();
    const { maps, failures } = open();
    const [few, more] = [sounds(200, 300), sounds(210, 30)];
    maps.draw(few);
    maps.draw(more);
    expect(seen.workers.size).to.equal(1);
    await until(() => maps.progress === undefined, 'the maps');
    expect(maps.sounds).to.equal(more);
    expect(maps.maps!.embedding.points).to.have.lengthOf(420);
    await until(() => seen.workers.size === 0, 'the end of the worker');
    expect(failures).to.deep.equal([]);
    seen.restore();
  }).timeout(120_000);

  it('cancels, and draws on request', async () => {
    const { maps } = open();
    maps.draw(sounds(300, 300));
    maps.cancel();
    expect([maps.maps, maps.progress, maps.isUnfinished]).to.deep.equal([undefined, undefined, true]);
    maps.resume();
    await until(() => maps.progress === undefined, 'the maps');
    expect(maps.maps).to.not.equal(undefined);
    expect(maps.isUnfinished).to.equal(false);
    maps.cancel();
    expect(maps.isUnfinished).to.equal(false);
  }).timeout(120_000);

  it('shows a class at once, and keeps the layout by neighbours', async () => {
    const { maps } = open();
    const all = sounds(20, 10);
    maps.show({ kind: 'embedding', layout: 'neighbours' });
    maps.draw(all);
    await until(() => maps.progress === undefined, 'the layout');
    expect(maps.isLaidOut).to.equal(true);
    const { places } = maps;
    const renamed = all.map((sound) => ({ ...sound, label: 'all' }));
    maps.draw(renamed);
    expect(maps.sounds).to.equal(renamed);
    await until(() => maps.progress === undefined, 'the maps');
    expect(maps.places).to.equal(places);
    expect(maps.maps!.embedding.leaveOneOut).to.equal(undefined);
    maps.draw([...renamed, ...sounds(1, 10, 99)]);
    await until(() => maps.progress === undefined, 'the maps');
    expect(maps.places).to.have.lengthOf(21);
  }).timeout(120_000);

  it('reports a missing worker, and tries again on request', async () => {
    const { maps, failures } = open('/missing.js');
    maps.draw(sounds(5, 4));
    await until(() => failures.length === 1, 'the failure');
    expect(failures[0]!.code).to.equal('worker-failed');
    expect(maps.isUnfinished).to.equal(true);
    maps.resume();
    await until(() => failures.length === 2, 'the second failure');
  });
});
