import { expect } from 'chai';
import { describe, it } from 'vitest';
import { PinnaError, PinnaErrorCode } from '../../../src/errors.js';
import { readManifest, type LabelledRecording } from '../../../src/evaluation/labelled-manifest.js';
import { readStrongLabels } from '../../../src/evaluation/strong-labels.js';
import { vocabularyOf } from '../../../src/evaluation/vocabulary.js';
import { sigmoidHead } from '../decisions/heads.js';

const EVENTS = ['dog', 'rain', 'speech', 'music'];
const vocabulary = vocabularyOf({
  heads: [sigmoidHead('events', EVENTS), sigmoidHead('bird', ['bird']), sigmoidHead('genre', ['blues', 'rock'])],
});

const rows = (...cells: Record<string, string>[]) => cells.map((row, i) => ({ line: i + 2, cells: row }));

/** Returns the only recording of a manifest with one row. */
function labelled(cells: Record<string, string>): LabelledRecording {
  return readManifest(rows({ path: 'a.wav', ...cells }), vocabulary).recordings[0]!;
}

/** Returns the labels of a recording as text, one character per label of `EVENTS` and bird: 1 present, 0 absent, ? unknown. */
const known = ({ present, absent }: LabelledRecording): string =>
  [...EVENTS, 'bird'].map((label) => (present.has(label) ? '1' : absent.has(label) ? '0' : '?')).join('');

function expectBad(action: () => unknown, message: RegExp): void {
  expect(action).to.throw(PinnaError, message).with.property('code', PinnaErrorCode.BadOption);
}

describe('readManifest', () => {
  it('treats a recording that names events as complete, and one that names none as unknown', () => {
    expect(known(labelled({ events: 'dog' }))).to.equal('1000?');
    expect(known(labelled({ events: ' rain ; dog;' }))).to.equal('1100?');
    expect(known(labelled({ events: '' }))).to.equal('?????');
    expect(known(labelled({}))).to.equal('?????');
  });

  it('lets the columns for music, speech and bird go before that', () => {
    expect(known(labelled({ events: 'dog', music: '', speech: '0', bird: '1' }))).to.equal('100?1');
    expect(known(labelled({ events: '', music: '1', speech: '', bird: '0' }))).to.equal('???10');
    expect(known(labelled({ events: 'speech', speech: '0' }))).to.equal('0010?');
  });

  it('goes by the column unknown where there is one', () => {
    expect(known(labelled({ events: 'dog', unknown: '' }))).to.equal('1000?');
    expect(known(labelled({ events: '', unknown: '' }))).to.equal('0000?');
    expect(known(labelled({ events: 'dog', unknown: 'dog;rain', music: '1', speech: '0' }))).to.equal('1?01?');
    expect(known(labelled({ events: 'dog', unknown: '*', speech: '0' }))).to.equal('1?0??');
    expect(known(labelled({ events: '', unknown: 'speech;bird', speech: '0', bird: '0' }))).to.equal('00?0?');
  });

  it('takes an empty cell for unknown, with and without the column unknown, where nothing says that it is present', () => {
    const open = (cells: Record<string, string>) => [...labelled(cells).unknown].sort();
    expect(open({ events: 'dog', bird: '', music: '', speech: '' })).to.deep.equal(['bird', 'music', 'speech']);
    expect(open({ events: 'dog', bird: '', music: '', speech: '', unknown: 'rain' })).to.deep.equal([
      ...['bird', 'music', 'rain', 'speech'],
    ]);
    expect(known(labelled({ events: 'dog', speech: '', music: '0', unknown: '' }))).to.equal('10?0?');
    expect(open({ events: 'speech;dog', speech: '', music: '1', bird: '1' })).to.deep.equal([]);
    expect(known(labelled({ events: 'speech;dog', speech: '', music: '1', bird: '1' }))).to.equal('10111');
    expect(open({ events: 'dog' })).to.deep.equal([]);
  });

  describe('with families', () => {
    const EVENTS_WITH_FAMILIES = ['animal', 'dog', 'bark', 'cat', 'growl', 'bird', 'crow', 'music', 'violin', 'drum'];
    const events = {
      ...sigmoidHead('events', EVENTS_WITH_FAMILIES),
      parents: {
        ...{ dog: ['animal'], bark: ['dog'], cat: ['animal'], growl: ['dog', 'cat'], bird: ['animal'], crow: ['bird'] },
        ...{ violin: ['music'], drum: ['music'] },
      },
    };
    const withFamilies = vocabularyOf({ heads: [events, sigmoidHead('bird', ['bird'])] });
    /** The manifest mentions dog, crow, violin and cat. */
    const mentions = { path: 'b.wav', events: 'dog;crow;violin', unknown: 'cat' };
    const read = (cells: Record<string, string>) =>
      readManifest(rows({ path: 'a.wav', unknown: '', ...cells }, mentions), withFamilies).recordings[0]!;
    const all = (one: LabelledRecording) => {
      const { present, absent } = one;
      return EVENTS_WITH_FAMILIES.filter((label) => present.has(label) && absent.has(label)).length > 0
        ? 'both'
        : EVENTS_WITH_FAMILIES.map((label) => (present.has(label) ? '1' : absent.has(label) ? '0' : '?')).join('');
    };

    it('knows that the families of a label are present, and keeps apart what the manifest says', () => {
      const crow = read({ events: 'crow', bird: '1' });
      expect(all(crow)).to.equal('1000011000');
      expect([...crow.stated].sort()).to.deep.equal(['bird', 'crow']);
      expect(all(read({ events: 'violin' }))).to.equal('00000?0110');
    });

    it('does not take a class for absent that a label may belong to, or that may belong to a label', () => {
      expect(all(read({ events: 'dog' }))).to.equal('11?0??0000');
      expect(all(read({ events: 'growl' }))).to.equal('1?0?1?0000');
      // The manifest would mention a violin.
      expect(all(read({ events: 'music' }))).to.equal('00000?010?');
    });

    it('knows nothing about the families of an unknown label, and about classes of it that are never mentioned', () => {
      const cat = read({ unknown: 'cat', bird: '0' });
      expect(all(cat)).to.equal('?00??00000');
      expect([...cat.unknown].sort()).to.deep.equal(['animal', 'cat', 'growl']);
      expect(all(read({ unknown: 'music', bird: '0' }))).to.equal('0000000?0?');
    });

    it('believes a flag more than a family', () => {
      expect(all(read({ events: 'violin', music: '0', bird: '0' }))).to.equal('0000000010');
    });
  });

  it('leaves out names that the model does not have, and counts them', () => {
    const { recordings, unknownNames } = readManifest(
      rows(
        { path: 'a.wav', events: 'dog;theremin', genre: 'polka', unknown: 'gong;bird' },
        { path: 'b.wav', events: 'theremin', genre: 'rock', unknown: '*' },
      ),
      vocabulary,
    );
    expect([...unknownNames]).to.deep.equal([
      ['theremin', 2],
      ['gong', 1],
      ['polka', 1],
    ]);
    expect(recordings.map(({ genre }) => genre)).to.deep.equal([null, 'rock']);
    expect(recordings.map(({ named }) => named)).to.deep.equal([['dog', 'theremin'], ['theremin']]);
    expect(recordings.map(known)).to.deep.equal(['1000?', '?????']);
  });

  it('keeps one split, and minds only its duplicates', () => {
    const both = rows(
      { path: 'a.wav', split: 'train' },
      { path: 'a.wav', split: 'val' },
      { path: 'b.wav', split: 'val' },
    );
    expect(readManifest(both, vocabulary, { split: 'val' }).recordings.map(({ path }) => path)).to.deep.equal([
      'a.wav',
      'b.wav',
    ]);
    expectBad(() => readManifest(both, vocabulary), /Lines 2 and 3 .*same path, a\.wav/);
    expectBad(() => readManifest(both, vocabulary, { split: 'test' }), /"test"/);
  });

  it('says of a row that makes no sense where it is', () => {
    expectBad(() => readManifest([], vocabulary), /no rows/);
    expectBad(() => readManifest(rows({ file: 'a.wav' }), vocabulary), /no column "path"/);
    expectBad(() => readManifest(rows({ path: 'a.wav' }, { path: '' }), vocabulary), /Line 3 .*no path/);
    expectBad(() => readManifest(rows({ path: 'a.wav' }), vocabulary, { split: 'val' }), /column "split"/);
    for (const column of ['bird', 'music', 'speech', 'strong'])
      expectBad(() => labelled({ [column]: 'maybe' }), new RegExp(`Line 2 .*"maybe" for ${column}`));
    expectBad(() => readManifest(rows({ path: 'x/a.wav' }, { path: './x//a.wav' }), vocabulary), /Lines 2 and 3/);
  });
});

describe('readStrongLabels', () => {
  const row = (path: string, onset: string, offset: string, label: string) => ({ path, onset, offset, class: label });

  it('distinguishes sharp onsets where there is a column for them', () => {
    const table = rows({ ...row('a', '1', '2', 'dog'), sharp: '1' }, { ...row('a', '2', '3', 'rain'), sharp: '0' });
    expect(readStrongLabels(table, vocabulary).byPath.get('a')).to.deep.equal([
      { label: 'dog', onset: 1, offset: 2, isSharp: true },
      { label: 'rain', onset: 2, offset: 3, isSharp: false },
    ]);
  });

  it('lists the events of each path by their onsets', () => {
    const { byPath, unknownNames } = readStrongLabels(
      rows(
        row('a', '2', '3.5', 'dog'),
        row('a', '0', '1', 'bird'),
        row('b', '1', '2', 'gong'),
        row('b', '1', '2', 'gong'),
      ),
      vocabulary,
    );
    expect(byPath.get('a')).to.deep.equal([
      { label: 'bird', onset: 0, offset: 1 },
      { label: 'dog', onset: 2, offset: 3.5 },
    ]);
    expect(byPath.get('b')).to.deep.equal([]);
    expect([...unknownNames]).to.deep.equal([['gong', 2]]);
  });

  it('says of a row that makes no sense where it is', () => {
    const bad = [
      row('', '0', '1', 'dog'),
      row('a', '', '1', 'dog'),
      row('a', '0', '', 'dog'),
      row('a', '0', '1', ''),
      row('a', '1', '1', 'dog'),
      row('a', '-1', '1', 'dog'),
      row('a', '0', 'end', 'dog'),
      row('a', '0', 'Infinity', 'dog'),
      { ...row('a', '0', '1', 'dog'), sharp: 'very' },
    ];
    for (const one of bad)
      expectBad(() => readStrongLabels(rows(row('a', '0', '1', 'dog'), one), vocabulary), /Line 3/);
    expectBad(() => readStrongLabels(rows({ path: 'a' }), vocabulary), /Line 2/);
  });
});
