import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EXPORT_FORMATS } from '../../dist/formats.js';
import { modelNames } from '../../models/names.mjs';
import { classify, Folder, pinna, PINNA, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const folder = new Folder();
const file = folder.write('sound.wav', wavFile([chirp(0.5)], 16_000));

/** Commands, with an option that their help explains. */
const commands = {
  classify: ['--format', '--output', '--model', '--backend', '--chunk', '--jobs', '--shard', '--cost'],
  listen: ['--rate', '--channels', '--sample', '--format', '--source', '--model', '--backend', '--chunk'],
  evaluate: ['--data', '--manifest', '--strong', '--split', '--json', '--predictions', '--logits', '--model'],
  fit: ['--logits', '--json', '--split', '--wrong-cost', '--budget', '--confirm', '--model'],
  describe: ['--per', '--format'],
  classes: ['--json', '--model'],
};

/** Runs a request for help and returns its text, which fits a terminal. */
function helpText(...args) {
  const { status, stdout, stderr } = pinna(...args);
  assert.deepEqual([status, stderr], [0, '']);
  const tooLong = stdout.split('\n').filter((line) => line.length > 80);
  assert.deepEqual(tooLong, [], 'a terminal has 80 columns');
  return stdout;
}

for (const option of ['--help', '-h', 'help']) {
  test(`${option} names every command`, () => {
    const text = helpText(option);
    for (const command of Object.keys(commands)) assert.match(text, new RegExp(`^  ${command} `, 'm'));
    for (const word of ['--version', '--help']) assert.ok(text.includes(word), word);
  });
}

for (const [command, options] of Object.entries(commands)) {
  test(`${command} --help explains its options and has an example`, () => {
    const text = helpText(command, '--help');
    for (const option of [...options, '--help'])
      assert.match(text, new RegExp(`^ {2}(-h, )?${option}\\b`, 'm'), option);
    assert.match(text, /^Examples?:\n {2}.*\bpinna /m);
    assert.match(text, new RegExp(`^Usage: .*pinna ${command}`));
    assert.equal(helpText('help', command), text);
    assert.equal(helpText(command, '-h'), text);
  });
}

test('the help of classify has a line for every format and its extension', () => {
  const stdout = helpText('classify', '--help');
  const output = /--output DIR[^]*?--jobs/.exec(stdout)[0];
  for (const { id, extension } of EXPORT_FORMATS) {
    assert.match(stdout, new RegExp(`^ +${id} +\\w`, 'm'), id);
    assert.ok(output.includes(`.${extension}`), extension);
  }
});

test('--version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  assert.equal(pinna('--version').stdout, `${version}\n`);
});

const wrong = {
  'no command': [],
  'an unknown command': ['hear'],
  'help for an unknown command': ['help', 'hear'],
  'no file': ['classify'],
  'an unknown option': ['classify', '--loud', file],
  'an option without its value': ['classify', file, '--format'],
  'an unknown format': ['classify', '--format', 'xml', file],
  'an unknown backend': ['classify', '--backend', 'gpu', file],
  'no chunk': ['classify', '--chunk', '0', file],
  'a broken chunk': ['classify', '--chunk', '1.5', file],
  'a chunk that is not a number': ['classify', '--chunk', 'many', file],
  'a huge chunk': ['classify', '--chunk', '10001', file],
  'no job': ['classify', '--jobs', '0', file],
  'an invalid shard': ['classify', '--shard', '3/2', file],
  'a shard of nothing': ['classify', '--shard', '1', file],
  'the cost of detections': ['classify', '--format', 'csv', '--cost', file],
  'frames of several files without a folder': ['classify', '--format', 'frames', file, 'b.wav'],
  'frames of two files of one name': ['classify', '--format', 'frames', '--output', folder.path, file, 'b/sound.mp3'],
  'labels of several files without a folder': ['classify', '--format', 'audacity', file, 'b.wav'],
  'tables of two files of one name': ['classify', '--format', 'csv', '--output', folder.path, file, 'b/sound.mp3'],
  'a folder without a format': ['classify', '--output', folder.path, file],
  'a folder for summaries': ['classify', '--format', 'summary', '--output', folder.path, file],
  'a folder for tables': ['classify', '--format', 'table', '--output', folder.path, file],
  'an option of another command': ['describe', '--jobs', '2', file],
  'a file to listen to': ['listen', file],
  'channels of WAV': ['listen', '--channels', '2'],
  'a sample rate that is too low': ['listen', '--rate', '3'],
  'a sample rate that is too high': ['listen', '--rate', '384000'],
  'an unknown sample format': ['listen', '--rate', '16000', '--sample', 's8'],
  'an answer in a pipe': ['listen', '--format', 'answer'],
};
for (const [what, args] of Object.entries(wrong)) {
  test(`${what}: one line, status 2, nothing on standard output`, () => {
    const { status, stdout, stderr } = pinna(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^pinna: [^\n]+ See pinna (\w+ )?--help\.\n$/);
  });
}

const meant = {
  'a command': [['clasify', file], 'classify'],
  'a file without a command': [[file], `pinna classify ${file}`],
  'an option': [['classify', '--fromat', 'csv', file], '--format'],
  'the beginning of an option': [['evaluate', '--pred', 'x', '--data', '.'], '--predictions'],
  'an option of another command': [['classify', '--split', 'val', file], undefined],
  'a format': [['classify', '--format', 'cvs', file], 'csv'],
  'a backend': [['classify', '--backend', 'wsam', file], 'wasm'],
  'a model': [['classes', '--model', 'wavnet'], 'wavenet'],
};
for (const [what, [args, name]] of Object.entries(meant)) {
  test(`says which name was meant: ${what}`, () => {
    const { status, stderr } = pinna(...args);
    assert.equal(status, 2);
    const found = / Did you mean (.*?)\?/.exec(stderr)?.[1];
    assert.equal(found, name, stderr);
  });
}

test('a model that is missing or broken, a backend that is not there: one line, status 1', () => {
  const broken = new Folder();
  const attempts = [
    ['--model', `${folder.path}/none`],
    ['--model', folder.path],
    ['--backend', 'webgpu', '--model', TINY],
  ];
  broken.write('model.json', '{');
  attempts.push(['--model', broken.path]);
  for (const args of attempts) {
    const { status, stdout, stderr } = pinna('classify', ...args, file);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^pinna: [^\n]+\n$/);
  }
});

test('a model is a name of those that come with the package, or a path', () => {
  const unknown = pinna('classify', '--model', 'crn', file);
  assert.deepEqual([unknown.status, unknown.stdout], [2, '']);
  assert.match(
    unknown.stderr,
    /^pinna: There is no model named "crn": name crnn, [^\n]+ "\.\/crn"\. Did you mean crnn\?\n$/,
  );
  const path = pinna('classify', '--model', './crnn', file);
  assert.equal(path.status, 1);
  assert.match(path.stderr, /crnn\/model\.json cannot be read/);
});

for (const name of modelNames()) {
  test(`--model ${name} is shipped`, () => {
    const { status, stdout, stderr } = pinna('classify', '--model', name, '--backend', 'wasm', file);
    assert.deepEqual([status, stderr], [0, '']);
    assert.ok('speech' in JSON.parse(stdout).events.clip);
  });
}

for (const backend of ['auto', 'cpu', 'wasm']) {
  test(`--backend ${backend} says nothing beside the result`, () => {
    const { status, stdout, stderr } = classify('--backend', backend, file);
    assert.deepEqual([status, stderr], [0, '']);
    const used = JSON.parse(stdout).backend;
    assert.ok(backend === 'auto' ? ['cpu', 'wasm'].includes(used) : used === backend);
  });
}

test('a reader that closes the output early is not an error', () => {
  const long = folder.write('long.wav', wavFile([chirp(60)], 16_000));
  const command = `"${process.execPath}" "${PINNA}" classify --model "${TINY}" --format frames "${long}" | head -n 2`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(stdout.split('\n').length, 3);
});
