import type { EventList } from './event-list.js';
import { detectionSpans } from './event-records.js';
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

/** Statuses of channel messages on channel 1. */
const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;
/** Shortest note, seconds: one of no length is lost by some programs. */
const SHORTEST_NOTE = 0.02;

/**
 * Controller 123 (all notes off) on channel 1, which is inaudible. Ardour drops a track that contains only markers. One
 * of these events at each end keeps the track and gives it the length of the analysed sound.
 */
const ALL_NOTES_OFF = [0xb0, 123, 0] as const;

/** A note to write. */
export interface ExportedNote {
  /** Start, seconds. */
  readonly onset: number;
  /** End, seconds. */
  readonly offset: number;
  /** 0 to 127; 60 is middle C. */
  readonly note: number;
  /** 1 to 127. */
  readonly velocity: number;
  /** 1 to 16. */
  readonly channel: number;
}

/** A track of notes. */
export interface NoteTrack {
  /** Name of the track. */
  readonly name: string;
  /** In any order. */
  readonly notes: readonly ExportedNote[];
}

/**
 * Writes a Standard MIDI File 1.0 (RP-001). A marker is at each detection's onset and at the start of each section of a
 * recording. The tempo is 120 beats per minute throughout, so that times match the clock. The importing program must use this
 * tempo. A text event at the beginning names the model and the time base.
 *
 * The network gives no notes. Without `noteTracks`, the file has format 0 and contains no notes, and offsets cannot be written.
 * With them it has format 1: a first track with tempo and markers, then a track for each of `noteTracks`.
 *
 * @throws PinnaError `bad-option` for an invalid time or score
 */
export function detectionsToMidi(list: EventList, noteTracks: readonly NoteTrack[] = []): Uint8Array<ArrayBuffer> {
  const { file, model, timeBase, analysedUntil, sections = [] } = list;
  const about = `Pinna, model ${model.name} ${model.version}; second 0 is ${timeBaseCode(timeBase)}`;
  const end = seconds(analysedUntil);
  const markers = [
    ...sections.map(({ onset, label }) => ({ onset: seconds(onset), label })),
    ...detectionSpans(list).map(({ onset, label }) => ({ onset, label })),
  ].sort((a, b) => a.onset - b.onset);
  const first = midiTrack([
    { time: 0, bytes: meta(TRACK_NAME, text(file)) },
    { time: 0, bytes: meta(TEXT, text(about)) },
    { time: 0, bytes: meta(SET_TEMPO, bytes(MICROSECONDS_PER_QUARTER, 3)) },
    { time: 0, bytes: ALL_NOTES_OFF },
    ...markers.map(({ onset, label }) => ({ time: onset, bytes: meta(MARKER, text(label)) })),
    { time: end, bytes: ALL_NOTES_OFF },
  ]);
  const tracks = [first, ...noteTracks.map(noteTrack)];
  return Uint8Array.from([
    ...chunk('MThd', [...bytes(noteTracks.length > 0 ? 1 : 0, 2), ...bytes(tracks.length, 2), ...bytes(DIVISION, 2)]),
    ...tracks.flat(),
  ]);
}

/** An event of a track, at `time` seconds. */
interface TimedBytes {
  readonly time: number;
  readonly bytes: readonly number[];
}

/** Writes a track from events in order. An event earlier than the one before takes place at that one's time. */
function midiTrack(events: readonly TimedBytes[]): number[] {
  let now = 0;
  const written = events.flatMap(({ time, bytes: what }) => {
    const to = Math.max(now, Math.round(time * TICKS_PER_SECOND));
    // If a delta is longer than `MAX_DELTA`, empty text events divide it.
    const waits: number[] = [];
    for (; to - now > MAX_DELTA; now += MAX_DELTA) waits.push(...variableLength(MAX_DELTA), ...meta(TEXT, []));
    const delta = variableLength(to - now);
    now = to;
    return [...waits, ...delta, ...what];
  });
  return chunk('MTrk', [...written, ...variableLength(0), ...meta(END_OF_TRACK, [])]);
}

/** Writes a track of notes. A note that ends where the next one begins ends first. */
function noteTrack({ name, notes }: NoteTrack): number[] {
  const events = notes.flatMap(({ onset, offset, note, velocity, channel }) => {
    const [on, off] = [seconds(onset), seconds(offset)];
    return [
      { time: on, order: 1, bytes: [NOTE_ON | (channel - 1), note, velocity] },
      { time: Math.max(off, on + SHORTEST_NOTE), order: 0, bytes: [NOTE_OFF | (channel - 1), note, 0] },
    ];
  });
  return midiTrack([
    { time: 0, bytes: meta(TRACK_NAME, text(name)) },
    ...events.sort((a, b) => a.time - b.time || a.order - b.order),
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
