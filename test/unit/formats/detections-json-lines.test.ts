import { expect } from 'chai';
import { describe, it } from 'vitest';
import { detectionsToJsonLines } from '../../../src/formats/detections-json-lines.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden, live, nothing } from './garden.js';

describe('detectionsToJsonLines', () => {
  it('writes one line per detection, each with file, time base and model', () => {
    const lines = detectionsToJsonLines(garden).split('\n');
    expect(lines).to.have.length(4);
    expect(lines[3]).to.equal('');
    expect(JSON.parse(lines[0]!)).to.deep.equal({
      file: 'garden.flac',
      timeBase: 'file',
      model: 'crnn',
      modelVersion: '1.0.0',
      head: 'bird',
      label: 'bird',
      name: 'bird',
      onset: 3.42,
      offset: 9.18,
      peak: 0.981234,
      confidence: 0.93,
    });
    expect(JSON.parse(lines[1]!).families).to.deep.equal(['domestic_animals_pets', 'animal']);
    expect(JSON.parse(lines[2]!).offset).to.equal(null);
    expect(detectionsToJsonLines(live)).to.contain('"timeBase":"2026-11-20T12:00:00.250Z"');
    expect(detectionsToJsonLines({ ...garden, file: '' })).to.not.contain('file":"');
  });

  it('has the wall-clock times of live sound, with the offset from UTC', () => {
    const [bird, , rain] = detectionsToJsonLines(live)
      .split('\n')
      .map((line) => (line ? (JSON.parse(line) as Record<string, string>) : {}));
    expect(bird!.onsetTime).to.match(/T\d\d:\d\d:03\.670[+-]\d\d:\d\d$/);
    expect(Date.parse(bird!.onsetTime!)).to.equal(Date.parse('2026-11-20T12:00:03.670Z'));
    expect(Date.parse(bird!.offsetTime!)).to.equal(Date.parse('2026-11-20T12:00:09.430Z'));
    expect(rain).to.not.have.property('offsetTime');
  });

  it('is empty without detections', () => {
    expect(detectionsToJsonLines(nothing)).to.equal('');
  });

  it('gives back every name exactly', () => {
    always(anyEventList, (list) => {
      const lines = detectionsToJsonLines(list).split('\n').slice(0, -1);
      const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(read.map(({ head, label, families = [] }) => [head, label, families])).to.deep.equal(
        inOrder(list).map(({ head, label, families = [] }) => [head, label, families]),
      );
      for (const { file = '', model, modelVersion } of read) {
        expect([file, model, modelVersion]).to.deep.equal([list.file, list.model.name, list.model.version]);
      }
    });
  });
});
