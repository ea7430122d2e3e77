import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { Model } from '../../../src/model/manifest.js';
import { networkHash } from '../../../src/teach/data/network-hash.js';
import { normalise } from '../../../src/teach/data/normalisation.js';
import { quantise, restore } from '../../../src/teach/data/quantise.js';
import { readTeachingData, writeTeachingData } from '../../../src/teach/data/teaching-data.js';
import { seededRandom } from '../../harness/random.js';
import { architectures, randomModel } from '../model/random-model.js';
import { rejects } from '../model/rejects.js';
import { normal } from './made-up.js';

const random = seededRandom(2);
const values = (length: number) => Float32Array.from({ length }, () => normal(random));
const content = {
  normalisation: { width: 20, size: 6, mean: values(20), projection: values(120) },
  bank: Array.from({ length: 30 }, () => values(2 * 6)),
  quiet: Array.from({ length: 9 }, () => values(3 * 6)),
  network: '17'.repeat(32),
};

describe('the data for teaching', () => {
  it('return what was written, within a rounding to 8 bits', async () => {
    const read = await readTeachingData(writeTeachingData(content), content.network);
    expect(read.normalisation.mean).to.deep.equal(content.normalisation.mean);
    for (const [own, original] of [
      [read.normalisation.projection, content.normalisation.projection],
      ...read.bank.map((rows, i) => [rows, content.bank[i]!] as const),
      ...read.quiet.map((rows, i) => [rows, content.quiet[i]!] as const),
    ] as const) {
      expect(own).to.have.length(original.length);
      own.forEach((value, i) => expect(value).to.be.closeTo(original[i]!, 4 / 250));
    }
    // What is read is written again without a change: everybody computes with the same numbers.
    expect(writeTeachingData({ ...read, network: content.network })).to.deep.equal(writeTeachingData(content));
  });

  it('are refused if they are damaged or belong to other weights', async () => {
    const bytes = writeTeachingData(content);
    await rejects(readTeachingData(bytes, '18'.repeat(32)), 'model-corrupt');
    await rejects(readTeachingData(bytes.subarray(0, -1), content.network), 'model-corrupt');
    await rejects(readTeachingData(new Uint8Array(100), content.network), 'model-corrupt');
    await rejects(readTeachingData(new Uint8Array(), content.network), 'model-corrupt');
  });

  it('are refused with a next step if they are of the version before', async () => {
    const old = writeTeachingData(content);
    old[3] = '1'.charCodeAt(0);
    const error = await readTeachingData(old, content.network).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PinnaError).with.property('code', 'model-corrupt');
    expect((error as PinnaError).message).to.match(
      /version 1, but this Pinna reads 2\. Copy the whole model folder again/,
    );
  });

  it('may have no bank and no rooms', async () => {
    const bare = { ...content, bank: [], quiet: [] };
    const read = await readTeachingData(writeTeachingData(bare), content.network);
    expect([read.bank, read.quiet]).to.deep.equal([[], []]);
  });

  it('have a hash that changes with the normalisation, but not with the bank and the rooms', async () => {
    const hashOf = async (changed: Partial<typeof content>) =>
      (await readTeachingData(writeTeachingData({ ...content, ...changed }), content.network)).hash;
    expect(await hashOf({ bank: [values(6)], quiet: [] })).to.equal(await hashOf({}));
    expect(await hashOf({ normalisation: { ...content.normalisation, mean: values(20) } })).not.to.equal(
      await hashOf({}),
    );
  });
});

describe('the hash of a network', () => {
  let model: Model;
  beforeAll(async () => {
    const { manifest, weights } = await randomModel(architectures.crnn, 7);
    model = await loadModel(manifest, weights);
  });
  const changed = (prefix: string): Model => {
    const tensors = new Map(model.tensors);
    const name = [...tensors.keys()].find((one) => one.startsWith(prefix))!;
    const tensor = tensors.get(name)!;
    tensors.set(name, { ...tensor, values: tensor.values.map((value, i) => (i === 0 ? value + 1 : value)) });
    return { ...model, tensors };
  };

  it('changes with the weights below the heads, and only with them', async () => {
    const hash = await networkHash(model);
    expect(hash).to.match(/^[0-9a-f]{64}$/);
    expect(await networkHash(changed('head.'))).to.equal(hash);
    expect(await networkHash(changed('gru/'))).not.to.equal(hash);
    expect(await networkHash(changed('normalize/'))).not.to.equal(hash);
  });
});

describe('normalisation', () => {
  it('subtracts the mean, projects, and shortens long rows', () => {
    const { normalisation } = content;
    const embedding = values(3 * 20);
    const rows = normalise(normalisation, embedding);
    expect(rows).to.have.length(3 * 6);
    for (let row = 0; row < 3; row++) {
      const projected = Array.from({ length: 6 }, (_, k) =>
        normalisation.mean.reduce(
          (sum, mean, i) => sum + normalisation.projection[k * 20 + i]! * (embedding[row * 20 + i]! - mean),
          0,
        ),
      );
      const length = Math.sqrt(projected.reduce((sum, value) => sum + value * value, 0) / 6);
      projected.forEach((value, k) => expect(rows[row * 6 + k]).to.be.closeTo(value / Math.sqrt(length), 1e-4));
    }
    expect(normalise(normalisation, normalisation.mean).every((value) => value === 0)).to.equal(true);
  });

  it('quantises with an error of at most half a step', () => {
    const original = values(50);
    const quantised = quantise(original);
    restore(quantised).forEach((value, i) => expect(value).to.be.closeTo(original[i]!, quantised.scale / 1.999));
    expect(quantise(new Float32Array(3)).values).to.deep.equal(new Int8Array(3));
  });
});
