import { describe, expect, it } from 'vitest';
import { detectionsToAudacity } from '../../../src/formats/detections-audacity.js';
import { detectionsToCsv } from '../../../src/formats/detections-csv.js';
import { detectionsToMidi } from '../../../src/formats/detections-midi.js';
import { exportedHarmony } from '../../../src/formats/exported-harmony.js';
import type { EventList } from '../../../src/formats/event-list.js';

const HARMONY = {
  chords: [
    { from: 0, to: 2, label: 'C:maj', fit: 0.9 },
    { from: 2, to: 3.5, label: 'A:min', fit: 1 + 1e-12 },
    { from: 3.5, to: 4, label: 'N', fit: 0.5 },
  ],
  key: { label: 'C:maj', fit: 0.8 },
  tuning: 0,
};
const LIST: EventList = {
  file: 'song.wav',
  timeBase: { kind: 'file' },
  model: { name: 'simple chords', version: '1' },
  band: { low: 95, high: 2000 },
  analysedUntil: 4,
  detections: exportedHarmony(HARMONY, 4),
};

describe('exportedHarmony', () => {
  it('writes the key and each chord as a label of Audacity', () => {
    expect(detectionsToAudacity(LIST).split('\n').slice(1)).toEqual([
      '0.000000\t4.000000\tkey C:maj',
      '0.000000\t2.000000\tC:maj',
      '2.000000\t3.500000\tA:min',
      '3.500000\t4.000000\tN',
      '',
    ]);
  });

  it('writes a MIDI marker at each change', () => {
    const bytes = detectionsToMidi(LIST);
    const markers = [...bytes.keys()]
      .filter((at) => bytes[at] === 0xff && bytes[at + 1] === 0x06)
      .map((at) => new TextDecoder().decode(bytes.subarray(at + 3, at + 3 + bytes[at + 2]!)));
    expect(markers).toEqual(['key C:maj', 'C:maj', 'A:min', 'N']);
  });

  it('writes rows of the heads key and chord, with the fit from 0 to 1', () => {
    const rows = detectionsToCsv(LIST)
      .trim()
      .split('\r\n')
      .slice(1)
      .map((row) => row.split(','));
    expect(rows.map((row) => [row[4], row[5], row[9]])).toEqual([
      ['key', 'key C:maj', '0.8'],
      ['chord', 'C:maj', '0.9'],
      ['chord', 'A:min', '1'],
      ['chord', 'N', '0.5'],
    ]);
  });

  it('leaves out a key that is not known', () => {
    expect(exportedHarmony({ ...HARMONY, key: null }, 4).map(({ head }) => head)).toEqual(['chord', 'chord', 'chord']);
  });
});
