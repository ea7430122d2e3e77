import type { MidiBytes } from '../settings/wam-messages.js';

const NOTE_ON = 0x90;
const NOTE_OFF = 0x80;

/** Knows which notes sound on which channel, for when they must all end. Pure. */
export class SoundingNotes {
  /** Note → its channel, 0 to 15. */
  readonly #channels = new Map<number, number>();

  /**
   * @param note 0 to 127
   * @param velocity 1 to 127
   * @param channel 1 to 16
   */
  on(note: number, velocity: number, channel: number): MidiBytes {
    this.#channels.set(note, channel - 1);
    return [NOTE_ON | (channel - 1), note, velocity];
  }

  /** The end of a note, on the channel on which it began; undefined where it does not sound. */
  off(note: number): MidiBytes | undefined {
    const channel = this.#channels.get(note);
    if (channel === undefined) return undefined;
    this.#channels.delete(note);
    return [NOTE_OFF | channel, note, 0];
  }

  /** Follows what somebody else has sent. */
  follow([status, note]: MidiBytes): void {
    if ((status & 0xf0) === NOTE_ON) this.#channels.set(note, status & 0x0f);
    else if ((status & 0xf0) === NOTE_OFF) this.#channels.delete(note);
  }

  /** The ends of all notes. */
  allOff(): MidiBytes[] {
    return [...this.#channels.keys()].map((note) => this.off(note)!);
  }
}
