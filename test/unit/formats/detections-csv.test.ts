import { expect } from 'chai';
import { parse } from 'csv-parse/browser/esm/sync';
import { describe, it } from 'vitest';
import { detectionsToCsv, detectionsToCsvRows } from '../../../src/formats/detections-csv.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden, live, nothing } from './garden.js';

const read = (text: string): Record<string, string>[] => parse(text, { columns: true, record_delimiter: '\r\n' });

const COLUMNS =
  'file,time_base,model,model_version,head,label,onset,offset,peak,confidence,families,name,onset_time,offset_time\r\n';

const named = garden.detections.map((detection, i) =>
  i === 0 ? { ...detection, label: 'door_wood_knock', name: 'knocking' } : detection,
);

describe('detectionsToCsv', () => {
  it('is read back by csv-parse', () => {
    const about = { file: 'garden.flac', time_base: 'file', model: 'crnn', model_version: '1.0.0' };
    const times = { onset_time: '', offset_time: '' };
    const bird = { ...times, head: 'bird', label: 'bird', name: 'bird', families: '' };
    const dog = { ...times, head: 'events', label: 'dog', name: 'dog', families: 'domestic_animals_pets;animal' };
    const rain = { ...times, head: 'events', label: 'rain', name: 'rain', families: '' };
    expect(read(detectionsToCsv(garden))).to.deep.equal([
      { ...about, ...bird, onset: '3.42', offset: '9.18', peak: '0.981234', confidence: '0.93' },
      { ...about, ...dog, onset: '41.2', offset: '47.9', peak: '0.97', confidence: '0.75' },
      { ...about, ...rain, onset: '52.06', offset: '', peak: '0.81', confidence: '0.640001' },
    ]);
    expect(read(detectionsToCsv(live))[0]).to.include({
      file: 'USB microphone',
      time_base: '2026-11-20T12:00:00.250Z',
    });
  });

  it('has the wall-clock times of live sound, with the offset from UTC, and the names that people read', () => {
    const [bird, , rain] = read(detectionsToCsv({ ...live, detections: named }));
    expect(bird).to.include({ label: 'door_wood_knock', name: 'knocking' });
    expect(bird!.onset_time).to.match(/^2026-11-\d\dT\d\d:\d\d:03\.670[+-]\d\d:\d\d$/);
    expect(Date.parse(bird!.onset_time!)).to.equal(Date.parse('2026-11-20T12:00:03.670Z'));
    expect(Date.parse(bird!.offset_time!)).to.equal(Date.parse('2026-11-20T12:00:09.430Z'));
    expect(rain!.offset_time).to.equal('');
  });

  it('is the line of columns without detections', () => {
    expect(detectionsToCsv(nothing)).to.equal(COLUMNS);
  });

  it('continues with the rows of another list', () => {
    const both = detectionsToCsv(garden) + detectionsToCsvRows(live);
    expect(read(both).map(({ file }) => file)).to.deep.equal([
      ...Array<string>(3).fill('garden.flac'),
      ...Array<string>(3).fill('USB microphone'),
    ]);
  });

  it('is never a formula for a spreadsheet', () => {
    const label = (name: string) =>
      read(detectionsToCsv({ ...garden, detections: [{ ...garden.detections[0]!, label: name }] }))[0]!.label;
    expect(label('=HYPERLINK("http://x","y")')).to.equal('\'=HYPERLINK("http://x","y")');
    for (const sign of '=+-@＝＋－＠') expect(label(`${sign}1`)).to.equal(`'${sign}1`);
    expect(label('\t=1')).to.equal("' =1");
    expect(label("'=1")).to.equal("''=1");
    expect(label('a=1')).to.equal('a=1');
    expect(label("'tis")).to.equal("'tis");
  });

  it('holds any name in one row, which can be had back', () => {
    const original = (cell: string) =>
      cell.replace(/^'(?='*\s*[=+\-@＝＋－＠])/u, '').replace(/;'(?=['"\s]*[=+\-@＝＋－＠])/gu, ';');
    always(anyEventList, (list) => {
      const text = detectionsToCsv(list);
      expect(text.split('\r\n')).to.have.length(list.detections.length + 2);
      const rows = read(text);
      expect(rows.map(({ head, label }) => [original(head!), original(label!)])).to.deep.equal(
        inOrder(list).map(({ head, label }) => [oneLine(head), oneLine(label)]),
      );
      for (const row of rows) {
        expect(original(row.file!)).to.equal(oneLine(list.file));
        for (const cell of Object.values(row)) expect(cell).not.to.match(/^\s*[=+\-@]/);
        for (const column of ['onset', 'peak', 'confidence']) expect(Number(row[column]) >= 0).to.equal(true);
      }
    });
  });
});
