import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { wavFile } from '../cli/sounds.mjs';
import { results, root } from './bundle.mjs';

const MINUTES = 5;
const RATE = 48_000;
const ROUNDS = 2;

/**
 * Runs the built command line over a WAV file on WASM. Measures duration of sound per processor time of all threads, including
 * start and decoding.
 */
export function benchFiles(model) {
  mkdirSync(results, { recursive: true });
  const file = `${results}/bench.wav`;
  let phase = 0;
  const sound = Float32Array.from({ length: MINUTES * 60 * RATE }, (_, n) => {
    phase += 0.02 + 0.02 * Math.sin(n / 90_000);
    return 0.2 * Math.sin(phase) + 0.02 * (Math.random() - 0.5);
  });
  writeFileSync(file, wavFile([sound], RATE));
  const args = ['dist/cli/pinna.js', 'classify', '--cost', '--backend', 'wasm', '--model', model, file];
  // A preloaded module prints the process's figures when it exits.
  const hook = `${results}/told-at-exit.cjs`;
  writeFileSync(
    hook,
    "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(`${user + system}`); });",
  );
  const runs = Array.from({ length: ROUNDS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', hook, ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    return { seconds: Number(stderr) / 1e6, costPerSecond: JSON.parse(stdout).costPerSecond };
  });
  const seconds = Math.min(...runs.map((run) => run.seconds));
  const cost = Math.min(...runs.map((run) => run.costPerSecond));
  return {
    minutes: MINUTES,
    sampleRate: RATE,
    timesRealTime: (MINUTES * 60) / seconds,
    computingTimesRealTime: 1 / cost,
  };
}

export function printFiles({ minutes, sampleRate, timesRealTime, computingTimesRealTime }) {
  console.log(`\nFiles on the command line: ${minutes} minutes of WAV at ${sampleRate / 1000} kHz, WASM, one core`);
  console.table({
    '× real time': {
      'all, by processor time': timesRealTime.toFixed(0),
      'computing alone, by the wall clock': computingTimesRealTime.toFixed(0),
    },
  });
}
