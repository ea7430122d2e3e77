import type { ParameterId } from './parameters.js';

/** What is to be emitted at `time`, seconds on the context's clock; at once where that is past. */
export type Emission =
  | { readonly type: 'note-on'; readonly time: number; readonly note: number; readonly velocity: number }
  | { readonly type: 'note-off'; readonly time: number; readonly note: number }
  | { readonly type: 'control'; readonly time: number; readonly controller: number; readonly value: number }
  | {
      readonly type: 'automation';
      readonly time: number;
      /** Of a plugin that the host has connected. */
      readonly parameter: string;
      /** 0 to 1. */
      readonly value: number;
    };

/** Three bytes of a MIDI channel message. */
export type MidiBytes = [number, number, number];

/** Main thread → audio thread, beside the SDK's own messages. */
export interface ToPinnaProcessor {
  readonly pinna: { readonly type: 'emit'; readonly emissions: readonly Emission[] };
}

/** Audio thread → main thread, beside the SDK's own messages. Times are seconds on the context's clock. */
export type PinnaReport =
  /** A parameter has another value. */
  | { readonly type: 'parameter'; readonly id: ParameterId; readonly value: number; readonly time: number }
  /** This has been emitted. */
  | { readonly type: 'midi'; readonly bytes: MidiBytes; readonly time: number };

export interface FromPinnaProcessor {
  readonly pinna: PinnaReport;
}
