import type { PinnaError } from '../../errors.js';

/** What of an input with several channels is heard, and how loud. */
export interface LineIn {
  /** Which channels, from 0 on: their mean is heard. Where left out, the browser mixes the input to one. */
  readonly channels?: readonly number[];
  /** Amplification before anything is heard, dB, −48 to 48; 0 where left out. */
  readonly gain?: number;
}

/** What to listen to. */
export type Source =
  /** A microphone or line-in; the system's default without `deviceId`. */
  | ({ readonly kind: 'microphone'; readonly deviceId?: string } & LineIn)
  /** Any node of a context (native or standardized-audio-context's); the Listener taps it and changes nothing. */
  | { readonly kind: 'node'; readonly node: AudioNode }
  /** An audio or video element; it stays audible. */
  | { readonly kind: 'element'; readonly element: HTMLMediaElement }
  /** A media stream that the caller owns, for instance of a call or a shared tab. */
  | { readonly kind: 'stream'; readonly stream: MediaStream }
  /** An encoded audio file; it is decoded, then played at its own speed. */
  | { readonly kind: 'file'; readonly file: Blob; readonly audible?: boolean; readonly loop?: boolean }
  /** Decoded audio; played at its own speed. */
  | { readonly kind: 'buffer'; readonly buffer: AudioBuffer; readonly audible?: boolean; readonly loop?: boolean };

/** What the input really is. */
export interface InputInfo {
  readonly kind: Source['kind'];
  /** The device's or file's name, where there is one. */
  readonly label: string;
  readonly deviceId?: string;
  /** What the browser really granted (echo cancellation and so on); microphones only. */
  readonly settings?: MediaTrackSettings;
}

/** A source in its context, ready to sound. Main thread. */
export interface OpenedSource {
  readonly info: InputInfo;
  /** Connects it to the capturing node; a file or buffer starts playing here. Call once. */
  connect(target: AudioNode): void;
  /**
   * Resolves when nothing more will come: with a `device-lost` error when a microphone went away, with undefined when a
   * file, buffer or stream came to its end or the caller closed a node's context. Stays pending for sources without an end and after `release`.
   */
  readonly ended: Promise<PinnaError | undefined>;
  /** Undoes what opening and `connect` did: our own tracks stop, our own edges go; nothing of the caller's. Repeatable. */
  release(): void;
}
