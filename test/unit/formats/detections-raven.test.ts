import { expect } from 'chai';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, it } from 'vitest';
import { detectionsToRaven } from '../../../src/formats/detections-raven.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden, live, nothing } from './garden.js';

/** Reads a table as Raven does: tab-separated, with quotes as ordinary characters. */
const read = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, delimiter: '\t', quote: false, record_delimiter: '\n' });

describe('detectionsToRaven', () => {
  it('has the columns that Raven needs, and ours', () => {
    const [bird, , rain] = read(detectionsToRaven(garden));
    expect(bird).to.deep.equal({
      Selection: '1',
      View: 'Spectrogram 1',
      Channel: '1',
      'Begin Time (s)': '3.42',
      'End Time (s)': '9.18',
      'Low Freq (Hz)': '60',
      'High Freq (Hz)': '7800',
      'Begin File': 'garden.flac',
      Label: 'bird',
      Head: 'bird',
      Confidence: '0.93',
      Peak: '0.981234',
      Ended: 'yes',
      Source: 'garden.flac',
      'Time Base': 'file',
      Model: 'crnn',
      'Model Version': '1.0.0',
    });
    expect(rain).to.include({ Selection: '3', 'End Time (s)': '60', Ended: 'no' });
  });

  it('names the file without its folder, and none for live sound', () => {
    const beginFile = (list: typeof garden) => read(detectionsToRaven(list))[0]!['Begin File'];
    expect(beginFile({ ...garden, file: '/home/a/b.c/garden.flac' })).to.equal('garden.flac');
    expect(beginFile({ ...garden, file: 'C:\\sounds\\garden.flac' })).to.equal('garden.flac');
    expect(beginFile(live)).to.equal('');
    expect(read(detectionsToRaven(live))[0]).to.include({
      Source: 'USB microphone',
      'Time Base': '2026-11-20T12:00:00.250Z',
    });
  });

  it('draws a box around the frequencies of a detection that has them', () => {
    const detections = [{ ...garden.detections[0]!, band: { low: 2000, high: 5500.5 } }];
    expect(read(detectionsToRaven({ ...garden, detections }))[0]).to.include({
      'Low Freq (Hz)': '2000',
      'High Freq (Hz)': '5500.5',
    });
  });

  it('is the line of columns without detections', () => {
    expect(detectionsToRaven(nothing)).to.match(/^Selection\tView\t[^\n]*\tModel Version\n$/);
  });

  it('holds any name in one cell of one row', () => {
    // A quote at the beginning of a cell gets an apostrophe in front.
    const cell = (text: string) => oneLine(text).replace(/^'*"/, "'$&");
    always(anyEventList, (list) => {
      const rows = read(detectionsToRaven(list));
      expect(rows.map(({ Selection, Head, Label }) => [Selection, Head, Label])).to.deep.equal(
        inOrder(list).map(({ head, label }, i) => [String(i + 1), cell(head), cell(label)]),
      );
      for (const row of rows) {
        expect(row.Source).to.equal(cell(list.file));
        expect(Number(row['End Time (s)']) >= Number(row['Begin Time (s)'])).to.equal(true);
      }
    });
  });
});
