import type { ParameterId } from './parameters.js';

/** A message to emit at `time`, seconds on the context's clock. If that time is past, it is emitted at once. */
export type Emission =
  | { readonly type: 'note-on'; readonly time: number; readonly note: number; readonly velocity: number }
  | { readonly type: 'note-off'; readonly time: number; readonly note: number }
  | { readonly type: 'control'; readonly time: number; readonly controller: number; readonly value: number }
  | {
      readonly type: 'automation';
      readonly time: number;
      /** Parameter id of a plugin that the host has connected. */
      readonly parameter: string;
      /** Normalised value, 0 to 1. */
      readonly value: number;
    };

/** Three bytes of a MIDI channel message. */
export type MidiBytes = [number, number, number];

/** Message from the main thread to the audio thread, in addition to the SDK's own messages. */
export interface ToPinnaProcessor {
  readonly pinna: { readonly type: 'emit'; readonly emissions: readonly Emission[] };
}

/**
 * Message from the audio thread to the main thread, in addition to the SDK's own messages. Times are seconds on the context's
 * clock.
 */
export type PinnaReport =
  /** A parameter has a new value. */
  | { readonly type: 'parameter'; readonly id: ParameterId; readonly value: number; readonly time: number }
  /** A MIDI message was emitted. */
  | { readonly type: 'midi'; readonly bytes: MidiBytes; readonly time: number };

/** Envelope of a {@link PinnaReport}, which distinguishes it from the SDK's messages. */
export interface FromPinnaProcessor {
  readonly pinna: PinnaReport;
}
