import { expect } from 'chai';
import { describe, it } from 'vitest';
import { oneLine } from '../../../src/formats/safe-text.js';
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
