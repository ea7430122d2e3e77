import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { modelNames } from '../../models/names.mjs';
import { Folder, pinna } from '../harness/run-pinna.mjs';

/** A model of format version 2, of which `classes` reads only the description. */
const trunk = JSON.parse(readFileSync(new URL('../fixtures/reference/trunk-tiny/model.json', import.meta.url), 'utf8'));
const decision = { minDuration: 0, mergeGap: 0, on: 0.5, off: 0.3 };
const events = {
  ...{ name: 'events', activation: 'sigmoid', temperature: 1, clipPooling: 'mean-logit', decision },
  classes: [{ name: 'dog' }, { name: 'bark' }, { name: 'hum', quiet: true }],
  parents: { bark: ['dog'], dog: ['domestic_animals_pets'], domestic_animals_pets: ['animal'] },
};
const figures = { classes: { events: { dog: { clips: 51, precision: 0.82, recall: 0.9, f1: 0.857 } } } };
/** Number of columns in the table of classes of a model card. */
const COLUMNS = 8;
const folder = new Folder();
folder.write('model.json', JSON.stringify({ ...trunk, heads: [events], figures }));

test('classes lists what a model can detect, with its figures', () => {
  const { status, stdout, stderr } = pinna('classes', '--model', folder.path);
  assert.deepEqual([status, stderr], [0, '']);
  const [title, header, ...rows] = stdout.trimEnd().split('\n');
  assert.equal(title, `Classes of ${trunk.name} ${trunk.version}`);
  const cells = (line) => line.trim().split(/\s{2,}/);
  assert.deepEqual(cells(header), [
    ...['head', 'class', 'name', 'families', 'reported', 'F1', 'precision', 'recall', 'clips'],
  ]);
  assert.deepEqual(rows.map(cells), [
    ['events', 'dog', 'dog', 'pet, animal', 'yes', '0.86', '0.82', '0.90', '51'],
    ['events', 'bark', 'barking', 'dog, pet, animal', 'yes', 'not measured', '–', '–', '–'],
    ['events', 'hum', 'hum', '–', 'no', 'not measured', '–', '–', '–'],
  ]);
});

test('classes --json writes the same as JSON', () => {
  const { status, stdout } = pinna('classes', '--json', '--model', folder.path);
  assert.equal(status, 0);
  const { model, modelVersion, classes } = JSON.parse(stdout);
  assert.deepEqual([model, modelVersion], [trunk.name, trunk.version]);
  assert.deepEqual(classes[0], {
    ...{ head: 'events', class: 'dog', name: 'dog', families: ['domestic_animals_pets', 'animal'], quiet: false },
    figures: figures.classes.events.dog,
  });
  assert.equal(classes[1].figures, null);
  assert.equal(classes[2].quiet, true);
});

for (const name of modelNames()) {
  test(`classes lists the shipped model ${name}, whose figures are those of its card`, () => {
    const { classes } = JSON.parse(pinna('classes', '--json', '--model', name).stdout);
    assert.deepEqual([...new Set(classes.map(({ head }) => head))], ['genre', 'bird', 'events']);
    const card = readFileSync(new URL(`../../models/${name}/README.md`, import.meta.url), 'utf8');
    const rows = card.split('\n').filter((line) => line.split(' | ').length === COLUMNS);
    // The card has no row for quiet classes, which are never reported.
    const measured = classes.filter(({ head, figures: own, quiet }) => head === 'events' && own && !quiet);
    assert.ok(measured.length > 60);
    const cell = (value) => (value === undefined ? '–' : value.toFixed(2));
    for (const { class: event, figures: own } of measured) {
      const row = rows.find((line) => line.startsWith(`| \`${event}\` |`));
      assert.deepEqual(
        row.split(' | ').slice(2, 6),
        [String(own.clips), cell(own.precision), cell(own.recall), cell(own.f1)],
        event,
      );
    }
  });
}

for (const [what, args] of Object.entries({
  'an unknown model': ['--model', 'huge'],
  'a file': ['sound.wav'],
  'a file for JSON': ['--json', 'classes.json'],
  'an option of classify': ['--chunk', '5'],
})) {
  test(`classes refuses ${what}`, () => {
    const { status, stdout, stderr } = pinna('classes', ...args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^pinna: [^\n]+\n$/);
  });
}

test('classes says which model file is missing or wrong', () => {
  const none = pinna('classes', '--model', `${folder.path}/none`);
  assert.equal(none.status, 1);
  assert.match(none.stderr, /model\.json cannot be read/);
  const wrong = new Folder();
  wrong.write('model.json', JSON.stringify({ ...trunk, heads: [{ ...events, parents: { cat: ['animal'] } }] }));
  const bad = pinna('classes', '--model', wrong.path);
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /heads\[0\]\.parents names "cat"/);
});
