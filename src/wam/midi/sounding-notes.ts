import type { MidiBytes } from '../settings/wam-messages.js';

const NOTE_ON = 0x90;
const NOTE_OFF = 0x80;

/** Tracks the channel of each sounding note, so that all notes can be ended. Pure. */
export class SoundingNotes {
  /** Note → channel, 0 to 15. */
  readonly #channels = new Map<number, number>();

  /**
   * Starts a note and returns its note-on message.
   * @param note 0 to 127
   * @param velocity 1 to 127
   * @param channel 1 to 16
   */
  on(note: number, velocity: number, channel: number): MidiBytes {
    this.#channels.set(note, channel - 1);
    return [NOTE_ON | (channel - 1), note, velocity];
  }

  /** Ends a note and returns its note-off message, on the channel of its note-on; undefined if the note does not sound. */
  off(note: number): MidiBytes | undefined {
    const channel = this.#channels.get(note);
    if (channel === undefined) return undefined;
    this.#channels.delete(note);
    return [NOTE_OFF | channel, note, 0];
  }

  /** Tracks a message that was sent elsewhere. */
  follow([status, note]: MidiBytes): void {
    if ((status & 0xf0) === NOTE_ON) this.#channels.set(note, status & 0x0f);
    else if ((status & 0xf0) === NOTE_OFF) this.#channels.delete(note);
  }

  /** Ends all notes and returns their note-off messages. */
  allOff(): MidiBytes[] {
    return [...this.#channels.keys()].map((note) => this.off(note)!);
  }
}
