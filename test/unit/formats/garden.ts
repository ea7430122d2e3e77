import type { EventList } from '../../../src/formats/event-list.js';

/** A minute in a garden: the examples of `docs/formats.md`. */
export const garden: EventList = {
  file: 'garden.flac',
  timeBase: { kind: 'file' },
  model: { name: 'crnn', version: '1.0.0' },
  band: { low: 60, high: 7800 },
  analysedUntil: 60,
  detections: [
    { head: 'bird', label: 'bird', onset: 3.42, offset: 9.18, peak: 0.981234, confidence: 0.93 },
    {
      ...{ head: 'events', label: 'dog', families: ['domestic_animals_pets', 'animal'] },
      ...{ onset: 41.2, offset: 47.9, peak: 0.97, confidence: 0.75 },
    },
    { head: 'events', label: 'rain', onset: 52.06, offset: null, peak: 0.81, confidence: 0.640001 },
  ],
};

/** The same detections, recorded live since noon. */
export const live: EventList = {
  ...garden,
  file: 'USB microphone',
  timeBase: { kind: 'clock', zero: new Date('2026-11-20T12:00:00.250Z') },
};

export const nothing: EventList = { ...garden, detections: [] };
