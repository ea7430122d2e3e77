import { expect } from 'chai';
import { afterAll, describe, it } from 'vitest';
import { registerLocale } from '../../../../src/elements/words/translate.js';
import { wordsIn } from '../../../../src/elements/words/words.js';
import { englishPlugin } from '../../../../src/wam/gui/words/english-plugin.js';
import { germanPlugin } from '../../../../src/wam/gui/words/german-plugin.js';
import { registerGerman, pluginStrings } from '../../../../src/wam/gui/words/plugin-words.js';
import { textOf, texts } from '../../../browser/elements/words/all-texts.js';

/** Texts that are the same in German and English. */
const SAME = ['name', 'bypass', 'seconds', 'frames'];

describe("The plugin's view in German", () => {
  // Other test files of the thread share the registry.
  afterAll(() => registerLocale({ lang: 'de', strings: { stop: 'Stopp', plugin: { notes: germanPlugin.notes } } }));

  const english = texts(englishPlugin);
  const german = texts(germanPlugin);

  it('has every text that English has, and no other', () => {
    expect([...german.keys()].sort()).to.deep.equal([...english.keys()].sort());
  });

  it('says each in German', () => {
    for (const [key, text] of english) {
      const other = german.get(key);
      expect(typeof other, key).to.equal(typeof text);
      expect(textOf(other), key).not.to.equal('');
      if (!SAME.some((shared) => key === shared)) expect(textOf(other), key).not.to.equal(textOf(text));
    }
  });

  it('comes with the view, and after what the page has registered', () => {
    registerLocale({ lang: 'de', strings: { stop: 'Schluss', plugin: { notes: 'Töne' } } });
    registerGerman();
    expect([wordsIn('de').strings.stop, wordsIn('de').strings.tryAgain]).to.deep.equal(['Schluss', 'Erneut']);
    expect(pluginStrings('de-AT')).to.deep.equal({ ...germanPlugin, notes: 'Töne' });
  });
});

describe('registerLocale', () => {
  it("reaches the plugin's view, in part or whole", () => {
    const inLanguage = (lang: string) => pluginStrings(wordsIn(lang).lang);
    registerLocale({ lang: 'pt', strings: { plugin: { bypass: 'Contornar', parameter: { step: 'Passo' } } } });
    expect([inLanguage('pt').bypass, inLanguage('pt').parameter.step]).to.deep.equal(['Contornar', 'Passo']);
    expect([inLanguage('pt').notes, inLanguage('pt').parameter.delay]).to.deep.equal(['Notes', 'MIDI delay']);
    registerLocale({ lang: 'en-x-host', strings: { plugin: { head: { bird: 'Wings' } } } });
    expect(inLanguage('en-x-host').head).to.deep.equal({ ...englishPlugin.head, bird: 'Wings' });
    expect(inLanguage('en').head.bird).to.equal('Birds');
  });
});
