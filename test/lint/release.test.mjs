import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compareVersions, released, releasedVersions } from '../../build/changelog.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path, folder = root) => readFileSync(join(folder, path), 'utf8');
const json = (path, folder = root) => JSON.parse(read(path, folder));
const versions = releasedVersions(read('CHANGELOG.md'));

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n### Added\n\n- More.\n\n## 0.2.0 (2026-11-21)\n\n- First.\n';
const NOTHING = '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-11-21)\n\n- First.\n';

test('release: the versions of package, lock file and plugin are the last released one of the changelog', () => {
  const [{ version }] = versions;
  const lock = json('package-lock.json');
  const found = {
    'package.json': json('package.json').version,
    'package-lock.json': lock.version,
    'package-lock.json, packages': lock.packages[''].version,
    'src/wam/descriptor.json': json('src/wam/descriptor.json').version,
  };
  assert.deepEqual(found, Object.fromEntries(Object.keys(found).map((path) => [path, version])));
});

test('release: the changelog lists dated versions, the newest first', () => {
  const sorted = [...versions].sort((a, b) => compareVersions(b.version, a.version));
  assert.deepEqual(versions, sorted);
  assert.equal(new Set(versions.map(({ version }) => version)).size, versions.length);
  for (const [i, { date }] of versions.slice(1).entries()) assert.ok(date <= versions[i].date);
});

test('release: the newest tag is the last released version', (t) => {
  const args = ['tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-version:refname'];
  const { stdout, status } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const tags = (stdout ?? '').split('\n').filter(Boolean);
  if (status !== 0 || tags.length === 0) return t.skip('no tags here');
  assert.equal(tags[0], `v${versions[0].version}`);
});

test('release: the unreleased changes get version and date, below an empty part', () => {
  assert.equal(
    released(CHANGELOG, '0.3.0', '2026-12-01'),
    CHANGELOG.replace('## Unreleased', '## Unreleased\n\n## 0.3.0 (2026-12-01)'),
  );
});

test('release: nothing unreleased, a version that is not newer, and a heading without a date are errors', () => {
  assert.throws(() => released(NOTHING, '0.3.0', '2026-12-01'), /no line under Unreleased: write/);
  assert.throws(() => released('# Changelog\n', '0.3.0', '2026-12-01'), /no line under Unreleased: write/);
  for (const version of ['0.2.0', '0.1.9', '0.3.0-beta.1'])
    assert.throws(() => released(CHANGELOG, version, '2026-12-01'), /newer than 0\.2\.0/);
  for (const heading of ['## 0.3.0', '## 0.3.0 (soon)', '## 0.3.0 (2026-13-01)', '## Next'])
    assert.throws(() => releasedVersions(`# Changelog\n\n${heading}\n`), /CHANGELOG\.md:3: .*must be like/);
});

const skip = spawnSync('git', ['--version']).status !== 0 && 'no Git here';

/** Returns a small repository with the package's release scripts, in which `npm test` runs `testScript`. */
function repository({ changelog = CHANGELOG, testScript = 'node --version' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pinna-release-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const path of ['build/changelog.mjs', 'build/release.mjs', 'src/wam/descriptor.json']) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  const { release, preversion, version } = json('package.json').scripts;
  const scripts = { release, preversion, version, test: testScript };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'pinna', version: '0.2.0', type: 'module', scripts }),
  );
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'Begin');
  return folder;
}

const identity = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'Test'],
    [`GIT_${role}_EMAIL`, 'test@example.org'],
  ]),
);
// The npm that runs these tests hands its own options down as variables.
const inherited = Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name));
const env = { ...Object.fromEntries(inherited), ...identity };

function git(folder, ...args) {
  const { stdout, status, stderr } = spawnSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

function release(folder, version) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'release', '--', version], {
    cwd: folder,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { status, text: stdout + stderr };
}

test('release: the command makes one commit with a tag', { skip }, () => {
  const folder = repository();
  const { status, text } = release(folder, '0.3.0');
  assert.equal(status, 0, text);
  assert.equal(git(folder, 'status', '--porcelain'), '');
  assert.equal(
    git(folder, 'log', '-1', '--format=%s %D').replace(/HEAD -> [^,]*/, 'HEAD'),
    'Release 0.3.0 HEAD, tag: v0.3.0',
  );
  assert.equal(json('package.json', folder).version, '0.3.0');
  assert.equal(json('src/wam/descriptor.json', folder).version, '0.3.0');
  assert.match(
    read('CHANGELOG.md', folder),
    /^## Unreleased\n\n## 0\.3\.0 \(\d{4}-\d\d-\d\d\)\n\n### Added\n\n- More\./m,
  );
});

for (const [what, options, change, message] of [
  ['an empty changelog', { changelog: NOTHING }, undefined, /no line under Unreleased/],
  [
    'a failing test',
    { testScript: 'node --eval "process.exit(3)"' },
    undefined,
    /Lifecycle script `release` failed|code 3/,
  ],
  ['a changed file', {}, ['CHANGELOG.md', `${CHANGELOG}\n`], /not clean/],
]) {
  test(`release: ${what} stops the command before it changes anything`, { skip }, () => {
    const folder = repository(options);
    if (change) writeFileSync(join(folder, change[0]), change[1]);
    const { status, text } = release(folder, '0.3.0');
    assert.notEqual(status, 0);
    assert.match(text, message);
    assert.equal(json('package.json', folder).version, '0.2.0');
    assert.equal(git(folder, 'tag'), '');
    assert.equal(git(folder, 'status', '--porcelain'), change ? `M ${change[0]}` : '');
  });
}
