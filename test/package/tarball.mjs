import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { installedPackage } from './setup/installed.mjs';

/** Maximum size of the tarball without the models' weights, bytes. */
const MOST = 4e6;

describe('The tarball', () => {
  let packed;
  let packageFolder;

  before(() => {
    ({ packed, packageFolder } = installedPackage());
  });

  it("is under 4 MB without the models' weights and teaching data", () => {
    const weights = packed.files
      .filter(({ path }) => /\/(weights|teaching)\.bin$/.test(path))
      .map(({ path }) => gzipSync(readFileSync(join(packageFolder, path))).length);
    assert.ok(weights.length >= 3);
    const rest = packed.size - weights.reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(rest < MOST, `${rest} bytes`);
  });

  it('names no source map that it has not', () => {
    const names = new Set(packed.files.map(({ path }) => path));
    for (const { path } of packed.files.filter(({ path }) => path.endsWith('.js'))) {
      const map = /^\/\/# sourceMappingURL=(\S+)\s*$/m.exec(readFileSync(join(packageFolder, path), 'utf8'))?.[1];
      assert.ok(!map || names.has(join(path, '..', map).replaceAll('\\', '/')), `${path}: ${map}`);
    }
  });
});
