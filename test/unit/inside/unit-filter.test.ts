import { expect } from 'chai';
import { describe, it } from 'vitest';
import { networkLayers } from '../../../src/inside/network-layers.js';
import { unitFilter } from '../../../src/inside/unit-filter.js';
import { architectures } from '../model/random-model.js';
import { loadedModel } from './shown.js';

describe('the weights of a unit', () => {
  for (const [name, architecture] of Object.entries(architectures)) {
    it(`${name}: every unit of every layer has some, of the size that they say`, async () => {
      const model = await loadedModel(architecture);
      for (const layer of networkLayers(model.manifest)) {
        const units = layer.kind === 'normalize' ? layer.bands : layer.channels;
        for (const unit of [0, units - 1]) {
          const pictures = unitFilter(model, layer, unit);
          expect(pictures, `${layer.name} ${unit}`).not.to.have.length(0);
          for (const { rows, columns, values } of pictures) {
            expect(values.length, layer.name).to.equal(rows * columns);
            expect(values.every(Number.isFinite), layer.name).to.equal(true);
          }
        }
      }
    });
  }

  it('of a convolution are those of the model, the strongest channel first', async () => {
    const model = await loadedModel(architectures.crnn);
    const layer = networkLayers(model.manifest).find((each) => each.name === 'conv1')!;
    const { shape, values } = model.tensors.get('conv1/kernel')!;
    expect(shape).to.deep.equal([1, 3, 4, 6]);
    const pictures = unitFilter(model, layer, 5);
    const norms = pictures.map((picture) => Math.hypot(...picture.values));
    expect(norms).to.deep.equal([...norms].sort((a, b) => b - a));
    for (const { channel, values: own } of pictures)
      own.forEach((value, tap) => expect(value).to.equal(values[(tap * 4 + channel!) * 6 + 5]));
  });

  it('of a class are those of its head', async () => {
    const model = await loadedModel(architectures.crnn);
    const layer = networkLayers(model.manifest).at(-1)!;
    const [picture] = unitFilter(model, layer, 10); // after ten genres
    expect(picture!.values).to.deep.equal(model.tensors.get('head.bird/kernel')!.values);
  });
});
