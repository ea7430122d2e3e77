import { expect } from 'chai';
import { describe, it } from 'vitest';
import { detectionsToAudacity } from '../../../src/formats/detections-audacity.js';
import { oneLine } from '../../../src/formats/safe-text.js';
import { always, anyEventList, inOrder } from './any-event-list.js';
import { garden, live, nothing } from './garden.js';

interface Label {
  start: number;
  end: number;
  text: string;
  frequencies?: [low: number, high: number];
}

/** Reads a label track as Audacity's manual describes it. Throws for any other line. */
function read(track: string): Label[] {
  const labels: Label[] = [];
  for (const line of track.split('\n').slice(0, -1)) {
    const cells = line.split('\t');
    if (cells.length !== 3) throw new Error(`Not three cells: ${line}`);
    const [first, second, third] = cells as [string, string, string];
    const number = (cell: string) => {
      if (!/^\d+\.\d{6}$/.test(cell)) throw new Error(`No number: ${cell}`);
      return Number(cell);
    };
    if (first === '\\') labels.at(-1)!.frequencies = [number(second), number(third)];
    else labels.push({ start: number(first), end: number(second), text: third });
  }
  return labels;
}

describe('detectionsToAudacity', () => {
  it('is a label track, and names file, time base and model in a point at its beginning', () => {
    expect(read(detectionsToAudacity(garden))).to.deep.equal([
      { start: 0, end: 0, text: 'Pinna, model crnn 1.0.0; garden.flac; second 0 is the start of the file' },
      { start: 3.42, end: 9.18, text: 'bird' },
      { start: 41.2, end: 47.9, text: 'dog' },
      { start: 52.06, end: 60, text: 'rain' },
    ]);
    expect(read(detectionsToAudacity(live))[0]!.text).to.equal(
      'Pinna, model crnn 1.0.0; USB microphone; second 0 is 2026-11-20T12:00:00.250Z',
    );
    expect(read(detectionsToAudacity({ ...garden, file: '' }))[0]!.text).to.equal(
      'Pinna, model crnn 1.0.0; second 0 is the start of the file',
    );
  });

  it('has that point alone without detections', () => {
    expect(read(detectionsToAudacity(nothing))).to.have.length(1);
  });

  it('writes the frequencies of a detection that has them under its label', () => {
    const detections = [{ ...garden.detections[0]!, band: { low: 2000, high: 5500.5 } }, garden.detections[1]!];
    const [, bird, dog] = read(detectionsToAudacity({ ...garden, detections }));
    expect(bird).to.deep.include({ text: 'bird', frequencies: [2000, 5500.5] });
    expect(dog).to.not.have.property('frequencies');
  });

  it('holds any name in its label', () => {
    always(anyEventList, (list) => {
      const [about, ...labels] = read(detectionsToAudacity(list));
      expect(about).to.include({ start: 0, end: 0 });
      expect(about!.text).to.contain(oneLine(list.file));
      expect(labels.map(({ text }) => text)).to.deep.equal(inOrder(list).map(({ label }) => oneLine(label)));
      for (const { start, end } of labels) expect(end).to.be.at.least(start);
    });
  });
});
