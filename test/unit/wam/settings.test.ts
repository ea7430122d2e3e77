import { expect } from 'chai';
import { describe, it } from 'vitest';
import { defaultParameterValues } from '../../../src/wam/settings/parameters.js';
import { defaultSettings, readState, toState, type PluginSettings } from '../../../src/wam/settings/settings.js';
import { writeTaughtFile } from '../../../src/teach/file/taught-file.js';
import { taughtClass } from '../teach/made-up.js';
import { rejects } from '../model/rejects.js';

describe('the state of the plugin', () => {
  const settings: PluginSettings = {
    model: 'tiny',
    heads: ['genre'],
    thresholds: { dog: { on: 0.6, off: 0.3 } },
    emitsNotes: false,
    notes: { 'events:dog': 1, 'genre:jazz': null },
    controls: [
      { score: 'genre:jazz', controller: 119 },
      { score: 'bird:bird', parameter: 'mix' },
    ],
    taught: writeTaughtFile({ network: 'ab'.repeat(32), licence: 'Any.', classes: [taughtClass('kettle')] }),
    midiOutput: 'out',
  };

  it('is read as it was written', () => {
    const parameters = defaultParameterValues();
    const state = JSON.parse(JSON.stringify(toState(settings, parameters))) as unknown;
    expect(readState(state, defaultSettings())).to.deep.equal({ settings, parameters });
  });

  it('leaves what it does not name', () => {
    expect(readState({}, settings)).to.deep.equal({ settings, parameters: {} });
    expect(readState({ model: 'crnn' }, settings).settings).to.deep.equal({ ...settings, model: 'crnn' });
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['a list', []],
    ['another format', { format: 'midi' }],
    ['a later version', { version: 2 }],
    ['what it does not know', { colour: 'red' }],
    ['a model without a name', { model: '' }],
    ['a model that is not there', { model: 'nosuch' }],
    ['an invalid head', { heads: ['fish'] }],
    ['thresholds out of range', { thresholds: { dog: 2 } }],
    ['thresholds that are a list', { thresholds: [] }],
    ['a word for yes', { emitsNotes: 'yes' }],
    ['a note without a head', { notes: { dog: 5 } }],
    ['a note that MIDI has not', { notes: { 'events:dog': 128 } }],
    ['a broken note', { notes: { 'events:dog': 1.5 } }],
    ['controls that are not a list', { controls: {} }],
    ['a control of nothing', { controls: [{ controller: 5 }] }],
    ['a controller that is reserved', { controls: [{ score: 'bird:bird', controller: 120 }] }],
    ['a control to nowhere', { controls: [{ score: 'bird:bird' }] }],
    ['taught sounds that are an object', { taught: {} }],
    ['a damaged file of taught sounds', { taught: '{}' }],
    ['an output that is a number', { midiOutput: 5 }],
    ['a parameter that is not there', { parameters: { loudness: 1 } }],
    ['a parameter out of range', { parameters: { step: 51 } }],
    ['a parameter that is not a number', { parameters: { step: '5' } }],
  ];
  for (const [what, state] of wrong) {
    it(`is not ${what}`, async () => {
      const reading = async () => readState(state, settings);
      await rejects(reading(), 'bad-state');
    });
  }
});
