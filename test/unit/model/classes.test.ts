import { expect } from 'chai';
import { beforeAll, describe, it } from 'vitest';
import { englishClasses } from '../../../src/model/english-classes.js';
import { Families } from '../../../src/model/families.js';
import { ManifestReader } from '../../../src/model/loading/manifest-reader.js';
import { validateHeads } from '../../../src/model/loading/validate-heads.js';
import type { ClassManifest, ModelManifest } from '../../../src/model/manifest.js';
import { germanClasses } from '../../../src/elements/words/german-classes.js';
import { SHOWN_FAMILIES } from '../../../src/answer/shown-families.js';
import { wordsIn } from '../../../src/elements/words/words.js';
import { sigmoidHead } from '../decisions/heads.js';
import { readJson } from '../on-disk.js';
import '../../../src/entries/german.js';

interface Entry extends Pick<ClassManifest, 'name' | 'audioset'> {
  readonly parents?: readonly string[];
}

interface Classes {
  readonly quiet: readonly { readonly reason: string; readonly classes: readonly string[] }[];
  readonly classes: readonly Entry[];
  readonly families: readonly Entry[];
}

describe('models/classes.json', () => {
  let file: Classes;
  let all: readonly Entry[];
  let shipped: ModelManifest;
  let families: Families;

  beforeAll(async () => {
    file = await readJson<Classes>('models/classes.json');
    all = [...file.classes, ...file.families];
    shipped = await readJson<ModelManifest>('models/crnn/model.json');
    families = new Families({ parents: Object.fromEntries(all.map(({ name, parents = [] }) => [name, parents])) });
  });

  it('has the 527 classes of AudioSet, and the labelled ones that it lacks, each once', () => {
    expect(file.classes).to.have.length(533);
    for (const key of ['name', 'audioset'] as const) {
      const values = all.map((entry) => entry[key]).filter((value) => value !== undefined);
      expect(new Set(values).size).to.equal(values.length);
    }
    expect(file.classes.slice(527).map(({ name }) => name)).to.deep.equal([
      ...['can_opening', 'drinking_sipping', 'mouse_click', 'washing_machine', 'bassoon', 'oboe'],
    ]);
    for (const { name } of all) expect(name).to.match(/^[a-z0-9]+(_[a-z0-9]+)*$/);
  });

  it('spells the 71 classes of the first models as they did, with the same id', async () => {
    const ids = new Map(file.classes.map(({ name, audioset }) => [name, audioset ?? null]));
    const first = await readJson<Record<string, string | null>>('test/fixtures/first-event-names.json');
    expect(Object.keys(first)).to.have.length(71);
    for (const [name, audioset] of Object.entries(first)) expect(ids.get(name), name).to.equal(audioset);
  });

  it('has families that the loader accepts', () => {
    const classes = file.classes.map(({ name }) => name);
    const parents = Object.fromEntries(all.map(({ name, parents: direct = [] }) => [name, direct]));
    validateHeads(new ManifestReader({ heads: [{ ...sigmoidHead('events', classes), parents }] }, ''), 2);
    for (const { name } of file.families) expect(families.membersOf(name), name).not.to.deep.equal([]);
  });

  const certain = {
    bark: 'dog domestic_animals_pets animal',
    growling: 'animal',
    chirping_birds: 'bird_vocalization_bird_call_bird_song bird wild_animals animal',
    violin_or_fiddle: 'bowed_string_instrument musical_instrument music',
    oboe: 'wind_instrument_woodwind_instrument musical_instrument music',
    jazz: 'music',
    coughing: 'human_sounds',
    hubbub_speech_noise_speech_babble: 'human_group_actions human_sounds',
    door_wood_knock: 'door domestic_sounds_home_sounds sounds_of_things',
    // The bell may be an instrument, or not; the tap may be on a door, or not.
    church_bells: 'bell',
    tap: '',
    hum: '',
  };
  for (const [name, expected] of Object.entries(certain)) {
    it(`makes ${name} surely one of: ${expected || 'nothing'}`, () => {
      expect(families.certain(name).join(' ')).to.equal(expected);
    });
  }

  it('has quiet classes, each once and for a reason', () => {
    const names = new Set(file.classes.map(({ name }) => name));
    const quiet = file.quiet.flatMap(({ classes }) => classes);
    expect(quiet.filter((name) => !names.has(name))).to.deep.equal([]);
    expect(new Set(quiet).size).to.equal(quiet.length);
    for (const { reason } of file.quiet) expect(reason).to.match(/^\w.{20,}\.$/s);
    expect(quiet).to.include.members(['hum', 'noise', 'static', 'silence', 'inside_small_room', 'mechanical_fan']);
  });

  it('are quiet in the shipped model exactly if they are quiet here; another head reports some of them', () => {
    const quiet = new Set(file.quiet.flatMap(({ classes }) => classes));
    const { classes } = shipped.heads.find(({ name }) => name === 'events')!;
    const marked = classes.filter((entry) => entry.quiet).map(({ name }) => name);
    expect(marked.sort()).to.deep.equal([...quiet].sort());
    const elsewhere = shipped.heads.filter(({ name }) => name !== 'events').flatMap((head) => head.classes);
    for (const { audioset } of elsewhere) {
      const { name } = file.classes.find((entry) => entry.audioset === audioset)!;
      expect(quiet.has(name), name).to.equal(true);
    }
  });

  it('has a name for all in English and German, and no two of the same name', () => {
    const own = (name: string) => !Object.hasOwn(germanClasses, name);
    expect(all.filter(({ name }) => own(name))).to.deep.equal([]);
    for (const lang of ['en', 'de']) {
      const words = wordsIn(lang);
      const shown = all.map(({ name }) => words.className(name).toLowerCase());
      expect(shown.filter((name, at) => shown.indexOf(name) !== at)).to.deep.equal([]);
    }
  });

  it('or the shipped models have every class that is named', () => {
    const known = new Set([...all, ...shipped.heads.flatMap(({ classes }) => classes)].map(({ name }) => name));
    const named = [...Object.keys(englishClasses), ...Object.keys(germanClasses), ...SHOWN_FAMILIES];
    expect(named.filter((name) => !known.has(name))).to.deep.equal([]);
    expect(Object.keys(englishClasses).filter((name) => englishClasses[name] === name.replaceAll('_', ' '))).to.be
      .empty;
  });

  it('has members for each family that is shown', () => {
    for (const family of SHOWN_FAMILIES) expect(families.membersOf(family), family).not.to.deep.equal([]);
  });
});
