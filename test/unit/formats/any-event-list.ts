import * as fc from 'fast-check';
import type { EventList, ExportedDetection } from '../../../src/formats/event-list.js';

/** Malicious names that an event list may contain. */
const HOSTILE = [
  ...['', ' ', '\t', 'a\tb', 'a\nb', 'a\r\nb', '\n', 'a\u2028b', 'a\u0085b', 'a\0b', '\x1b[31mred', '\\', '\\\t1\t2'],
  ...['"', 'say "a"', "'", "'=1", '"=1"', 'a,b', 'a;b', '=1+1', '+1', '-1', '@sum', ' =1', '＝1', '=cmd|" /C calc"!A0'],
  ...['-->', '00:00.000 --> 00:01.000', 'a & b', '&amp;', '<b>', '</c>', '<v x>', 'NOTE', 'WEBVTT', '\n\n1\n-->'],
  ...['שלום', 'a\u202Egpj.exe', '\u2066x', '\ud800', 'NaN', 'Infinity', 'null', '__proto__', '../../etc', 'CON', '🐦'],
];

export const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join('')),
);

const time = fc.double({ min: 0, max: 1e6, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

export const anyDetection: fc.Arbitrary<ExportedDetection> = fc
  .record({
    head: fc.oneof(fc.constantFrom('bird', 'events', 'genre'), anyText),
    label: anyText,
    families: fc.option(fc.array(anyText, { maxLength: 3 }), { nil: undefined }),
    onset: fc.oneof(time, fc.constantFrom(0, 1, 59.9996, 3599.9999)),
    lasts: fc.option(fc.oneof(time, fc.constant(0))),
    peak: share,
    confidence: share,
  })
  .map(({ lasts, families, ...rest }) => ({
    ...rest,
    ...(families && { families }),
    offset: lasts === null ? null : rest.onset + lasts,
  }));

export const anyEventList: fc.Arbitrary<EventList> = fc.record({
  file: anyText,
  timeBase: fc.oneof(
    fc.constant({ kind: 'file' as const }),
    fc.date({ noInvalidDate: true }).map((zero) => ({ kind: 'clock' as const, zero })),
  ),
  model: fc.record({ name: anyText, version: anyText }),
  band: fc.constant({ low: 60, high: 7800 }),
  analysedUntil: time,
  detections: fc.array(anyDetection, { maxLength: 8 }),
});

/** Returns the detections in the order of every format: by onset in microseconds; equal onsets keep their order. */
export function inOrder({ detections }: EventList): ExportedDetection[] {
  const micro = ({ onset }: ExportedDetection) => Number(onset.toFixed(6));
  return [...detections].sort((a, b) => micro(a) - micro(b));
}

/** Checks a property with a fixed seed, so that a failure can be reproduced. */
export function always<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, holds), { seed: 20_261_120, numRuns: 500 });
}
