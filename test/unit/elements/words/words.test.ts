import { expect } from 'chai';
import '../../../../src/entries/german.js';
import { describe, it } from 'vitest';
import { wordsIn } from '../../../../src/elements/words/words.js';

const NBSP = '\u00a0';

describe('Words', () => {
  const english = wordsIn('en');
  const german = wordsIn('de');

  it('writes times as minutes and seconds, and hours where needed', () => {
    expect([0, 9.99, 61, 3599.5, 3600, 36_061].map((seconds) => english.clock(seconds))).to.deep.equal([
      '0:00',
      '0:09',
      '1:01',
      '59:59',
      '1:00:00',
      '10:01:01',
    ]);
    expect(english.span(61, 65)).to.equal('1:01–1:05');
    expect(german.span(61, null)).to.equal('seit 1:01');
  });

  it('writes numbers as the language does', () => {
    expect(english.percent(0.934)).to.equal('93%');
    expect(german.percent(0.934)).to.equal(`93${NBSP}%`);
    expect(english.number(1234.5, 1)).to.equal('1,234.5');
    expect(german.number(1234.5, 1)).to.equal('1.234,5');
    expect([-0.004, 0.004, -0.006].map((value) => english.number(value, 2))).to.deep.equal(['0', '0', '−0.01']);
    expect(wordsIn('de-CH').number(1234.5, 1)).to.match(/^1['’]234\.5$/);
    expect(english.hertz(7800)).to.equal(`7.8${NBSP}kHz`);
    expect(german.hertz(7800)).to.equal(`7,8${NBSP}kHz`);
    expect(german.hertz(440)).to.equal(`440${NBSP}Hz`);
    expect(german.milliseconds(4.25, 1)).to.match(/^4,3\sms$/);
  });

  it('knows a language by the tag of other systems', () => {
    expect(wordsIn('de_AT').strings.stop).to.equal('Stopp');
    expect(wordsIn('de_CH').lang).to.equal('de-CH');
  });

  it('has a true minus, and a word for silence', () => {
    expect(english.decibels(-31.6)).to.equal(`−32${NBSP}dBFS`);
    expect([english, german].map((words) => words.decibels(-Infinity))).to.deep.equal(['silence', 'Stille']);
  });

  it('joins lists and counts as the language does', () => {
    expect(english.list(['dog', 'rain', 'wind'])).to.equal('dog, rain, and wind');
    expect(german.list(['Hund', 'Regen', 'Wind'])).to.equal('Hund, Regen und Wind');
    expect(english.strings.spectrogram(english.count(1))).to.contain('1 second');
    expect(english.strings.spectrogram(english.count(20))).to.contain('20 seconds');
    expect(german.strings.spectrogram(german.count(1))).to.contain('1 Sekunde');
    expect(german.strings.spectrogram(german.count(1))).not.to.contain('Sekunden');
  });

  it('makes words of class names, also of those that it does not know', () => {
    expect(
      ['washing_machine', 'door_wood_knock', 'hiphop', 'dog', 'constructor'].map((name) => english.className(name)),
    ).to.deep.equal(['washing machine', 'knocking', 'hip-hop', 'dog', 'constructor']);
    expect(['washing_machine', 'snow_plough'].map((name) => german.className(name))).to.deep.equal([
      'Waschmaschine',
      'snow plough',
    ]);
  });

  it('names a sound with the family that people would say', () => {
    const bark = { label: 'bark', families: ['dog', 'domestic_animals_pets', 'animal'] };
    expect([english, german].map((words) => words.soundName(bark))).to.deep.equal(['barking · dog', 'Bellen · Hund']);
    const dog = { label: 'dog', families: ['domestic_animals_pets', 'animal'] };
    expect([english, german].map((words) => words.soundName(dog))).to.deep.equal(['dog · animal', 'Hund · Tier']);
    expect(german.familyName(dog)).to.equal('Tier');
  });

  it('names no family that the sound names already, that nobody would say, or that does not exist', () => {
    const horn = { label: 'train_horn', families: ['train', 'rail_transport', 'vehicle', 'sounds_of_things'] };
    expect([english, german].map((words) => words.soundName(horn))).to.deep.equal([
      'train horn · vehicle',
      'Zughorn · Fahrzeug',
    ]);
    expect(english.soundName({ label: 'printer', families: ['mechanisms', 'sounds_of_things'] })).to.equal('printer');
    expect(english.soundName({ label: 'dog', families: [] })).to.equal('dog');
    expect(english.familyName({ label: 'dog', families: [] })).to.equal(undefined);
  });
});
