import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { encoded } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from '../cli/sounds.mjs';
import { installedPackage } from './setup/installed.mjs';

const DECODERS = {
  'chirp.flac': '@audio/decode-flac',
  'chirp.mp3': '@audio/decode-mp3',
  'chirp.opus': '@audio/decode-opus',
  'chirp.ogg': '@audio/decode-vorbis',
};

describe('The command line of the package', () => {
  let folder;
  let packageFolder;
  let manifest;

  before(() => {
    ({ folder, packageFolder, manifest } = installedPackage());
  });

  const pathOf = (name) => join(folder, 'node_modules', name);

  after(() => {
    for (const name of Object.values(DECODERS)) rmSync(pathOf(name), { force: true });
  });

  function classify(file) {
    const script = join(packageFolder, manifest.bin.pinna);
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'classify', '--model', 'tiny', file], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  it('reads WAV with nothing installed beside the package', () => {
    const file = join(folder, 'chirp.wav');
    writeFileSync(file, wavFile([chirp(1)], 16_000));
    const { status, stdout, stderr } = classify(file);
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(JSON.parse(stdout).seconds, 1);
  });

  for (const [file, name] of Object.entries(DECODERS)) {
    it(`says that ${file} needs ${name}, and reads it where that is installed`, () => {
      assert.ok(manifest.peerDependenciesMeta[name].optional);
      const without = classify(encoded(file));
      assert.equal(without.status, 1);
      assert.ok(without.stderr.includes(`npm install ${name}`), without.stderr);

      mkdirSync(dirname(pathOf(name)), { recursive: true });
      symlinkSync(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)), pathOf(name), 'junction');
      const { status, stdout, stderr } = classify(encoded(file));
      assert.deepEqual([status, stderr], [0, '']);
      assert.ok(JSON.parse(stdout).seconds > 0);
    });
  }
});
