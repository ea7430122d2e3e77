import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { test } from 'node:test';
import { Folder, jsonLines, PINNA, TINY } from '../harness/run-pinna.mjs';
import { wav } from '../fixtures/wav.mjs';

/** Duration of the recording, hours. `PINNA_HOURS=12 node --test test/cli/hours.test.mjs` takes some minutes. */
const HOURS = Number(process.env.PINNA_HOURS ?? 0.25);
const RATE = 8000;

const folder = new Folder();

/** Writes a recording with some sound and then silence, as a sparse file. */
function recording(name, seconds) {
  const sound = Float32Array.from({ length: RATE }, (_, i) => 0.3 * Math.sin(i * i * 1e-5));
  const file = wav(sound, RATE);
  const bytes = 2 * RATE * seconds;
  file.writeUInt32LE(36 + bytes, 4);
  file.writeUInt32LE(bytes, 40);
  const path = folder.write(name, file);
  truncateSync(path, 44 + bytes);
  return path;
}

/** Returns the command line's output for a recording, and its peak memory, MB. */
function hear(path) {
  const told = "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS))";
  const args = [
    '--import',
    `data:text/javascript,${told}`,
    PINNA,
    'classify',
    '--model',
    TINY,
    '--backend',
    'wasm',
    path,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { result: jsonLines(stdout)[0], peak: Number(/peak (\d+)/.exec(stderr)[1]) / 1024 };
}

test(`a recording of ${HOURS} h takes no more memory than one of a minute`, (context) => {
  const short = hear(recording('minute.wav', 60));
  const long = hear(recording('hours.wav', HOURS * 3600));
  context.diagnostic(`${long.peak.toFixed()} MB at most, and ${short.peak.toFixed()} MB for a minute`);
  assert.equal(long.result.seconds, HOURS * 3600);
  assert.ok(long.peak < short.peak + 64, `${long.peak} MB, and ${short.peak} MB for a minute`);
});
