import { expect } from 'chai';
import { describe, it } from 'vitest';
import { exportFileName } from '../../../src/formats/export-file-name.js';
import { always, anyText } from './any-event-list.js';

/** A date in local time, whatever the time zone. */
const date = new Date(2026, 10, 20, 9, 2, 4);

describe('exportFileName', () => {
  it('is the source, the local date and time, the extension', () => {
    expect(exportFileName('/sounds/garden.flac', date, 'csv')).to.equal('garden-2026-11-20-090204.csv');
    expect(exportFileName('Vögel am Fluß (2).wav', date, 'labels.txt')).to.equal(
      'Vögel-am-Fluß-2-2026-11-20-090204.labels.txt',
    );
    expect(exportFileName('', date, 'vtt')).to.equal('pinna-2026-11-20-090204.vtt');
    expect(exportFileName('..', date, 'vtt')).to.equal('pinna-2026-11-20-090204.vtt');
    expect(exportFileName('.hidden', date, 'vtt')).to.equal('hidden-2026-11-20-090204.vtt');
  });

  it('is a safe name, whatever the source', () => {
    always(anyText, (text) => {
      const name = exportFileName(text.repeat(9), date, 'csv');
      expect(name).to.match(/^[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_-]*-2026-11-20-090204\.csv$/u);
      expect(new TextEncoder().encode(name).length).to.be.at.most(255);
    });
  });
});
