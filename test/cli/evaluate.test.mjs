import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { test } from 'node:test';
import { classify, Folder, jsonLines, pinna, TINY } from '../harness/run-pinna.mjs';
import { chirp, wavFile } from './sounds.mjs';

const model = JSON.parse(readFileSync(`${TINY}/model.json`, 'utf8'));
const classNames = (head) => model.heads.find(({ name }) => name === head).classes.map(({ name }) => name);
const [first, second] = classNames('events');
const [genre] = classNames('genre');

const folder = new Folder();
mkdirSync(`${folder.path}/audio`);
/** Returns bursts of different lengths, so that detections start and end. */
const bursts = (seconds) => chirp(seconds).map((x, n) => (Math.floor(n / 5000) % 3 === 1 ? x / 300 : x));
const sounds = {
  'bursts.wav': bursts(4),
  'rising.wav': chirp(4),
  'falling.wav': chirp(2).reverse(),
  'quiet, "soft".wav': chirp(3).map((x) => x / 1000),
};
for (const [name, samples] of Object.entries(sounds)) folder.write(`audio/${name}`, wavFile([samples], 16_000));
folder.write('audio/broken.wav', 'RIFF');
folder.write('audio/short.wav', wavFile([chirp(0.02)], 16_000));

const HEADER = 'path,dataset,split,group,seconds,events,bird,music,speech,genre';
const ROWS = [
  `audio/bursts.wav,set,val,a,4,${first},1,,,${genre}`,
  `audio/rising.wav,set,val,b,4,${second},0,,,`,
  `audio/falling.wav,other,val,c,2,,0,0,0,`,
  `"audio/quiet, ""soft"".wav",other,train,d,3,,,,,${genre}`,
];
const manifest = (name, rows, header = HEADER) => folder.write(name, [header, ...rows, ''].join('\n'));
manifest('manifest.csv', ROWS);
manifest(
  'strong.csv',
  [`audio/bursts.wav,0.5,1.5,${first}`, `audio/bursts.wav,2,3,${first}`, `audio/rising.wav,1,3.5,bird`],
  'path,onset,offset,class',
);

const evaluate = (...args) => pinna('evaluate', '--data', folder.path, '--model', TINY, '--backend', 'wasm', ...args);

/** Returns the figures of a run, which must exit with `status`. */
function figures(args = [], status = 0) {
  const json = `${folder.path}/figures.json`;
  const run = evaluate('--json', json, ...args);
  assert.equal(run.status, status, run.stderr);
  return { ...run, report: JSON.parse(readFileSync(json, 'utf8')) };
}

test('evaluate gives every clip the result of classify', () => {
  const tsv = `${folder.path}/predictions.tsv`;
  const { report, stdout, stderr } = figures(['--predictions', tsv]);
  assert.equal(stderr, '');
  assert.ok(stdout.includes('Events by detections'));
  assert.deepEqual(
    [report.format, report.formatVersion, report.backend, report.chunk, report.split],
    ['pinna-evaluation', 1, 'wasm', 32, null],
  );
  assert.deepEqual(report.model, { name: model.name, version: model.version, weights: model.weights.sha256 });
  assert.deepEqual([report.clips.listed, report.clips.evaluated, report.clips.failed], [4, 4, []]);
  assert.ok(Math.abs(report.clips.hours - 13 / 3600) < 1e-9);

  const [header, ...lines] = readFileSync(tsv, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split('\t').map((cell, i) => [header.split('\t')[i], cell])),
  );
  const heard = jsonLines(classify(...Object.keys(sounds).map((name) => `${folder.path}/audio/${name}`)).stdout);
  assert.deepEqual(
    rows.map(({ path }) => path),
    Object.keys(sounds).map((name) => `audio/${name}`),
  );
  rows.forEach((row, i) => {
    assert.equal(Number(row.bird_score), heard[i].bird.clip);
    assert.equal(Number(row.event_score), Math.max(...Object.values(heard[i].events.clip)));
    assert.equal(heard[i].genre.clip[row.genre], Number(row.genre_score));
    assert.equal(
      row.detections,
      heard[i].detections.map(({ label, onset, offset }) => `${label}:${onset}-${offset}`).join(' '),
    );
  });
  assert.deepEqual(
    rows.map((row) => [row.truth, row.bird_truth, row.genre_truth]),
    [
      [first, '1', genre],
      [second, '0', ''],
      ['', '0', ''],
      ['', '', genre],
    ],
  );

  const counted = heard.flatMap(({ detections }) => detections);
  const { overall } = report.rates;
  assert.equal(overall.detections, counted.filter(({ head }) => head !== 'genre').length);
  assert.equal(overall.genreDetections, counted.filter(({ head }) => head === 'genre').length);
  const bird = report.decisions.bird.classes.bird;
  const said = heard.map(({ detections }) => detections.some(({ head }) => head === 'bird'));
  assert.deepEqual([bird.support, bird.truePositives, bird.falsePositives], [1, Number(said[0]), said[1] + said[2]]);
});

test('what is not known is not counted, and what cannot be measured is null', () => {
  const { report } = figures();
  const { classes, macroAuc } = report.scores.events;
  // Each of the two names is present once and absent once. Clips without names count only if a flag says so.
  assert.deepEqual([classes[first].positives, classes[first].negatives], [1, 1]);
  for (const name of classNames('events').filter((label) => ![first, second, 'music', 'speech'].includes(label)))
    assert.deepEqual(classes[name], { positives: 0, negatives: 2, auc: null, averagePrecision: null });
  assert.ok(macroAuc >= 0 && macroAuc <= 1);
  assert.deepEqual(Object.keys(report.singleLabel), ['set']);
  assert.equal(report.singleLabel.set.confusion.total, 2);
  assert.deepEqual(
    Object.entries(report.genre.prefixes).map(([name, { total }]) => [name, total]),
    [
      ['1', 2],
      ['3', 2],
      ['10', 0],
      ['all', 2],
    ],
  );
  assert.equal(report.genre.prefixes[10].accuracy, null);
  assert.equal(report.calibration.bird.bins.length, 15);
  assert.equal(report.calibration.bird.count, 3);
});

test('timed events are compared, where a clip has them', () => {
  const { strong } = figures().report;
  assert.equal(strong.clips, 2);
  assert.equal(strong.onset.micro.references, 3);
  assert.deepEqual([strong.delay.events, strong.delaySharp, strong.scoreDelaySharp], [3, null, null]);
  assert.equal(strong.onset.classes[first].references, 2);
  assert.equal(strong.psds1.operatingPoints, 50);
  assert.ok(strong.psds1.value >= 0 && strong.psds1.value <= 1);
  assert.deepEqual(Object.keys(strong.psds1.classes).sort(), ['bird', first].sort());

  manifest(
    'with-empty.csv',
    ROWS.map((row, i) => `${row},${i === 2 ? 1 : ''}`),
    `${HEADER},strong`,
  );
  assert.equal(figures(['--manifest', `${folder.path}/with-empty.csv`]).report.strong.clips, 3);
});

test('sounds of sharp onset have their delays apart, and all else is of all sounds', () => {
  const rows = [
    `audio/bursts.wav,0.5,1.5,${first},1`,
    `audio/bursts.wav,2,3,${first},0`,
    'audio/rising.wav,1,3.5,bird,0',
  ];
  const { report, stdout } = figures(['--strong', manifest('sharp.csv', rows, 'path,onset,offset,class,sharp')]);
  const { delaySharp, scoreDelaySharp, ...others } = report.strong;
  assert.deepEqual([delaySharp.events, Object.keys(delaySharp.classes)], [1, [first]]);
  assert.deepEqual([scoreDelaySharp.events, Object.keys(scoreDelaySharp.classes)], [1, [first]]);
  const plain = { ...figures().report.strong };
  delete plain.delaySharp;
  delete plain.scoreDelaySharp;
  assert.deepEqual(others, plain);
  assert.match(stdout, /^ +all with sharp onset +1 /m);
});

test('the figures are the same for every chunk', () => {
  const strip = ({ report }) => ({ ...report, chunk: 0, costPerSecond: 0, calibration: 0, scores: 0, singleLabel: 0 });
  const expected = strip(figures(['--chunk', '1']));
  assert.deepEqual(strip(figures(['--chunk', '100'])), expected);
});

test('reports are compared with the labels, per dataset and per kind', () => {
  const rows = ROWS.map((row, i) => `${row},${i < 2 ? 'sounds' : ''}`);
  const { report, stdout } = figures(['--manifest', manifest('kinds.csv', rows, `${HEADER},kind`)]);
  const { overall, byDataset, byKind } = report.rates;
  assert.deepEqual([Object.keys(byDataset), Object.keys(byKind)], [['other', 'set'], ['sounds']]);
  assert.equal(byKind.sounds.clips, 2);
  assert.equal(overall.right + overall.family + overall.wrong <= overall.detections, true);
  assert.equal(overall.soundClips, 2);
  assert.match(stdout, /^ +kind: sounds +2 /m);
});

test('--logits: stored outputs of the network give the same figures', () => {
  const logits = `${folder.path}/logits`;
  const plain = figures().report;
  const stored = figures(['--logits', logits]).report;
  const before = readdirSync(logits);
  assert.equal(before.length, 5);
  const read = figures(['--logits', logits]).report;
  assert.deepEqual(readdirSync(logits), before);
  for (const report of [stored, read])
    assert.deepEqual({ ...report, costPerSecond: 0 }, { ...plain, costPerSecond: 0 });
  assert.equal(read.costPerSecond, null);
  assert.ok(stored.costPerSecond > 0);
});

test('--logits refuses the folder of another model, and damaged files', () => {
  const other = `${folder.path}/other-logits`;
  mkdirSync(other);
  folder.write('other-logits/logits.json', '{}');
  const foreign = evaluate('--logits', other);
  assert.equal(foreign.status, 2);
  assert.match(foreign.stderr, /^pinna: .* outputs of another model.*\n$/);

  const damaged = `${folder.path}/damaged-logits`;
  figures(['--logits', damaged]);
  for (const name of readdirSync(damaged)) if (name !== 'logits.json') folder.write(`damaged-logits/${name}`, 'x');
  const run = evaluate('--logits', damaged);
  assert.equal(run.status, 1);
  assert.match(run.stderr, /is damaged\. Delete it\./);
});

test('fit writes heads with thresholds and evidence, which evaluate then uses', () => {
  const logits = `${folder.path}/fit-logits`;
  const json = `${folder.path}/heads.json`;
  const fit = (...args) =>
    pinna('fit', '--model', TINY, '--logits', logits, '--json', json, '--confirm', '0.1,0.4', ...args, folder.path);
  const missing = fit();
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /no stored logits of audio\/bursts\.wav/);

  figures(['--logits', logits]);
  const { status, stdout, stderr } = fit();
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Evidence needed: 0\.[14] s/);
  assert.match(stdout, /fitted on the other half +all/);
  const heads = JSON.parse(readFileSync(json, 'utf8'));
  assert.deepEqual(
    heads.map(({ name }) => name),
    model.heads.map(({ name }) => name),
  );
  for (const { activation, classes, decision } of heads) {
    if (activation === 'softmax') continue;
    assert.ok(decision.confirm.seconds > 0);
    for (const { on, off } of classes) assert.ok(off > 0 && off <= on && on < 1);
  }
  const fitted = `${folder.path}/fitted`;
  mkdirSync(fitted);
  folder.write('fitted/model.json', JSON.stringify({ ...model, heads }));
  folder.write('fitted/weights.bin', readFileSync(`${TINY}/weights.bin`));
  const { report } = figures(['--model', fitted, '--logits', logits]);
  assert.equal(report.costPerSecond, null);
});

test('--split keeps its rows', () => {
  const { report } = figures(['--split', 'train']);
  assert.deepEqual([report.split, report.clips.listed, report.strong], ['train', 1, null]);
});

test('a path may be absolute', () => {
  const rows = [`${folder.path}/audio/rising.wav,set,val,b,4,${second},0,,,`, ROWS[2]];
  assert.equal(figures(['--manifest', manifest('absolute.csv', rows)]).report.clips.evaluated, 2);
});

test('a clip that cannot be analysed is reported and counted, the others continue, status 1', () => {
  const file = manifest('bad-files.csv', [
    ...ROWS,
    'audio/broken.wav,set,val,e,1,,,,,',
    'audio/none.wav,set,val,f,1,,,,,',
    'audio/short.wav,set,val,g,1,,,,,',
  ]);
  const { report, stderr } = figures(['--manifest', file], 1);
  assert.deepEqual(
    report.clips.failed.map(({ path }) => path),
    ['audio/broken.wav', 'audio/none.wav'],
  );
  assert.deepEqual(report.clips.tooShort, ['audio/short.wav']);
  assert.equal(report.clips.evaluated, 4);
  assert.match(stderr, /^pinna: audio\/broken\.wav: .*\npinna: audio\/none\.wav: .*\npinna: audio\/short\.wav: .*\n$/);
});

test('names that the model does not have are left out with a warning', () => {
  const file = manifest('names.csv', [...ROWS.slice(1), `audio/bursts.wav,set,val,a,4,${first};theremin,,,,polka`]);
  const { report, stderr } = figures(['--manifest', file]);
  assert.match(stderr, /^pinna: Warning: [^\n]*theremin \(1\), polka \(1\)\.\n$/);
  assert.equal(report.warnings.length, 1);
  assert.ok(!('theremin' in report.scores.events.classes));
});

const badManifests = {
  'no manifest': [['--manifest', `${folder.path}/none.csv`], /There is no .*none\.csv/],
  'no strong labels where they are named': [['--strong', `${folder.path}/none.csv`], /There is no .*none\.csv/],
  'no row of the split': [['--split', 'test'], /No row .*"test"/],
  'a row with too few cells': [['--manifest', manifest('cells.csv', ['audio/bursts.wav,set'])], /line 2/],
  'a quote that never ends': [['--manifest', manifest('quote.csv', ['"audio/bursts.wav,set'])], /not a CSV table/],
  'no column path': [['--manifest', manifest('columns.csv', ['a.wav'], 'file')], /no column "path"/],
  'no rows': [['--manifest', manifest('rows.csv', [])], /no rows/],
  'a path twice': [
    ['--manifest', manifest('twice.csv', [...ROWS, './audio/rising.wav,,,,,,,,,'])],
    /Lines 3 and 6 .*same path/,
  ],
  'an invalid flag': [
    ['--manifest', manifest('flag.csv', ['audio/bursts.wav,,,,,,yes,,,'])],
    /Line 2 .*"yes" for bird/,
  ],
  'an event that ends before it begins': [
    ['--strong', manifest('backward.csv', [`audio/bursts.wav,2,1,${first}`], 'path,onset,offset,class')],
    /Line 2 of the strong labels/,
  ],
  'an output folder that is not there': [['--json', `${folder.path}/none/figures.json`], /cannot be written.*--json/],
};
for (const [what, [args, message]] of Object.entries(badManifests)) {
  test(`${what}: one line, status 2, nothing on standard output`, () => {
    const { status, stdout, stderr } = evaluate(...args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^pinna: [^\n]+\n$/);
    assert.match(stderr, message);
  });
}

const wrong = {
  'no folder': ['evaluate'],
  'a file': ['evaluate', '--data', folder.path, 'sound.wav'],
  'an option of classify': ['evaluate', '--data', folder.path, '--format', 'events'],
  'fit without a folder': ['fit', '--logits', folder.path, '--json', 'x'],
  'fit without outputs': ['fit', '--json', 'x', folder.path],
  'fit with a cost of nothing': ['fit', '--logits', 'x', '--json', 'x', '--wrong-cost', '0', folder.path],
  'an option of evaluate for classify': ['classify', '--data', folder.path, 'sound.wav'],
};
for (const [what, args] of Object.entries(wrong)) {
  test(`${what}: wrong usage`, () => {
    const { status, stderr } = pinna(...args);
    assert.equal(status, 2);
    assert.match(stderr, /^pinna: [^\n]+ See pinna (evaluate|fit|classify) --help\.\n$/);
  });
}

test('strong labels of files missing from the manifest are reported, those of another split are not', () => {
  const row = `audio/elsewhere.wav,0,1,${first}`;
  const file = manifest('stray.csv', [row, `audio/bursts.wav,0,1,${first}`], 'path,onset,offset,class');
  const { stderr, report } = figures(['--strong', file, '--split', 'train']);
  assert.match(stderr, /^pinna: Warning: The strong labels [^\n]+ 1\.\n$/);
  assert.equal(report.strong, null);
});

test('--help explains every option', () => {
  const options = {
    evaluate: ['data', 'manifest', 'strong', 'split', 'json', 'predictions', 'logits', 'taught'],
    fit: ['logits', 'json', 'split', 'wrong-cost', 'budget', 'confirm'],
  };
  for (const [command, names] of Object.entries(options)) {
    const { stdout } = pinna(command, '--help');
    for (const option of names) assert.ok(stdout.includes(`  --${option} `), option);
  }
});

test('a run that fails leaves the files that were there as they were, and nothing beside them', () => {
  const outputs = { '--json': folder.write('old.json', 'old'), '--predictions': folder.write('old.tsv', 'old') };
  const args = Object.entries(outputs).flat();
  const failing = [
    ['--manifest', manifest('none-heard.csv', ['audio/none.wav,,,,,,,,,'])],
    ['--backend', 'webgpu'],
    ['--predictions', `${folder.path}/none/old.tsv`],
  ];
  for (const more of failing) {
    assert.notEqual(evaluate(...args, ...more).status, 0);
    for (const path of Object.values(outputs)) assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.includes('.partial')),
      [],
    );
  }
  assert.equal(evaluate(...args).status, 0);
  assert.equal(JSON.parse(readFileSync(outputs['--json'], 'utf8')).format, 'pinna-evaluation');
  assert.match(readFileSync(outputs['--predictions'], 'utf8'), /^path\t/);
});

test('an output may be no plain file, and may not be a folder', () => {
  const nowhere = `${folder.path}/nowhere`;
  symlinkSync('/dev/null', nowhere);
  assert.equal(evaluate('--json', nowhere, '--split', 'train').status, 0);
  assert.ok(lstatSync(nowhere).isSymbolicLink());
  assert.match(evaluate('--json', folder.path).stderr, /cannot be written: a folder has this name\. Check --json/);
});

test('no clip that can be analysed is an error', () => {
  const { status, stdout, stderr } = evaluate('--manifest', manifest('all-bad.csv', ['audio/none.wav,,,,,,,,,']));
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(stderr, /No clip could be analysed/);
});
