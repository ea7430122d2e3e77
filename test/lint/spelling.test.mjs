import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cspell = fileURLToPath(import.meta.resolve('cspell/bin'));

/** Checks a text as if it were the file `path`. Returns the findings, one a line. */
function check(path, text) {
  const args = ['lint', '--no-progress', '--no-summary', `stdin://${join(root, path)}`];
  const { stdout, status } = spawnSync(process.execPath, [cspell, ...args], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  return { status, found: stdout.split('\n').filter(Boolean) };
}

test('spelling: finds wrong words in comments, strings and names; knows British spelling and the dictionary', () => {
  const source = [
    '// A freqency. The colour of a Worklet.',
    "const recieved = 'The sepctrum analyses logits. Bitte freigeben.';",
    '/** The neighbor listens to its neighbour. */',
  ];
  const { status, found } = check('src/a.ts', source.join('\n'));
  assert.equal(status, 1);
  assert.deepEqual(
    found.map((line) => /^src\/a\.ts:(\d+):\d+ - Unknown word \((\w+)\)/.exec(line)?.slice(1).join(' ')),
    ['1 freqency', '2 recieved', '2 sepctrum', '2 Bitte', '2 freigeben', '3 neighbor'],
  );
});

test('spelling: knows German in the German locale', () => {
  const { status, found } = check('src/elements/words/german.ts', "export const start = 'Bitte Mikrofon freigeben';\n");
  assert.deepEqual(found, []);
  assert.equal(status, 0);
});

test('spelling: the dictionary has a word a line, sorted, in lower case', () => {
  const words = readFileSync(join(root, 'lint/dictionary.txt'), 'utf8').trimEnd().split('\n');
  assert.deepEqual(words, [...new Set(words)].sort());
  assert.deepEqual(
    words,
    words.map((word) => word.toLowerCase().trim()),
  );
});
