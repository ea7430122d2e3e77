import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Folder, jsonLines, pinna, PINNA, TINY } from '../harness/run-pinna.mjs';
import { wavFile } from './sounds.mjs';

const RATE = 16_000;
const MODEL = fileURLToPath(new URL('../../models/crnn', import.meta.url));

/** Uniform random numbers from −1 to 1 (a linear congruential generator). */
function noise(seed) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 31 - 1;
}

/** A second of quiet, the sound, a second of quiet. */
function take(seed, seconds, sound) {
  const random = noise(seed);
  const length = Math.round((seconds + 2) * RATE);
  return Float32Array.from({ length }, (_, n) => {
    const t = n / RATE - 1;
    return 0.001 * random() + (t >= 0 && t < seconds ? 0.2 * sound(t, random) : 0);
  });
}

/** Beeps in a rhythm, and puffs of noise. Takes differ in pitch, rhythm and length. */
const beeps = (seed) => {
  const random = noise(seed * 7 + 1);
  const [hertz, period] = [1800 * (1 + 0.02 * random()), 0.3 * (1 + 0.1 * random())];
  return take(seed, 1.5, (t) => (t % period < 0.15 ? Math.sin(2 * Math.PI * hertz * t) : 0));
};
const puffs = (seed) => {
  const period = 0.4 * (1 + 0.15 * noise(seed * 7 + 1)());
  return take(seed, 1.6, (t, random) => random() * Math.exp(-(t % period) / 0.06));
};

const folder = new Folder();
const sounds = { beeps, puffs };
for (const name of [...Object.keys(sounds), '_background', 'empty-examples'])
  mkdirSync(`${folder.path}/lessons/${name}`, { recursive: true });
for (const [name, sound] of Object.entries(sounds)) {
  for (let i = 1; i <= 3; i++) folder.write(`lessons/${name}/${i}.wav`, wavFile([sound(i)], RATE));
  for (let i = 11; i <= 12; i++) folder.write(`${name}-${i}.wav`, wavFile([sound(i)], RATE));
}
folder.write('lessons/_background/room.wav', wavFile([take(90, 18, () => 0)], RATE));
folder.write('room.wav', wavFile([take(91, 6, () => 0)], RATE));
folder.write('lessons/empty-examples/note.txt', 'not a sound');

const out = `${folder.path}/my-sounds.json`;
const lessons = `${folder.path}/lessons`;
const ready = () => {
  if (existsSync(out)) return;
  const { status, stderr } = pinna('teach', `${folder.path}/ready`, '--out', out, '--model', MODEL);
  assert.equal(status, 0, stderr);
};
mkdirSync(`${folder.path}/ready`);
for (const name of [...Object.keys(sounds), '_background']) {
  mkdirSync(`${folder.path}/ready/${name}`);
  for (const file of name === '_background' ? ['room'] : ['1', '2', '3']) {
    folder.write(`ready/${name}/${file}.wav`, readFileSync(`${lessons}/${name}/${file}.wav`));
  }
}

test('teach learns the sounds of a folder, and prints what it knows about each', () => {
  const { status, stdout, stderr } = pinna('teach', `${folder.path}/ready`, '--out', out, '--model', MODEL);
  assert.equal(status, 0, stderr);
  const [header, ...rows] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/));
  assert.deepEqual(header.slice(0, 5), ['label', 'examples', 'found', 'false alarms an hour', 'threshold']);
  assert.deepEqual(
    rows.map(([label, examples]) => [label, examples]),
    [
      ['beeps', '3'],
      ['puffs', '3'],
    ],
  );
  for (const [, , found, falseAlarms, threshold] of rows) {
    assert.match(found, /^[0-3] of 3$/);
    assert.ok(Number(falseAlarms) <= 0.31, falseAlarms);
    assert.ok(Number(threshold) >= 0.5 && Number(threshold) < 1, threshold);
  }
  const file = JSON.parse(readFileSync(out, 'utf8'));
  assert.deepEqual(
    file.classes.map(({ label }) => label),
    ['beeps', 'puffs'],
  );
  assert.ok(statSync(out).size / 2 < 2500);
});

test('classify --taught finds new takes, and leaves everything else as it is', () => {
  ready();
  const files = ['beeps-11.wav', 'puffs-11.wav', 'beeps-12.wav', 'puffs-12.wav', 'room.wav'].map(
    (name) => `${folder.path}/${name}`,
  );
  const heard = jsonLines(pinna('classify', '--model', MODEL, '--taught', out, ...files).stdout);
  const plain = jsonLines(pinna('classify', '--model', MODEL, ...files).stdout);
  const labels = heard.map(({ detections }) => [
    ...new Set(detections.filter(({ head }) => head === 'taught').map(({ label }) => label)),
  ]);
  assert.deepEqual(labels, [['beeps'], ['puffs'], ['beeps'], ['puffs'], []]);
  for (const [i, { taught, detections, ...rest }] of heard.entries()) {
    assert.deepEqual(Object.keys(taught.clip), ['beeps', 'puffs']);
    const { detections: before, ...same } = plain[i];
    assert.deepEqual(rest, same);
    assert.deepEqual(
      detections.filter(({ head }) => head !== 'taught'),
      before,
    );
  }
});

test('classify --taught gives an object for one sound, and the same with --jobs', () => {
  ready();
  const file = JSON.parse(readFileSync(out, 'utf8'));
  const one = folder.write('one.json', JSON.stringify({ ...file, classes: file.classes.slice(0, 1) }));
  const args = [
    'classify',
    '--model',
    MODEL,
    '--taught',
    one,
    `${folder.path}/beeps-11.wav`,
    `${folder.path}/puffs-11.wav`,
  ];
  const { stdout } = pinna(...args);
  for (const { taught } of jsonLines(stdout)) assert.equal(typeof taught.clip.beeps, 'number');
  assert.equal(pinna(...args, '--jobs', '2').stdout, stdout);
});

test('evaluate --taught measures the taught sounds', () => {
  ready();
  folder.write(
    'labels.csv',
    'path,events\nbeeps-11.wav,beeps\npuffs-11.wav,puffs\nbeeps-12.wav,beeps\npuffs-12.wav,puffs\n',
  );
  const json = `${folder.path}/figures.json`;
  const args = ['--data', folder.path, '--manifest', `${folder.path}/labels.csv`, '--json', json, '--model', MODEL];
  const { status, stdout, stderr } = pinna('evaluate', ...args, '--taught', out);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /Taught sounds by detections/);
  const { decisions, scores } = JSON.parse(readFileSync(json, 'utf8'));
  for (const name of Object.keys(sounds)) {
    assert.deepEqual(
      [decisions.taught.classes[name].truePositives, decisions.taught.classes[name].falsePositives],
      [2, 0],
    );
    assert.equal(scores.taught.classes[name].auc, 1);
  }
});

test('teach and --taught say what is wrong, in one line', () => {
  ready();
  const other = folder.write(
    'other.json',
    readFileSync(out, 'utf8').replace(/"network":"[0-9a-f]{4}/, '"network":"0000'),
  );
  const mistaken = `${folder.path}/mistaken`;
  mkdirSync(mistaken);
  folder.write('mistaken/faders.csv', 'file,name,value\na.wav,loud,2\n');
  const many = `${folder.path}/many`;
  for (let i = 0; i < 33; i++) mkdirSync(`${many}/sound ${i}`, { recursive: true });
  const misnamed = `${folder.path}/misnamed`;
  mkdirSync(`${misnamed}/bell `, { recursive: true });
  const broken = folder.write('broken.json', '{"format":"pinna-taught"}');
  const sound = `${folder.path}/room.wav`;
  const classify = (taught) => ['classify', '--model', MODEL, '--taught', taught, sound];
  for (const [args, expected, message, count = 1] of [
    [['teach'], 2, /one folder/],
    [['teach', lessons], 2, /--out FILE/],
    [['teach', `${folder.path}/none`, '--out', out], 2, /cannot be read/],
    [['teach', lessons, '--out', out, '--model', MODEL], 2, /no sound file/],
    [['teach', lessons, '--out', out, '--target', '0'], 2, /above 0/],
    [['teach', mistaken, '--out', out, '--model', MODEL], 2, /faders\.csv, line 2: the value "2"/],
    [['teach', `${folder.path}/ready`, '--out', out, '--model', TINY], 1, /teaching\.bin/],
    [['teach', `${folder.path}/ready`, '--out', `${folder.path}/none/a.json`, '--model', MODEL], 2, /Check --out/],
    [['teach', many, '--out', out, '--model', MODEL], 2, /33 folders\. Teach at most 32/],
    [['teach', misnamed, '--out', out, '--model', MODEL], 2, /"bell " cannot be the name of a sound\. Rename it/],
    [['teach', `${folder.path}/ready/_background`, '--out', out, '--model', MODEL], 2, /no folder .* Make one/, 2],
    [classify(other), 1, /another network/],
    [classify(broken), 1, /taught sounds/],
    [classify(`${folder.path}/none.json`), 2, /cannot be read/],
  ]) {
    const before = readFileSync(out, 'utf8');
    const { status, stderr } = pinna(...args);
    assert.equal(status, expected, `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split('\n').length, count, stderr);
    assert.equal(readFileSync(out, 'utf8'), before);
  }
});

test('teach learns what it can from a folder full of oddities, reports the rest, and ends with 1', () => {
  const [bell, ping] = ['Tür zu 🔔'.normalize('NFD'), 'one'];
  for (const name of [bell, ping, 'broken']) mkdirSync(`${folder.path}/odd/${name}`, { recursive: true });
  const wave = (samples, rate = RATE, channels = 1) => wavFile(Array(channels).fill(samples), rate);
  const sixfold = (samples) => Float32Array.from({ length: 6 * samples.length }, (_, n) => samples[Math.floor(n / 6)]);
  folder.write(`odd/${bell}/stereo für uns.wav`, wave(beeps(1), RATE, 2));
  folder.write(`odd/${bell}/96 kHz.wav`, wave(sixfold(beeps(2)), 6 * RATE));
  folder.write(`odd/${ping}/1.wav`, wave(puffs(1)));
  folder.write(`odd/${ping}/cut.wav`, 'RIFF and nothing else');
  folder.write(`odd/${ping}/short.wav`, wave(puffs(1).subarray(0, 300)));
  folder.write(`odd/${ping}/silent.wav`, wave(new Float32Array(RATE)));
  folder.write(`odd/${ping}/phone.m4a`, 'AAC');
  folder.write('odd/broken/1.wav', 'no sound');
  folder.write('odd/beside.wav', wave(puffs(2)));
  const file = `${folder.path}/odd.json`;
  const { status, stdout, stderr } = pinna('teach', `${folder.path}/odd`, '--out', file, '--model', MODEL);
  assert.equal(status, 1, stderr);
  const learnt = JSON.parse(readFileSync(file, 'utf8')).classes.map(({ label, figures }) => [label, figures.examples]);
  assert.deepEqual(learnt, [
    ['Tür zu 🔔', 2],
    ['one', 1],
  ]);
  assert.match(stdout, /Tür zu 🔔/);
  const lines = stderr.trimEnd().split('\n');
  for (const [name, message] of [
    ['odd', /1 sound file lies outside .* Move each/],
    ['phone.m4a', /Convert it/],
    ['cut.wav', /Convert it/],
    ['short.wav', /too short .* Record/],
    ['silent.wav', /silent\. Record/],
    ['broken/1.wav', /Convert it/],
    ['broken', /not learnt.* Record/],
  ]) {
    const own = lines.filter((line) => line.includes(`${name}: `));
    assert.equal(own.length, 1, `${name}: ${stderr}`);
    assert.match(own[0], message);
  }
  assert.equal(lines.length, 7, stderr);
  const clip = `${folder.path}/beeps-11.wav`;
  const [{ taught }] = jsonLines(pinna('classify', '--model', MODEL, '--taught', file, clip).stdout);
  assert.ok(taught.clip['Tür zu 🔔'] > taught.clip.one);
});

test('listen --taught names the taught sounds as classify does', () => {
  ready();
  const wav = readFileSync(`${folder.path}/beeps-11.wav`);
  const args = [PINNA, 'listen', '--model', MODEL, '--taught', out];
  const { status, stdout } = spawnSync(process.execPath, args, { input: wav, encoding: 'utf8' });
  assert.equal(status, 0);
  const ends = jsonLines(stdout).filter(({ phase, head }) => phase === 'end' && head === 'taught');
  const [{ detections }] = jsonLines(
    pinna('classify', '--model', MODEL, '--taught', out, `${folder.path}/beeps-11.wav`).stdout,
  );
  const expected = detections.filter(({ head }) => head === 'taught');
  assert.ok(expected.length > 0);
  assert.deepEqual(
    ends.map(({ label, onset, offset }) => [label, onset, offset]),
    expected.map(({ label, onset, offset }) => [label, onset, offset]),
  );
});

test('teach learns faders from faders.csv, and classify writes their values', () => {
  const path = `${folder.path}/numbers`;
  mkdirSync(`${path}/_faders`, { recursive: true });
  const hum = (gain, seed) => take(seed, 2, (t, random) => 10 ** (gain / 20) * (Math.sin(700 * t) + 0.3 * random()));
  const values = [0, 0.25, 0.5, 0.75, 1, 0.1, 0.6, 0.9];
  const rows = values.map((value, i) => {
    folder.write(`numbers/_faders/${i}.wav`, wavFile([hum(40 * value - 40, i)], RATE));
    return `_faders/${i}.wav,loud,${value},1,3`;
  });
  folder.write('numbers/faders.csv', ['file,name,value,from,to', ...rows, ''].join('\n'));
  const file = `${folder.path}/numbers.json`;
  const { status, stdout, stderr } = pinna('teach', path, '--out', file, '--model', MODEL);
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /loud\s+8\s+(1\.00|0\.[89]\d)/);
  const quiet = folder.write('quiet.wav', wavFile([hum(-36, 50)], RATE));
  const loud = folder.write('loud.wav', wavFile([hum(-2, 51)], RATE));
  const args = ['classify', '--model', MODEL, '--taught', file, quiet, loud];
  const text = pinna(...args).stdout;
  const [low, high] = jsonLines(text).map(({ faders }) => faders.loud);
  const listening = [PINNA, 'listen', '--model', MODEL, '--taught', file];
  const live = spawnSync(process.execPath, listening, { input: readFileSync(loud), encoding: 'utf8' });
  const lines = jsonLines(live.stdout).filter(({ phase }) => phase === 'faders');
  assert.ok(lines.length >= 3 && lines.every(({ at, atTime }) => at > 0 && typeof atTime === 'string'), live.stderr);
  assert.ok(Math.max(...lines.map(({ faders }) => faders.loud)) > 0.5);
  assert.ok(low >= 0 && high <= 1 && high - low > 0.2, `${low} ${high}`);
  assert.equal(pinna(...args, '--jobs', '2').stdout, text);
  pinna(
    'classify',
    '--format',
    'frames',
    '--output',
    `${folder.path}/tables`,
    '--model',
    MODEL,
    '--taught',
    file,
    loud,
  );
  const table = readFileSync(`${folder.path}/tables/loud.tsv`, 'utf8');
  const [header, ...lastRows] = table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  assert.equal(header.at(-1), 'fader:loud');
  const column = lastRows.map((cells) => Number(cells.at(-1)));
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  assert.ok(lastRows.every(({ length }) => length === header.length));
  assert.ok(Math.abs(mean - high) < 1e-3, `${mean} ${high}`);
});

test('classify --format frames has a column for each taught sound, also with --jobs', () => {
  ready();
  const output = (jobs) => `${folder.path}/frames-${jobs}`;
  const files = ['beeps-11.wav', 'puffs-11.wav'].map((name) => `${folder.path}/${name}`);
  const args = ['classify', '--format', 'frames', '--model', MODEL, '--taught', out];
  for (const jobs of ['1', '2']) pinna(...args, '--jobs', jobs, '--output', output(jobs), ...files);
  const [header, ...table] = readFileSync(`${output('1')}/beeps-11.tsv`, 'utf8')
    .trimEnd()
    .split('\n');
  assert.deepEqual(header.split('\t').slice(-2), ['beeps', 'puffs']);
  const [most, other] = [-2, -1].map((at) => Math.max(...table.map((row) => Number(row.split('\t').at(at)))));
  assert.ok(most > 0.5 && other < most, `${most} ${other}`);
  assert.equal(readFileSync(`${output('2')}/beeps-11.tsv`, 'utf8'), [header, ...table, ''].join('\n'));
});

test('teach --thorough compares the frozen network with a trained layer, and keeps the layer only if it is better', () => {
  const twenty = `${folder.path}/twenty`;
  const puff = (seed) => take(seed, 0.3, (t, random) => random() * Math.exp(-t / (0.05 + 0.02 * (seed % 3))));
  for (const [label, sound, count] of [
    ['puffs', puff, 20],
    ['beeps', beeps, 1],
  ]) {
    mkdirSync(`${twenty}/${label}`, { recursive: true });
    for (let i = 1; i <= count; i++) folder.write(`twenty/${label}/${i}.wav`, wavFile([sound(40 + i)], RATE));
  }
  const fresh = folder.write('fresh.wav', wavFile([puff(90)], RATE));
  const file = `${folder.path}/thorough.json`;
  const { status, stdout, stderr } = pinna('teach', twenty, '--out', file, '--model', MODEL, '--thorough');
  assert.equal(status, 0, stderr);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s{2,}/));
  const header = rows.findIndex(([, second]) => second === 'found, frozen');
  assert.deepEqual(rows[header], [
    ...['label', 'found, frozen', 'found, with layer', 'loss, frozen', 'loss, with layer', 'error', 'layer'],
  ]);
  const [few, enough] = rows.slice(header + 1);
  assert.equal(few[0], 'beeps');
  assert.equal(few.at(-1), 'needs 20 examples');
  const [label, frozen, trained, frozenLoss, trainedLoss, error, layer] = enough;
  assert.equal(label, 'puffs');
  for (const found of [frozen, trained]) assert.match(found, /^\d+ of 20$/);
  const isBetter = Number(frozenLoss) - Number(trainedLoss) > 2 * Number(error) - 3e-4;
  assert.ok(layer === 'no better' || (layer === 'kept' && isBetter), enough.join(' | '));
  const taught = JSON.parse(readFileSync(file, 'utf8'));
  const learnt = taught.classes.find((one) => one.label === 'puffs');
  assert.equal('layer' in learnt, layer === 'kept');
  assert.equal(taught.formatVersion, layer === 'kept' ? 2 : 1);
  const found = jsonLines(pinna('classify', '--model', MODEL, '--taught', file, fresh).stdout);
  assert.ok(found[0].detections.some(({ head, label }) => head === 'taught' && label === 'puffs'));
});

test('teach refuses an example of more than a minute, says what to do, and learns from the others', () => {
  for (const name of ['long/beeps', 'long/puffs']) mkdirSync(`${folder.path}/${name}`, { recursive: true });
  folder.write('long/beeps/1.wav', wavFile([beeps(1)], RATE));
  folder.write('long/puffs/1.wav', wavFile([puffs(1)], RATE));
  folder.write('long/puffs/2.wav', wavFile([take(2, 60, () => 0)], RATE));
  const { status, stdout, stderr } = pinna(
    'teach',
    `${folder.path}/long`,
    '--out',
    `${folder.path}/long.json`,
    '--model',
    MODEL,
  );
  assert.equal(status, 1);
  assert.match(stderr, /2\.wav: An example may have at most 60 s.*cut the part with the sound out of the recording/);
  assert.match(stdout, /puffs +1 /);
});
