import { expect } from 'chai';
import fc from 'fast-check';
import { beforeAll, describe, it } from 'vitest';
import { PinnaError } from '../../../src/errors.js';
import { decodeHalfFloats } from '../../../src/model/loading/half-float.js';
import { loadModel } from '../../../src/model/loading/load-model.js';
import { validateManifest } from '../../../src/model/loading/validate-manifest.js';
import { runs, SEED } from './finite.js';
import { readBytes, readJson } from '../on-disk.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const FOLDERS = [
  'crnn-tiny',
  'wavenet-tiny',
  'wavenet-conv-tiny',
  'trunk-tiny',
  'crnn-trunk-tiny',
  'wavenet-trunk-tiny',
];

/** Values that a hostile or broken `model.json` may contain in any place. */
const strange: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 31,
    2 ** 53,
    '',
    '../../etc/passwd',
    'https://evil.example/w.bin',
  ),
  fc.constantFrom<Json[]>([], [0], [-1, 3], [1e9, 1e9, 1e9], [[[]]]),
  fc.constant({ __proto__: null, constructor: 1 } as unknown as Json),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
  fc.jsonValue() as fc.Arbitrary<Json>,
);

/** Returns the path of every value in a JSON value. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? value.map((one, i) => [i, one] as const) : Object.entries(value);
  return [path, ...inner.flatMap(([name, one]) => places(one, [...path, name]))];
}

function replaced(whole: Json, path: readonly (string | number)[], value: Json | undefined): Json {
  if (path.length === 0) return value ?? null;
  const copy = structuredClone(whole);
  let at = copy as Record<string | number, Json>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, Json>;
  if (value === undefined && Array.isArray(at)) at.splice(Number(path.at(-1)), 1);
  else if (value === undefined) Reflect.deleteProperty(at, path.at(-1)!);
  else at[path.at(-1)!] = value;
  return copy;
}

/** Whether the manifest is accepted. Any failure other than a typed error is rethrown. */
function isTaken(json: unknown): boolean {
  try {
    validateManifest(json);
    return true;
  } catch (error) {
    if (!(error instanceof PinnaError && error.code === 'model-corrupt')) throw error;
    expect(error.message).to.match(/^model\.json: .*\. Copy the whole model folder again, or export it again\.$/s);
    expect(error.message.length).to.be.below(400);
    return false;
  }
}

describe(`any model (seed ${SEED})`, () => {
  const models: { json: Json; weights: ArrayBuffer }[] = [];

  beforeAll(async () => {
    for (const name of FOLDERS) {
      const folder = `test/fixtures/reference/${name}`;
      models.push({
        json: await readJson<Json>(`${folder}/model.json`),
        weights: (await readBytes(`${folder}/weights.bin`)).buffer,
      });
    }
  });

  const mutated = () => {
    const options = models.flatMap(({ json }, m) => places(json).map((path) => ({ m, path })));
    return fc
      .tuple(fc.constantFrom(...options), fc.oneof({ weight: 5, arbitrary: strange }, fc.constant(undefined)))
      .map(([{ m, path }, value]) => ({ m, json: replaced(models[m]!.json, path, value) }));
  };

  it('that is any JSON is refused with a typed error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => !isTaken(json)),
      runs(20_000),
    );
  });

  it('with a model.json that is wrong in one place is taken or refused, and nothing else happens', () => {
    let taken = 0;
    fc.assert(
      fc.property(mutated(), ({ json }) => {
        if (isTaken(json)) taken += 1;
      }),
      runs(20_000),
    );
    expect(taken).to.be.within(100, 15_000);
  });

  it('with a wrong model.json and its own weights loads whole or not at all, in little time', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(), async ({ m, json }) => {
        const began = performance.now();
        try {
          const { manifest, tensors } = await loadModel(json, models[m]!.weights);
          expect(tensors.size).to.equal(manifest.weights.tensors.length);
        } catch (error) {
          if (!(error instanceof PinnaError && error.code === 'model-corrupt')) throw error;
        }
        expect(performance.now() - began).to.be.below(5000);
      }),
      runs(4000),
    );
  });

  it('with weights that are cut or changed in any bit is refused', async () => {
    const change = fc.record({ m: fc.nat({ max: FOLDERS.length - 1 }), at: fc.nat(), bit: fc.nat({ max: 7 }) });
    await fc.assert(
      fc.asyncProperty(change, fc.boolean(), async ({ m, at, bit }, isCut) => {
        const { json, weights } = models[m]!;
        const bytes = new Uint8Array(weights.slice(0));
        bytes[at % bytes.length]! ^= 1 << bit;
        const given = isCut ? weights.slice(0, at % weights.byteLength) : bytes.buffer;
        const error: unknown = await loadModel(json, given).then(
          () => undefined,
          (cause: unknown) => cause,
        );
        if (!(error instanceof PinnaError && error.code === 'model-corrupt')) expect.fail(String(error));
      }),
      runs(2000),
    );
  });

  it('half floats: each of the 65536 is what its bits say', () => {
    const bytes = new DataView(new ArrayBuffer(2 * 65_536));
    for (let half = 0; half < 65_536; half++) bytes.setUint16(2 * half, half, true);
    const values = decodeHalfFloats(bytes);
    fc.assert(
      fc.property(fc.nat({ max: 65_535 }), (half) => {
        const value = values[half]!;
        const [exponent, fraction] = [(half >> 10) & 31, half & 1023];
        if (exponent === 31) return fraction ? Number.isNaN(value) : Math.abs(value) === Infinity;
        const size = exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24;
        return Math.abs(value) === size && (half < 32_768 || Object.is(Math.sign(value), size ? -1 : -0));
      }),
      runs(5000),
    );
  });
});
