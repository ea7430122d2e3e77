import type { EventList } from './event-list.js';
import { eventSpans } from './event-records.js';
import { oneLine } from './safe-text.js';
import { seconds, timeBaseCode } from './written-values.js';

/** Ticks per quarter note. There are two quarter notes a second, so a tick is about half a millisecond. */
const DIVISION = 960;
const MICROSECONDS_PER_QUARTER = 500_000;
const TICKS_PER_SECOND = (DIVISION * 1_000_000) / MICROSECONDS_PER_QUARTER;
/** Longest time in one variable-length quantity, ticks (38 hours). */
const MAX_DELTA = 0x0fff_ffff;

/** Types of meta events. */
const TEXT = 0x01;
const TRACK_NAME = 0x03;
const MARKER = 0x06;
const END_OF_TRACK = 0x2f;
const SET_TEMPO = 0x51;

/**
 * Controller 123 (all notes off) on channel 1, which is inaudible. Ardour drops a track that contains only markers. One
 * of these events at each end keeps the track and gives it the length of the analysed sound.
 */
const ALL_NOTES_OFF = [0xb0, 123, 0] as const;

/**
 * Writes a Standard MIDI File 1.0 of format 0 (RP-001). A marker is at each detection's onset and at the start of each
 * section of a recording. The tempo is 120 beats per minute throughout, so that times match the clock. The importing
 * program must use this tempo. Offsets cannot be written. A text event at the beginning names the model and the time
 * base. There are no notes.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToMidi(list: EventList): Uint8Array<ArrayBuffer> {
  const { file, model, timeBase, analysedUntil, sections = [] } = list;
  const about = `Pinna, model ${model.name} ${model.version}; second 0 is ${timeBaseCode(timeBase)}`;
  const markers = [
    ...sections.map(({ onset, label }) => ({ onset: seconds(onset), label })),
    ...eventSpans(list).map(({ onset, label }) => ({ onset, label })),
  ].sort((a, b) => a.onset - b.onset);
  let now = 0;
  /**
   * Writes the delta time to `time`, seconds, and an event. A time before the previous event becomes that event's time.
   * If a delta is longer than `MAX_DELTA`, empty text events divide it.
   */
  const at = (time: number, what: readonly number[]) => {
    const to = Math.max(now, Math.round(time * TICKS_PER_SECOND));
    const waits: number[] = [];
    for (; to - now > MAX_DELTA; now += MAX_DELTA) waits.push(...variableLength(MAX_DELTA), ...meta(TEXT, []));
    const delta = variableLength(to - now);
    now = to;
    return [...waits, ...delta, ...what];
  };
  const track = [
    ...at(0, meta(TRACK_NAME, text(file))),
    ...at(0, meta(TEXT, text(about))),
    ...at(0, meta(SET_TEMPO, bytes(MICROSECONDS_PER_QUARTER, 3))),
    ...at(0, ALL_NOTES_OFF),
    ...markers.flatMap(({ onset, label }) => at(onset, meta(MARKER, text(label)))),
    ...at(seconds(analysedUntil), ALL_NOTES_OFF),
    ...at(0, meta(END_OF_TRACK, [])),
  ];
  return Uint8Array.from([
    ...chunk('MThd', [...bytes(0, 2), ...bytes(1, 2), ...bytes(DIVISION, 2)]),
    ...chunk('MTrk', track),
  ]);
}

const text = (value: string): number[] => [...new TextEncoder().encode(oneLine(value))];

const meta = (type: number, data: readonly number[]): number[] => [0xff, type, ...variableLength(data.length), ...data];

const chunk = (name: string, data: readonly number[]): number[] => [...text(name), ...bytes(data.length, 4), ...data];

/** Splits a number into big-endian bytes. */
const bytes = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (value >>> (8 * (count - 1 - i))) & 0xff);

/**
 * Encodes a variable-length quantity: seven bits a byte, the highest first. All bytes but the last have their top bit
 * set.
 */
function variableLength(value: number): number[] {
  const all = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) all.unshift((rest & 0x7f) | 0x80);
  return all;
}
