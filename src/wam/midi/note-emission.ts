import type { DetectionChange } from '../../decisions/detection.js';
import { classKey } from '../settings/class-key.js';
import type { NoteMap } from '../settings/note-map.js';
import type { Emission } from '../settings/wam-messages.js';

/** A note that sounds, for how many detections, and since when. */
interface Held {
  count: number;
  readonly since: number;
}

/** The end of a genre, which waits whether the same one begins again. */
interface Waiting {
  readonly note: number;
  /** Seconds. */
  readonly end: number;
}

/** What notes are made by; it may change from one call to the next. Seconds. */
export interface NoteTiming {
  /** The least that lies between a sound's time and its message's. */
  readonly delay: number;
  /** So long a genre's note goes on. */
  readonly genreHold: number;
}

const GENRE = 'genre';

/**
 * From detections to MIDI notes: one begins with the first sound of its class and ends with the last, with a velocity by the
 * confidence so far. Two classes may have the same note. Pure; times are seconds on one clock.
 */
export class NoteEmission {
  readonly #held = new Map<number, Held>();
  /** Detection → the note that it began. */
  readonly #notes = new Map<number, number>();
  #waiting: Waiting | undefined;

  /**
   * @param now the earliest that a message can be due
   * @returns in order of time
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
    const before = this.#endWaiting(end);
    this.#waiting = { note, end: end + timing.genreHold };
    return before;
  }

  /** What has become due since: the end of a genre that did not begin again. */
  tick(now: number): Emission[] {
    return this.#waiting && this.#waiting.end <= now ? this.#endWaiting(this.#waiting.end) : [];
  }

  /** Somebody else has ended every note. */
  forget(): void {
    this.#held.clear();
    this.#notes.clear();
    this.#waiting = undefined;
  }

  #begin(note: number, isGenre: boolean, confidence: number, time: number): Emission[] {
    let ended: Emission[] = [];
    if (isGenre && this.#waiting) {
      if (this.#waiting.note === note) {
        this.#waiting = undefined;
        return [];
      }
      ended = this.#endWaiting(time);
    }
    const held = this.#held.get(note);
    if (held) {
      held.count += 1;
      return ended;
    }
    this.#held.set(note, { count: 1, since: time });
    return [...ended, { type: 'note-on', time, note, velocity: velocity(confidence) }];
  }

  #endWaiting(time: number): Emission[] {
    if (!this.#waiting) return [];
    const { note } = this.#waiting;
    this.#waiting = undefined;
    return this.#end(note, time);
  }

  #end(note: number, time: number): Emission[] {
    const held = this.#held.get(note);
    if (!held || --held.count > 0) return [];
    this.#held.delete(note);
    return [{ type: 'note-off', time: Math.max(time, held.since), note }];
  }
}

/** 1 to 127: a note-on with a velocity of 0 would be an end. */
export const velocity = (confidence: number): number => Math.min(127, Math.max(1, Math.round(127 * confidence)));
