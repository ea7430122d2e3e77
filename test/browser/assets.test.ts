import { expect } from 'chai';
import { modelUrls, resolveAssets } from '../../src/assets.js';
import { PinnaErrorCode } from '../../src/errors.js';
import { DEFAULT_MODEL, SHIPPED_MODELS } from '../../src/model/shipped-models.js';
import { modelNames } from '../unit/model/model-names.js';

/** Folder of this page, which relative addresses refer to. */
const page = new URL('.', document.baseURI).href;
/** Folder of the modules that tests share; set by `test/bundle-plugin.mjs`. */
declare const SHARED_MODULES: string;
/** Folder of the module under test, where it looks for the package's files. */
const module = new URL(SHARED_MODULES, location.origin).href;

const modelUrl = (model?: string | URL) => resolveAssets({ ...(model !== undefined && { model }) }).model.manifest;

describe('the address of the model', () => {
  for (const name of SHIPPED_MODELS) {
    it(`${name} is beside the module`, () => {
      expect(modelUrl(name)).to.equal(`${module}models/${name}/model.json`);
    });
  }

  it('includes what teaching needs, for models that have it', async () => {
    expect(resolveAssets({}).model.teaching).to.equal(`${module}models/${DEFAULT_MODEL}/teaching.bin`);
    for (const name of modelNames) {
      const { ok } = await fetch(`/models/${name}/teaching.bin`, { method: 'HEAD' });
      expect(modelUrls(name).teaching, name).to.equal(ok ? `${module}models/${name}/teaching.bin` : undefined);
    }
  });

  it('is that of the default model when none is named', () => {
    expect(modelUrl()).to.equal(modelUrl(DEFAULT_MODEL));
    expect(modelUrl('')).to.equal(modelUrl(DEFAULT_MODEL));
    expect(modelNames).to.include(DEFAULT_MODEL);
  });

  for (const [model, expected] of [
    ['./tiny', `${page}tiny/model.json`],
    ['tiny/', `${page}tiny/model.json`],
    ['/models/v1.2', `${location.origin}/models/v1.2/model.json`],
    ['https://models.example/birds/', 'https://models.example/birds/model.json'],
    ['https://models.example/birds?token=7', 'https://models.example/birds/model.json?token=7'],
    ['https://models.example/birds/model.json?token=7', 'https://models.example/birds/model.json?token=7'],
    ['https://models.example', 'https://models.example/model.json'],
    [new URL('tiny', 'https://models.example/'), 'https://models.example/tiny/model.json'],
  ] as const) {
    it(`"${model}" is a folder, or the file in it`, () => {
      expect(modelUrl(model)).to.equal(expected);
    });
  }

  it('is an error for a name that no shipped model has', () => {
    expect(() => modelUrl('birds'))
      .to.throw(/no model named "birds": name crnn, .* as "\.\/birds"/)
      .with.property('code', PinnaErrorCode.BadOption);
  });

  it('can be had by name for every model that is there', () => {
    expect(SHIPPED_MODELS).to.include.members(modelNames);
  });
});
