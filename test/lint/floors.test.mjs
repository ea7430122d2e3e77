import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FLOORS, FOLDERS } from '../../lint/floors.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(join(root, 'test/results'), { recursive: true });
const folder = mkdtempSync(join(root, 'test/results/floors-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a small `src/` and returns the messages of the linter. */
function lint(files) {
  rmSync(join(folder, 'src'), { recursive: true, force: true });
  writeFileSync(join(folder, 'tsconfig.json'), '{}');
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'src', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', join(root, 'lint/floors.mjs'), '--output-type', 'err-long', 'src'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, text: stdout.replace(/\s+/g, ' ') };
}

test('floors: an import from a lower floor passes', () => {
  const { status } = lint({
    'engine/engine.ts': "import { a } from '../features/a.js';\nexport const b = a;",
    'features/a.ts': 'export const a = 1;',
  });
  assert.equal(status, 0);
});

test('floors: an import from a higher floor fails, types too, and the message names the floor', () => {
  const { status, text } = lint({
    'features/a.ts': "import type { B } from '../engine/engine.js';\nexport type A = B;",
    'engine/engine.ts': 'export type B = 1;',
  });
  assert.notEqual(status, 0);
  assert.match(text, /features is on floor 2: it imports only from errors\.ts/);
});

test('floors: rooms of one floor do not import each other', () => {
  const { status, text } = lint({
    'formats/a.ts': "export * from '../evaluation/b.js';",
    'evaluation/b.ts': 'export const b = 1;',
  });
  assert.notEqual(status, 0);
  assert.match(text, /formats is on floor 5/);
});

test('floors: folders of a room depend on each other in one direction only', () => {
  const { status, text } = lint({
    'model/layers/a.ts': "export * from '../loading/b.js';",
    'model/loading/b.ts': 'export const b = 1;',
  });
  assert.notEqual(status, 0);
  assert.match(text, /In model, layers imports only from \./);
});

test('floors: files do not import each other in a circle', () => {
  const { status, text } = lint({
    'engine/a.ts': "import type { B } from './b.js';\nexport type A = B;",
    'engine/b.ts': "import type { A } from './a.js';\nexport type B = A | 1;",
  });
  assert.notEqual(status, 0);
  assert.match(text, /must not import each other in a circle/);
});

test('floors: the table names every room, and every folder of a divided room', () => {
  const rooms = readdirSync(join(root, 'src'));
  assert.deepEqual(rooms.sort(), Object.values(FLOORS).flat().sort());
  for (const room of rooms.filter((name) => !name.endsWith('.ts'))) {
    const folders = readdirSync(join(root, 'src', room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const listed = (FOLDERS[room] ?? ['.']).filter((name) => name !== '.');
    assert.deepEqual(folders.sort(), listed.sort(), `folders of ${room}`);
  }
});
