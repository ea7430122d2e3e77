import type { DetectionChange } from '../../decisions/detection.js';
import { classKey } from '../settings/class-key.js';
import type { NoteMap } from '../settings/note-map.js';
import type { Emission } from '../settings/wam-messages.js';

/** A sounding note: the number of its open detections and its start time, seconds. */
interface SoundingNote {
  count: number;
  readonly since: number;
}

/** A delayed note-off of a genre, cancelled if the same genre starts again. */
interface DelayedNoteOff {
  readonly note: number;
  /** Due time of the note-off, seconds. */
  readonly end: number;
}

/** Timing of the notes, seconds. It may change between calls. */
export interface NoteTiming {
  /** Delay between a sound's onset or offset and its message, seconds. */
  readonly delay: number;
  /** Time that a genre's note is held after its offset, seconds. */
  readonly genreHold: number;
}

const GENRE = 'genre';

/**
 * Converts detections to MIDI notes. A note starts with the first sound of its class and ends with the last one. Its velocity
 * is the confidence at the start. Two classes may share a note. Pure; all times are seconds on one clock.
 */
export class NoteEmission {
  readonly #sounding = new Map<number, SoundingNote>();
  /** Detection id → the note that it started. */
  readonly #notes = new Map<number, number>();
  #delayed: DelayedNoteOff | undefined;

  /**
   * Converts one change of a detection.
   * @param now earliest time of a message
   * @returns emissions in order of time
   */
  follow({ phase, detection }: DetectionChange, map: NoteMap, timing: NoteTiming, now: number): Emission[] {
    const { id, head, label, onset, offset, confidence } = detection;
    const due = (time: number) => Math.max(now, time + timing.delay);
    if (phase === 'start') {
      const note = map[classKey(head, label)];
      if (note === null || note === undefined || this.#notes.has(id)) return [];
      this.#notes.set(id, note);
      return this.#begin(note, head === GENRE, confidence, due(onset));
    }
    const note = this.#notes.get(id);
    if (note === undefined) return [];
    this.#notes.delete(id);
    const end = due(offset ?? now);
    if (head !== GENRE || timing.genreHold === 0) return this.#end(note, end);
    const before = this.#endDelayed(end);
    this.#delayed = { note, end: end + timing.genreHold };
    return before;
  }

  /** Returns the note-off of a held genre, if it is due and the genre did not start again. */
  tick(now: number): Emission[] {
    return this.#delayed && this.#delayed.end <= now ? this.#endDelayed(this.#delayed.end) : [];
  }

  /** Clears all notes, without emissions; call it after all notes were ended elsewhere. */
  reset(): void {
    this.#sounding.clear();
    this.#notes.clear();
    this.#delayed = undefined;
  }

  #begin(note: number, isGenre: boolean, confidence: number, time: number): Emission[] {
    let ended: Emission[] = [];
    if (isGenre && this.#delayed) {
      if (this.#delayed.note === note) {
        this.#delayed = undefined;
        return [];
      }
      ended = this.#endDelayed(time);
    }
    const held = this.#sounding.get(note);
    if (held) {
      held.count += 1;
      return ended;
    }
    this.#sounding.set(note, { count: 1, since: time });
    return [...ended, { type: 'note-on', time, note, velocity: velocity(confidence) }];
  }

  #endDelayed(time: number): Emission[] {
    if (!this.#delayed) return [];
    const { note } = this.#delayed;
    this.#delayed = undefined;
    return this.#end(note, time);
  }

  #end(note: number, time: number): Emission[] {
    const held = this.#sounding.get(note);
    if (!held || --held.count > 0) return [];
    this.#sounding.delete(note);
    return [{ type: 'note-off', time: Math.max(time, held.since), note }];
  }
}

/** Converts a confidence to a velocity from 1 to 127. A note-on with velocity 0 would mean note-off. */
export const velocity = (confidence: number): number => Math.min(127, Math.max(1, Math.round(127 * confidence)));
