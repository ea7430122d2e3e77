import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Packages that the fixtures' projects have in addition to Pinna. */
const FIXTURE_PACKAGES = [
  'react',
  'react-dom',
  'scheduler',
  '@types/react',
  '@types/react-dom',
  'csstype',
  '@rollup/plugin-commonjs',
  '@rollup/plugin-node-resolve',
  '@webaudiomodules/sdk',
];

function link(folder, name) {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), path, 'junction');
}

/**
 * Installs the package as npm would publish it, in a separate folder. It is packed from the built files and unpacked into
 * node_modules, with its declared dependencies and no others. The fixtures' projects are copied there.
 */
function install() {
  const folder = mkdtempSync(join(tmpdir(), 'pinna-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const output = execFileSync(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(output);
  mkdirSync(join(folder, 'node_modules'));
  execFileSync('tar', ['-xzf', packed.filename, '-C', 'node_modules'], { cwd: folder });
  cpSync(join(folder, 'node_modules/package'), join(folder, 'node_modules/pinna'), { recursive: true });
  rmSync(join(folder, 'node_modules/package'), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'node_modules/pinna/package.json'), 'utf8'));
  for (const name of [...Object.keys(manifest.dependencies), ...FIXTURE_PACKAGES]) link(folder, name);
  for (const name of ['script', 'csp', 'vite', 'webpack', 'rollup', 'react', 'types']) {
    cpSync(join(root, 'test/package', name), join(folder, name), { recursive: true });
  }
  return { folder, packageFolder: join(folder, 'node_modules/pinna'), manifest, packed };
}

let installed;

/**
 * Returns the folder, the unpacked package in it, its package.json and npm's report on the tarball. Created once per process,
 * and removed when the process ends.
 */
export function installedPackage() {
  installed ??= install();
  return installed;
}
