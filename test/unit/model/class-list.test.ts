import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { classList } from '../../../src/model/class-list.js';
import { validateManifest } from '../../../src/model/loading/validate-manifest.js';
import type { ModelManifest } from '../../../src/model/manifest.js';
import { sigmoidHead, softmaxHead } from '../decisions/heads.js';
import { readJson } from '../on-disk.js';

const parents = { bark: ['dog'], dog: ['animal'] };
const events = { ...sigmoidHead('events', ['music', 'dog', 'bark', { name: 'hum', quiet: true }]), parents };

describe('the classes of a model', () => {
  let base: ModelManifest;
  const withFigures = (classes: unknown) => ({
    ...base,
    heads: [softmaxHead('genre', ['jazz']), events],
    figures: { split: 'val', classes },
  });

  beforeAll(async () => {
    base = await readJson<ModelManifest>('test/fixtures/reference/trunk-tiny/model.json');
  });

  it('are listed with families, silence and figures', () => {
    const figures = { events: { dog: { clips: 51, f1: 0.86 } } };
    expect(classList(validateManifest(withFigures(figures)))).to.deep.equal([
      { head: 'genre', name: 'jazz', families: [], isQuiet: false, figures: undefined },
      { head: 'events', name: 'music', families: [], isQuiet: false, figures: undefined },
      { head: 'events', name: 'dog', families: ['animal'], isQuiet: false, figures: { clips: 51, f1: 0.86 } },
      { head: 'events', name: 'bark', families: ['dog', 'animal'], isQuiet: false, figures: undefined },
      { head: 'events', name: 'hum', families: [], isQuiet: true, figures: undefined },
    ]);
    expect(classList({ heads: [events] }).map(({ figures: none }) => none)).to.deep.equal(Array(4).fill(undefined));
  });

  const bad: [what: string, classes: unknown, message: string][] = [
    ['no object', [], 'figures.classes is not an object'],
    ['a head that does not exist', { birds: {} }, 'figures.classes names "birds", which is not a head'],
    ['a head that is not an object', { events: 0.9 }, 'figures.classes.events is not an object'],
    ['a class of another head', { events: { jazz: {} } }, 'figures.classes.events names "jazz", which is not a class'],
    ['a figure of a class', { events: { dog: 0.9 } }, 'figures.classes.events.dog is not an object'],
    [
      'a share above 1',
      { events: { dog: { f1: 86 } } },
      'figures.classes.events.dog.f1 is 86, not a share from 0 to 1',
    ],
    ['a share that is null', { events: { dog: { recall: null } } }, 'figures.classes.events.dog.recall is null'],
    ['half a clip', { events: { dog: { clips: 0.5 } } }, 'figures.classes.events.dog.clips is 0.5, not a whole number'],
  ];
  for (const [what, classes, message] of bad) {
    it(`are refused with figures of ${what}`, () => {
      expect(() => validateManifest(withFigures(classes)))
        .to.throw(message)
        .with.property('code', 'model-corrupt');
    });
  }
});
