import { expect } from 'chai';
import { describe, it } from 'vitest';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { rowSecondsOf } from '../../../src/model/row-seconds.js';
import { architectures, randomModel } from './random-model.js';

describe('the distance between rows of logits', () => {
  for (const [name, description] of Object.entries(architectures)) {
    it(`is that of the network (${name})`, async () => {
      const { manifest } = await randomModel(description, 1);
      const { framesPerOutput } = createArchitecture(manifest.architecture, manifest.features);
      expect(rowSecondsOf(manifest)).to.be.closeTo(framesPerOutput * manifest.features.hopSeconds, 1e-12);
    });
  }
});
