import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { Folder, pinna, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const RATE = 16_000;
const FULL = '/dev/full';
const folder = new Folder();

/** A tone or noise of half a second; recordings of a class differ a little. */
const tone = (i) =>
  Float32Array.from({ length: RATE / 2 }, (_, n) => 0.3 * Math.sin((2 * Math.PI * (400 + 20 * i) * n) / RATE));
const noise = (i) => {
  let state = i + 1;
  return Float32Array.from({ length: RATE / 2 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 0.2 * (state / 2 ** 31 - 1);
  });
};
/** Characters that a page must not read as HTML. */
const HOSTILE = "o'<b>&";
const sounds = { tone, [HOSTILE]: noise };
for (const [name, sound] of Object.entries(sounds)) {
  mkdirSync(`${folder.path}/sounds/${name}`, { recursive: true });
  for (let i = 0; i < 4; i++) folder.write(`sounds/${name}/${i}.wav`, wavFile([sound(i)], RATE));
}
folder.write('sounds/loose.wav', wavFile([chirp(0.5)], RATE));

const explore = (...args) => pinna('explore', '--model', TINY, '--backend', 'wasm', ...args);
const out = (name) => `${folder.path}/${name}`;
const read = (name) => readFileSync(out(name), 'utf8');

test('explore writes maps as JSON, and prints how well the classes are found', () => {
  const { status, stdout, stderr } = explore(out('sounds'), '--out', out('map.json'));
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(stdout, /^9 recordings, 2 classes\. Leave one out:\n/);
  const map = JSON.parse(read('map.json'));
  assert.deepEqual([map.format, map.formatVersion, map.layout], ['pinna-map', 1, 'pca']);
  assert.equal(map.descriptors.length, 57);
  assert.equal(map.correlation.length, 57);
  assert.deepEqual(
    map.recordings.map(({ file, label }) => [file, label]),
    [
      ['loose.wav', null],
      ...Object.keys(sounds)
        .sort()
        .flatMap((name) => [0, 1, 2, 3].map((i) => [`${name}/${i}.wav`, name])),
    ],
  );
  for (const { descriptors, embedding, place, nearest, seconds, novelty } of map.recordings) {
    assert.ok(novelty >= 0 && novelty <= 2);
    assert.equal(descriptors.length, 57);
    assert.ok(embedding.length > 10 && embedding.every(Number.isFinite));
    assert.equal(seconds, 0.5);
    for (const kind of ['descriptors', 'embedding']) {
      assert.equal(place[kind].length, 2);
      assert.equal(nearest[kind].length, 5);
    }
  }
  // The chirp is like nothing else in the folder.
  const byNovelty = [...map.recordings].sort((a, b) => b.novelty - a.novelty);
  assert.equal(byNovelty[0].file, 'loose.wav');
  assert.match(stdout, /\nMost unusual here: loose\.wav\n$/);
  // Tones and noise differ in every way.
  assert.equal(map.leaveOneOut.descriptors.accuracy, 1);
  assert.equal(map.leaveOneOut.descriptors.chance, 0.5);
  const [first] = map.recordings.filter(({ label }) => label === 'tone');
  assert.ok(first.nearest.descriptors.slice(0, 3).every((name) => name.startsWith('tone/')));
});

test('explore describes a file as describe does', () => {
  explore(out('sounds'), '--out', out('same.json'));
  const map = JSON.parse(read('same.json'));
  const [header, row] = pinna('describe', `${out('sounds')}/tone/0.wav`)
    .stdout.trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const described = Object.fromEntries(header.map((name, i) => [name, Number(row[i])]));
  const { descriptors } = map.recordings.find(({ file }) => file === 'tone/0.wav');
  const own = Object.fromEntries(map.descriptors.map((name, i) => [name, descriptors[i]]));
  for (const name of ['rms_mean', 'centroid_var', 'mfcc1_mean', 'mfcc20_var', 'onset_strength_mean', 'tempo'])
    assert.ok(Math.abs(own[name] - described[name]) <= 1e-4 * Math.max(1, Math.abs(described[name])), name);
  const pitches = Object.entries(described).filter(([name]) => /^chroma_.*_mean$/.test(name));
  const mean = pitches.reduce((sum, [, value]) => sum + value, 0) / 12;
  assert.ok(Math.abs(own.chroma_mean - mean) < 1e-5);
});

test('explore writes a table, and lays out by neighbours, the same each time', () => {
  for (const name of ['map.csv', 'again.csv'])
    assert.equal(explore(out('sounds'), '--layout', 'neighbours', '--out', out(name)).status, 0);
  assert.equal(read('map.csv'), read('again.csv'));
  const [header, ...rows] = read('map.csv').trimEnd().split('\r\n');
  assert.match(header, /^file,label,seconds,descriptors_x,descriptors_y,embedding_x,embedding_y,novelty,chroma_mean,/);
  assert.equal(rows.length, 9);
  assert.ok(rows.every((row) => row.split(',').length === 8 + 57));
});

test('explore writes one page with safe names', () => {
  assert.equal(explore(out('sounds'), '--out', out('map.html')).status, 0);
  const page = read('map.html');
  assert.ok(!page.includes('<b>'));
  assert.ok(page.includes('o&#39;&lt;b&gt;&amp;'));
  assert.equal(page.match(/<a href="sounds\/tone\/\d\.wav"/g).length, 8);
  assert.match(page, /<html lang="en">/);
  assert.match(
    page,
    /<h2>Most unusual here<\/h2>.*<ol><li><a href="sounds\/loose\.wav">loose\.wav<\/a> \d\.\d\d<\/li><\/ol>/,
  );
  assert.doesNotMatch(page, /(src|href)="(https?:)?\/\//);
});

test('explore writes its page in German', () => {
  assert.equal(explore(out('sounds'), '--lang', 'de', '--out', out('german.html')).status, 0);
  const page = read('german.html');
  assert.match(page, /<html lang="de">/);
  assert.match(page, /<h1>Karte von 9 Aufnahmen<\/h1>/);
  assert.match(page, /100,0\s% \(immer die größte Klasse: 50,0\s%\)/);
  const text = page.replace(/<(style|script)>[^]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
  assert.doesNotMatch(text, /\b(recordings?|descriptors|classes|the|of|unusual|variance)\b/i);
});

test('a manifest names recordings, classes and groups', () => {
  const names = [0, 1, 2, 3].flatMap((i) => [`tone/${i}.wav`, `${HOSTILE}/${i}.wav`]);
  const rows = names.map((path, i) => `${path},${i % 3 ? 'val' : 'train'},${i % 2 ? 'noise' : 'tone'},take ${i >> 2}`);
  const manifest = folder.write('list.csv', `path,split,genre,group\n${rows.join('\n')}\n`);
  const { status, stdout } = explore(
    out('sounds'),
    '--manifest',
    manifest,
    '--split',
    'val',
    '--out',
    out('some.json'),
  );
  assert.equal(status, 0);
  assert.match(stdout, /^5 recordings, 2 classes/);
  const { recordings } = JSON.parse(read('some.json'));
  assert.deepEqual(
    recordings.map(({ label, group }) => [label, group]),
    [
      ['noise', 'take 0'],
      ['tone', 'take 0'],
      ['tone', 'take 1'],
      ['noise', 'take 1'],
      ['noise', 'take 1'],
    ],
  );
});

test('a file that cannot be read is reported, and the map has the others', () => {
  mkdirSync(out('damaged'));
  for (let i = 0; i < 3; i++) folder.write(`damaged/${i}.wav`, wavFile([tone(i)], RATE));
  folder.write('damaged/broken.wav', 'no sound');
  const { status, stdout, stderr } = explore(out('damaged'), '--out', out('damaged.json'));
  assert.equal(status, 1);
  assert.match(stderr, /^pinna: [^\n]*broken\.wav: [^\n]+\n$/);
  assert.match(stdout, /^3 recordings/);
  const { recordings, failed } = JSON.parse(read('damaged.json'));
  assert.equal(recordings.length, 3);
  assert.match(failed[0].file, /broken\.wav$/);
});

test('too few recordings: one line, and no file', () => {
  mkdirSync(out('few'));
  folder.write('few/1.wav', wavFile([tone(1)], RATE));
  const { status, stdout, stderr } = explore(out('few'), '--out', out('few.json'));
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^pinna: A map needs 3 recordings, and 1 could be read\. Add more\.\n$/);
  assert.ok(!existsSync(out('few.json')));
  assert.deepEqual(
    readdirSync(folder.path).filter((name) => name.includes('partial')),
    [],
  );
});

test('wrong usage: one line, status 2', () => {
  const wrong = [
    [['--out', out('x.json')], /explore needs one folder/],
    [[out('sounds')], /explore needs --out FILE/],
    [[out('sounds'), '--out', out('map.xml')], /--out must end in \.json, \.csv, \.html/],
    [[out('sounds'), '--out', out('x.json'), '--layout', 'neighbors'], /Did you mean neighbours\?/],
    [
      [out('sounds'), '--out', out('x.json'), '--lang', 'de'],
      /--lang sets the language of a page: add --out FILE\.html/,
    ],
    [[out('sounds'), '--out', out('x.html'), '--lang', 'fr'], /--lang must be one of en, de/],
    [[out('none'), '--out', out('x.json')], /is not a folder/],
    [[out('sounds'), '--out', out('x.json'), '--manifest', out('none.csv')], /There is no .*none\.csv/],
    [[out('sounds'), '--out', out('x.json'), '--split', 'val'], /--split needs a manifest/],
    [[out('sounds'), '--out', out('none/x.json')], /cannot be written/],
  ];
  for (const [args, message] of wrong) {
    const { status, stdout, stderr } = explore(...args);
    assert.deepEqual([status, stdout], [2, ''], stderr);
    assert.match(stderr, /^pinna: [^\n]+\n$/);
    assert.match(stderr, message);
  }
});

test('a full disk: one line, status 1', { skip: !existsSync(FULL) }, () => {
  symlinkSync(FULL, out('full.json'));
  const { status, stdout, stderr } = explore(out('sounds'), '--out', out('full.json'));
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /^pinna: [^\n]+ cannot be written: the disk is full[^\n]+\n$/);
});
