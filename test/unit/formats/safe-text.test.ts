import { expect } from 'chai';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, it } from 'vitest';
import { csvRow, oneLine, tabRow } from '../../../src/formats/safe-text.js';
import { always, anyText } from './any-event-list.js';

describe('oneLine', () => {
  it('leaves names of any script as they are', () => {
    for (const name of ['dog', 'Vögel am Fluß.wav', 'שלום.flac', '鳥', '🐦 1', ' a  b '])
      expect(oneLine(name)).to.equal(name);
  });

  it('makes one space of what would tear a line, and takes out what turns it around', () => {
    expect(oneLine('a\r\n\tb')).to.equal('a b');
    expect(oneLine('photo\u202Egpj.exe')).to.equal('photo gpj.exe');
    expect(oneLine('\ud83d')).to.equal('\ufffd');
  });

  it('gives one line of whole characters, and the same again', () => {
    always(anyText, (text) => {
      const line = oneLine(text);
      expect(line).not.to.match(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(line))).to.equal(line);
      expect(oneLine(line)).to.equal(line);
    });
  });
});

/** Cells of a row as a program reads them that splits at `delimiter` and knows quotes. */
const cellsOf = (row: string, delimiter: string): string[] =>
  parse(row, { delimiter, relax_quotes: true, relax_column_count: true })[0] as string[];
const isFormula = (cell: string) => /^\s*[=+\-@＝＋－＠]/u.test(cell);

describe('csvRow', () => {
  it('gives no cell that a spreadsheet would compute, whatever character separates its cells', () => {
    for (const name of ['=1+1', 'x;=1+1;.wav', 'a; @b', 'a;"=1"', ";'=1", ';;-2', '＝1;＋2']) {
      for (const delimiter of [',', ';']) {
        const cells = cellsOf(csvRow([name, 3]), delimiter);
        expect(cells.filter(isFormula), `${name} split at ${delimiter}`).to.deep.equal([]);
      }
      // Removing one apostrophe at each place restores the name.
      expect(cellsOf(csvRow([name, 3]), ',')[0]!.replace(/(^|;)'/g, '$1')).to.equal(name.replace(/(^|;)'(?=')/g, '$1'));
    }
  });

  it('gives no formula for any text', () => {
    always(anyText, (text) => {
      const [cell] = cellsOf(csvRow([text, 'end']), ',');
      expect(cell!.split(';').filter(isFormula)).to.deep.equal([]);
    });
  });
});

describe('tabRow', () => {
  it('keeps cells apart for a program that knows quotes', () => {
    for (const name of ['"', '"a', '"a" b', '\'"', 'a"b', 'a\tb']) {
      const cells = cellsOf(tabRow([name, 'next']), '\t');
      expect(cells).to.deep.equal([oneLine(name).replace(/^'*"/, "'$&"), 'next']);
    }
  });
});
