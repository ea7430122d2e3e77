import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../../src/cli/terminal/progress-bar.ts', import.meta.url));
const { outputFiles } = await build({ entryPoints: [source], bundle: true, format: 'esm', write: false });
const { ProgressBar } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

/** Creates a terminal that records its output. */
function terminal(properties) {
  const written = [];
  return { written, write: (text) => written.push(text), ...properties };
}

test('shows how far it is on one line, and takes it away', () => {
  const tty = terminal({ isTTY: true, columns: 50 });
  const bar = new ProgressBar(tty, 4);
  bar.draw(1, `${'long/'.repeat(20)}name.wav`, 0.5);
  bar.clear();
  bar.clear();
  assert.equal(tty.written.length, 2);
  assert.ok(tty.written[0].startsWith(`\r\x1b[K[${'#'.repeat(9)}${'.'.repeat(15)}] 2/4 long`));
  assert.ok(tty.written[0].length - '\r\x1b[K'.length < 50);
  assert.equal(tty.written[1], '\r\x1b[K');
});

test('draws on a terminal that does not know its width', () => {
  const tty = terminal({ isTTY: true, columns: 0 });
  new ProgressBar(tty, 1).draw(0, 'a.wav', 0);
  assert.ok(tty.written[0].endsWith('1/1 a.wav'));
});

test('does not draw faster than anyone can see', () => {
  const tty = terminal({ isTTY: true, columns: 80 });
  const bar = new ProgressBar(tty, 1);
  for (let i = 0; i < 100; i++) bar.draw(0, 'a.wav', i / 100);
  assert.ok(tty.written.length < 5);
});

test('writes nothing where there is no terminal', () => {
  const pipe = terminal({});
  const bar = new ProgressBar(pipe, 1);
  bar.draw(0, 'a.wav', 0.5);
  bar.clear();
  assert.deepEqual(pipe.written, []);
});
