import { expect } from 'chai';
import { registerLocale } from '../../../../src/entries/elements.js';
import { registerBundledLocale } from '../../../../src/elements/words/translate.js';
import { englishNetwork } from '../../../../src/elements/words/network/english-network.js';
import { englishExplore } from '../../../../src/elements/words/english-explore.js';
import { englishNovelty } from '../../../../src/elements/words/novelty/english-novelty.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import { de } from '../../../../src/entries/german.js';
import { PinnaError, PinnaErrorCode } from '../../../../src/errors.js';
import { modelNames } from '../../../unit/model/model-names.js';
import { textOf, texts } from './all-texts.js';

/** Every complete locale, with the texts that are the same as in English. */
const COMPLETE = [
  {
    locale: de,
    same: [
      'start',
      'backToLive',
      'decibels',
      'hertz',
      'kilohertz',
      'span',
      'unknown',
      'format.jsonl',
      'now.one',
      'now.withKind',
      'file.once',
      'file.music',
      'file.section',
      'descriptors.name.tempo',
      'descriptors.tempo',
      'descriptors.decibels',
      'lineIn.decibels',
      'log.daySize',
      'explore.boxColumns.median',
      'network.kind.block',
      'network.moment',
      'network.unitRaises',
      'network.partOf',
    ],
  },
];

for (const { locale, same } of COMPLETE) {
  describe(`The locale ${locale.lang}`, () => {
    const english = texts({
      ...wordsIn('en').strings,
      explore: englishExplore,
      network: englishNetwork,
      novelty: englishNovelty,
    });
    const other = texts(locale.strings);

    it('has every text that English has, and no other', () => {
      expect([...other.keys()].sort()).to.deep.equal([...english.keys()].sort());
    });

    it('says each in its own language', () => {
      for (const [key, text] of english) {
        if (key === 'error') continue;
        const own = other.get(key);
        expect(typeof own, key).to.equal(typeof text);
        expect(textOf(own), key).not.to.equal('');
        if (!same.includes(key)) expect(textOf(own), key).not.to.equal(textOf(text));
      }
    });

    it('says every error: what happened, what to do, and the details that it leaves out', () => {
      const { error } = locale.strings;
      for (const code of Object.values(PinnaErrorCode)) {
        const { what, todo, detail } = error(new PinnaError(code, 'It is at X. Do Y.'));
        expect(what, code).to.match(/^\p{Lu}.+[.:]$/u);
        expect(todo, code).to.match(/^\p{Lu}.+\.$/u);
        expect([undefined, 'It is at X. Do Y.'], code).to.include(detail);
      }
      expect(error(new PinnaError(PinnaErrorCode.ModelMissing, 'No https://x/.')).detail).to.contain('https');
      expect(error(new PinnaError(PinnaErrorCode.NoDevice, '…'))).not.to.have.property('detail');
    });

    for (const model of modelNames) {
      it(`has every class of ${model}, each its own; and English has no underscore`, async () => {
        const { heads } = (await (await fetch(`/models/${model}/model.json`)).json()) as {
          heads: { classes: { name: string }[] }[];
        };
        const names = heads.flatMap(({ classes }) => classes.map(({ name }) => name));
        expect(names.length).to.be.greaterThan(50);
        expect(names.filter((name) => !locale.classes[name])).to.deep.equal([]);
        // A genre or a bird is a class of two heads.
        expect(new Set(names.map((name) => locale.classes[name])).size).to.equal(new Set(names).size);
        for (const name of names) expect(wordsIn('en').className(name)).not.to.contain('_');
      });
    }
  });
}

describe('registerLocale', () => {
  it('replaces one text and one class, and leaves the others', () => {
    registerLocale({
      lang: 'en-x-test',
      strings: { start: 'Listen', message: { idle: 'Go.' } },
      classes: { dog: 'hound' },
    });
    const words = wordsIn('en-x-test');
    expect(words.strings.start).to.equal('Listen');
    expect(words.strings.message.idle).to.equal('Go.');
    expect(words.strings.message.starting).to.equal(wordsIn('en').strings.message.starting);
    expect(words.className('dog')).to.equal('hound');
    expect(words.className('hiphop')).to.equal('hip-hop');
    expect(wordsIn('en').strings.start).to.equal('Start');
  });

  it('adds a language: what it leaves out is English, its numbers are its own', () => {
    registerLocale({ lang: 'fi', strings: { start: 'Aloita' } });
    const words = wordsIn('fi-FI');
    expect([words.strings.start, words.strings.stop]).to.deep.equal(['Aloita', 'Stop']);
    expect(words.number(0.5, 1)).to.equal('0,5');
    registerLocale({ lang: 'fi', strings: { stop: 'Lopeta' } });
    expect([wordsIn('fi').strings.start, wordsIn('fi').strings.stop]).to.deep.equal(['Aloita', 'Lopeta']);
  });

  it('takes precedence over bundled strings, whichever was first', () => {
    registerLocale({ lang: 'it', strings: { start: 'Avvia' }, classes: { dog: 'cane' } });
    registerBundledLocale({
      lang: 'it',
      strings: { start: 'Inizia', stop: 'Ferma' },
      classes: { dog: 'cagnolino', cat: 'gatto' },
    });
    const words = wordsIn('it');
    expect([words.strings.start, words.strings.stop]).to.deep.equal(['Avvia', 'Ferma']);
    expect([words.className('dog'), words.className('cat')]).to.deep.equal(['cane', 'gatto']);
    registerBundledLocale({ lang: 'nl', strings: { stop: 'Stop maar' } });
    registerLocale({ lang: 'nl', strings: { stop: 'Halt' } });
    expect(wordsIn('nl').strings.stop).to.equal('Halt');
  });

  it('takes a tag in any case, the nearest region first', () => {
    registerLocale({ lang: 'DE-ch', strings: { stop: 'Halt' } });
    expect(wordsIn('de-CH').strings.stop).to.equal('Halt');
    expect(wordsIn('de-CH').strings.source).to.equal('Quelle');
    expect(wordsIn('de-AT').strings.stop).to.equal('Stopp');
  });

  it('speaks English, numbers included, where a language is unknown or no tag at all', () => {
    for (const lang of ['eo', '', 'no such language!']) {
      expect(wordsIn(lang).strings.stop, lang).to.equal('Stop');
      expect(wordsIn(lang).number(0.5, 1), lang).to.equal('0.5');
    }
    expect(() => registerLocale({ lang: '!' })).to.throw(RangeError, 'language tag');
  });
});
