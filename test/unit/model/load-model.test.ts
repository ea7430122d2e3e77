import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { LOG_MEL_128, LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import { createArchitecture } from '../../../src/model/architectures/create-architecture.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import type { ModelManifest } from '../../../src/model/manifest.js';
import { architectures, randomModel, sha256 } from './random-model.js';
import { rejects } from './rejects.js';

type Json = Record<string, unknown>;

/** Returns a deep copy of the manifest, for a test to modify. */
function copy(manifest: ModelManifest): Json {
  return JSON.parse(JSON.stringify(manifest)) as Json;
}

/** Returns a copy with another value at `path`, e.g. `heads.0.name`; undefined removes it. */
function withValue(manifest: ModelManifest, path: string, value: unknown): Json {
  const json = copy(manifest);
  const names = path.split('.');
  const last = names.pop()!;
  const place = names.reduce<Json>((object, name) => object[name] as Json, json);
  place[last] = value;
  return json;
}

describe('loading a model', () => {
  let manifest: ModelManifest;
  let weights: ArrayBuffer;

  beforeAll(async () => {
    ({ manifest, weights } = await randomModel(architectures.crnn, 1));
  });

  it('takes a whole one', async () => {
    const { tensors } = await loadModel(manifest, weights);
    expect(tensors.size).to.equal(manifest.weights.tensors.length);
    const { name, shape, offset } = manifest.weights.tensors[3]!;
    const expected = new Float32Array(weights, offset, shape[0]);
    expect(tensors.get(name)).to.deep.equal({ shape, values: expected });
  });

  it('refuses a truncated, a lengthened and a changed weights file', async () => {
    expect(await rejects(loadModel(manifest, weights.slice(0, -4)), 'model-corrupt')).to.match(/bytes/);
    const longer = new Uint8Array(weights.byteLength + 4);
    longer.set(new Uint8Array(weights));
    await rejects(loadModel(manifest, longer.buffer), 'model-corrupt');
    const flipped = weights.slice(0);
    new Uint8Array(flipped)[1000]! ^= 1;
    expect(await rejects(loadModel(manifest, flipped), 'model-corrupt')).to.match(/SHA-256/);
  });

  for (const bad of [NaN, Infinity, -Infinity]) {
    it(`refuses ${bad} among the weights, even with the right hash`, async () => {
      const spoilt = weights.slice(0);
      new Float32Array(spoilt)[500] = bad;
      const json = withValue(manifest, 'weights.sha256', await sha256(spoilt));
      expect(await rejects(loadModel(json, spoilt), 'model-corrupt')).to.match(/not finite/);
    });
  }

  const spoilt: [path: string, value: unknown][] = [
    ['format', 'other-model'],
    ['formatVersion', 3],
    ['features', LOG_MEL_128],
    ['name', undefined],
    ['licence', 7],
    ['features', undefined],
    ['features.bands', 40],
    ['features.hopSeconds', 0.01],
    ['features.floorPower', 1e-8],
    ['architecture.type', 'transformer'],
    ['architecture.conv', {}],
    ['architecture.conv.0.kernel', [3, 4]],
    ['architecture.conv.0.kernel', [3]],
    ['architecture.conv.0.strideF', 0],
    ['architecture.conv.0.channels', 5],
    ['architecture.gru', 1.5],
    ['heads', []],
    ['heads.0.activation', 'relu'],
    ['heads.0.temperature', 0],
    ['heads.0.clipPooling', 'median'],
    ['heads.0.classes', []],
    ['heads.0.classes.0', { name: 'genre 1' }],
    ['heads.0.classes.0.name', 7],
    ['heads.2.classes.0.on', 1.5],
    ['heads.2.classes.0.off', 0.9],
    ['heads.2.classes', [{ name: 'only one' }]],
    ['heads.1.name', 'genre'],
    ['heads.0.decision', undefined],
    ['heads.0.decision.minDuration', -1],
    ['heads.0.decision.gate', { head: 'nobody', class: 'music' }],
    ['heads.0.decision.gate', { head: 'events', class: 'music' }],
    ['weights.file', '../../secret.bin'],
    ['weights.file', 'https://elsewhere.example/weights.bin'],
    ['weights.dtype', 'float64'],
    ['weights.sha256', 'none'],
    ['weights.tensors', []],
    ['weights.tensors.2.name', 'conv9/kernel'],
    ['weights.tensors.2.name', 'conv0/bias'],
    ['weights.tensors.2.shape', [3, 5, 4, 1]],
    ['weights.tensors.2.shape', [60]],
    ['weights.tensors.3.offset', 4],
    ['receptiveFieldFrames', 10],
    ['recurrent', false],
    ['recurrent', 'yes'],
    ['macsPerSecond', NaN],
    ['macsPerSecond', 1e6],
    ['datasets', [{ name: 'nameless' }]],
  ];
  for (const [path, value] of spoilt) {
    it(`refuses a model.json with ${path} = ${JSON.stringify(value)}`, async () => {
      const message = await rejects(loadModel(withValue(manifest, path, value), weights), 'model-corrupt');
      expect(message).to.match(/\. Copy the whole model folder again, or export it again\.$/);
    });
  }

  for (const [path, value] of [
    ['architecture.conv', undefined],
    ['architecture.conv', []],
    ['architecture.conv', {}],
    ['architecture.conv.1.kernel', [1, 2]],
    ['architecture.conv.2.kernel', [3, 1]],
    ['architecture.conv.2.strideF', 1],
    ['architecture.conv.2.channels', 7],
    ['architecture.residualChannels', 9],
    ['architecture.dilations', []],
    ['architecture.readFront', undefined],
    ['architecture.readFront', false],
    ['architecture.readFront', 1],
    ['weights.tensors.8.shape', [64, 8]],
    ['receptiveFieldFrames', 15],
    ['recurrent', true],
    ['macsPerSecond', 1e6],
  ] as [path: string, value: unknown][]) {
    it(`refuses a wavenet after 2-D convolutions with ${path} = ${JSON.stringify(value)}`, async () => {
      const whole = await randomModel(architectures.wavenetAfterConv, 1);
      expect((await loadModel(whole.manifest, whole.weights)).tensors.get('front/kernel')!.shape).to.deep.equal([
        48, 8,
      ]);
      await rejects(loadModel(withValue(whole.manifest, path, value), whole.weights), 'model-corrupt');
    });
  }

  for (const [path, value] of [
    ['architecture.trunk', undefined],
    ['architecture.trunk.stem', []],
    ['architecture.trunk.stem.kernel', [3, 2]],
    ['architecture.trunk.stem.kernel', [3]],
    ['architecture.trunk.stem.stride', 2],
    ['architecture.trunk.stem.stride', [0, 2]],
    ['architecture.trunk.stem.stride', [2]],
    ['architecture.trunk.stem.stride', [2, 2, 2]],
    ['architecture.trunk.stem.stride', [256, 2]],
    ['architecture.trunk.stem.channels', 3],
    ['architecture.trunk.blocks', {}],
    ['architecture.trunk.blocks', Array.from({ length: 65 }, () => ({}))],
    ['architecture.trunk.blocks.0.activation', 'linear'],
    ['architecture.trunk.blocks.1.expand', 0],
    ['architecture.trunk.blocks.1.expand', 2 ** 20],
    ['architecture.trunk.blocks.1.squeeze', 1.5],
    ['architecture.trunk.blocks.1.squeeze', 4],
    ['architecture.trunk.blocks.1.dilation', 2],
    ['architecture.trunk.blocks.1.channels', undefined],
    ['architecture.trunk.blocks.2.kernel', [3, 3]],
    ['architecture.trunk.blocks.3.dilation', 2 ** 16],
    ['architecture.trunk.embedding', 4096],
    ['architecture.trunk.squeezeSeconds', 0],
    ['architecture.trunk.squeezeSeconds', '2'],
    ['architecture.dense', undefined],
    ['architecture.dense', -1],
    ['receptiveFieldFrames', 31],
    ['recurrent', false],
    ['macsPerSecond', 1e6],
  ] as [path: string, value: unknown][]) {
    it(`refuses a mobilenet with ${path} = ${JSON.stringify(value)?.slice(0, 60)}`, async () => {
      const whole = await randomModel(architectures.mobilenet, 1);
      await loadModel(whole.manifest, whole.weights);
      await rejects(loadModel(withValue(whole.manifest, path, value), whole.weights), 'model-corrupt');
    });
  }

  const conv = [{ kernel: [3, 3], strideF: 2, channels: 4 }];
  for (const [path, value, message] of [
    ['architecture.conv', conv, /architecture\.conv is a list of 1, not absent/],
    ['architecture.conv', [], /architecture\.conv is \[\], not absent/],
    ['architecture.trunk', [], /architecture\.trunk is not an object/],
    ['architecture.trunk', undefined, /architecture\.conv is missing/],
    ['architecture.trunk.blocks.4.channels', 0, /architecture\.trunk\.blocks\[4\]\.channels is 0/],
    ['architecture.trunk.embedding', 49, /architecture's|tensor/],
    ['architecture.fast', undefined, /architecture\.fast is not an object/],
    ['architecture.fast.block', undefined, /architecture\.fast\.block is missing, not a whole number from 0 to 5/],
    ['architecture.fast.block', -1, /architecture\.fast\.block is -1/],
    ['architecture.fast.block', 0.5, /architecture\.fast\.block is 0\.5/],
    ['architecture.fast.block', 6, /architecture\.fast\.block is 6/],
    ['architecture.fast.block', 2, /architecture\.taps is \[2,4\], not blocks .* after fast\.block 2 and up to 5/],
    ['architecture.fast.conv', undefined, /architecture\.fast\.conv is missing/],
    ['architecture.fast.conv', [], /receptiveFieldFrames|macsPerSecond/],
    ['architecture.fast.conv.0.kernel', [3, 2], /architecture\.fast\.conv\[0\]\.kernel is \[3,2\]/],
    ['architecture.fast.conv.1.strideF', 0, /architecture\.fast\.conv\[1\]\.strideF is 0/],
    ['architecture.taps', undefined, /architecture\.taps is missing/],
    ['architecture.taps', 2, /architecture\.taps is 2, not a list/],
    ['architecture.taps', ['2'], /architecture\.taps\[0\] is "2"/],
    ['architecture.taps', [0], /architecture\.taps\[0\] is 0/],
    ['architecture.taps', [1], /architecture\.taps is \[1\], not blocks in ascending order/],
    ['architecture.taps', [4, 2], /architecture\.taps is \[4,2\], not blocks in ascending order/],
    ['architecture.taps', [2, 2], /architecture\.taps is \[2,2\], not blocks in ascending order/],
    ['architecture.taps', [2, 6], /architecture\.taps is \[2,6\], not blocks in ascending order/],
    ['architecture.taps', [2], /macsPerSecond/],
    ['architecture.slow', undefined, /architecture\.slow is missing/],
    ['architecture.slow', 0, /architecture\.slow is 0/],
    ['architecture.slow', 64, /macsPerSecond/],
    ['architecture.dense', 1.5, /architecture\.dense is 1\.5/],
    ['architecture.gru', undefined, /architecture\.gru is missing/],
    ['receptiveFieldFrames', 63, /receptiveFieldFrames is 63/],
    ['recurrent', false, /recurrent is false/],
    ['macsPerSecond', 1e6, /macsPerSecond is 1000000/],
    ['formatVersion', 1, /features\.type is "emphasised-log-mel"/],
    ['features', LOG_MEL_64, /architecture\.trunk needs formatVersion 2 and features\.type "emphasised-log-mel"/],
  ] as [path: string, value: unknown, message: RegExp][]) {
    it(`refuses a crnn on a trunk with ${path} = ${JSON.stringify(value)?.slice(0, 60)}, and names the field`, async () => {
      const whole = await randomModel(architectures.twoSpeedCrnn, 1);
      await loadModel(whole.manifest, whole.weights);
      const json = withValue(whole.manifest, path, value);
      expect(await rejects(loadModel(json, whole.weights), 'model-corrupt')).to.match(message);
    });
  }

  it('refuses a wavenet on a trunk under format version 1, with other convolutions, and without a fast branch', async () => {
    const whole = await randomModel(architectures.twoSpeedWavenet, 1);
    const { tensors } = await loadModel(whole.manifest, whole.weights);
    expect(tensors.get('front/tap0')!.shape).to.deep.equal([11 * 6, 8]);
    for (const [path, value, message] of [
      ['features', LOG_MEL_64, /architecture\.trunk needs/],
      ['architecture.conv', conv, /architecture\.conv/],
      ['architecture.fast', undefined, /architecture\.fast/],
      ['architecture.dilations', [], /architecture\.dilations/],
      ['architecture.readFront', false, /macsPerSecond/],
      ['architecture.readFront', 1, /architecture\.readFront/],
    ] as [path: string, value: unknown, message: RegExp][]) {
      const json = withValue(whole.manifest, path, value);
      expect(await rejects(loadModel(json, whole.weights), 'model-corrupt')).to.match(message);
    }
  });

  it('refuses strides in time whose product exceeds the limit, and a state that exceeds it', async () => {
    const { manifest: whole, weights: file } = await randomModel(architectures.mobilenet, 1);
    const slow = withValue(whole, 'architecture.trunk.blocks.1.stride', [256, 1]);
    (slow.architecture as { trunk: { stem: Json } }).trunk.stem.stride = [256, 2];
    slow.receptiveFieldFrames = createArchitecture(slow.architecture as never, LOG_MEL_128).receptiveFieldFrames;
    expect(await rejects(loadModel(slow, file), 'model-corrupt')).to.match(/strides in time/);
    const large = withValue(whole, 'architecture.trunk.blocks.3.dilation', 2 ** 16);
    large.receptiveFieldFrames = createArchitecture(large.architecture as never, LOG_MEL_128).receptiveFieldFrames;
    expect(await rejects(loadModel(large, file), 'model-corrupt')).to.match(/state/);
  });

  for (const json of [null, 7, 'model', [], {}]) {
    it(`refuses ${JSON.stringify(json)}`, async () => {
      await rejects(loadModel(json, weights), 'model-corrupt');
    });
  }

  it('takes the geometry of the trunk in format version 2 only, and either geometry there', async () => {
    const whole = await randomModel(architectures.mobilenet, 1);
    const loaded = await loadModel(whole.manifest, whole.weights);
    expect(loaded.manifest.features).to.equal(LOG_MEL_128);
    expect(loaded.tensors.get('normalize/mean')!.shape).to.deep.equal([128]);
    await loadModel(withValue(manifest, 'formatVersion', 2), weights);
    for (const [path, value] of [
      ['formatVersion', 1],
      ['features', LOG_MEL_64],
      ['features.type', 'log-mel'],
      ['features.fLimit', undefined],
      ['features.fLimit', 15_000],
      ['features.hopSeconds', 0.02],
      ['macsPerSecond', whole.manifest.macsPerSecond / 2],
    ] as [path: string, value: unknown][]) {
      await rejects(loadModel(withValue(whole.manifest, path, value), whole.weights), 'model-corrupt');
    }
  });

  it('refuses a network that gives scores more often than every 20 ms, or not at a multiple of that', async () => {
    const often = await randomModel(architectures.crnn, 1, LOG_MEL_128);
    expect(await rejects(loadModel(often.manifest, often.weights), 'model-corrupt')).to.match(
      /scores every 10 ms, not every 20 ms or a multiple of that/,
    );
    const { stem } = architectures.mobilenet.trunk;
    const trunk = { ...architectures.mobilenet.trunk, stem: { ...stem, stride: [3, 2] }, blocks: [] } as const;
    const uneven = await randomModel({ type: 'mobilenet', trunk }, 1);
    await rejects(loadModel(uneven.manifest, uneven.weights), 'model-corrupt');
  });

  it('takes a mobilenet only with the geometry of the trunk, and says what it needs', async () => {
    const whole = await randomModel(architectures.mobilenet, 1);
    expect((await loadModel(whole.manifest, whole.weights)).manifest.formatVersion).to.equal(2);
    for (const version of [1, 2]) {
      const json = { ...whole.manifest, formatVersion: version, features: LOG_MEL_64 };
      expect(await rejects(loadModel(json, whole.weights), 'model-corrupt')).to.equal(
        'model.json: architecture.type is "mobilenet", which needs formatVersion 2 and features.type ' +
          '"emphasised-log-mel". Copy the whole model folder again, or export it again.',
      );
    }
    await rejects(loadModel(withValue(whole.manifest, 'formatVersion', 1), whole.weights), 'model-corrupt');
  });

  it('says which field is wrong', async () => {
    const message = await rejects(
      loadModel(withValue(manifest, 'heads.1.temperature', 'hot'), weights),
      'model-corrupt',
    );
    expect(message).to.contain('heads[1].temperature is "hot", not a positive number');
  });
});
