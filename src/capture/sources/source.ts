import type { PinnaError } from '../../errors.js';

/** Which channels of an input are analysed, and their gain. */
export interface LineIn {
  /** Indices of the channels, from 0; their mean is analysed. Default: the browser mixes the input to one channel. */
  readonly channels?: readonly number[];
  /** Gain applied before analysis, dB, −48 to 48. Default: 0. */
  readonly gain?: number;
}

/** A source of audio. */
export type Source =
  /** A microphone or line-in. Default: the system's default device. */
  | ({ readonly kind: 'microphone'; readonly deviceId?: string } & LineIn)
  /** A node of any context (native or of standardized-audio-context). The listener taps it and leaves its signal unchanged. */
  | { readonly kind: 'node'; readonly node: AudioNode }
  /**
   * An audio or video element; it stays audible. Its volume counts, and a muted one is silent. If it plays a MediaStream, that stream
   * is the source: then neither volume nor mute counts.
   */
  | { readonly kind: 'element'; readonly element: HTMLMediaElement }
  /** A media stream that the caller owns, for instance from a call or a shared tab. */
  | { readonly kind: 'stream'; readonly stream: MediaStream }
  /** An encoded audio file; it is decoded, then played at its own speed. */
  | { readonly kind: 'file'; readonly file: Blob; readonly audible?: boolean; readonly loop?: boolean }
  /** Decoded audio; played at its own speed. */
  | { readonly kind: 'buffer'; readonly buffer: AudioBuffer; readonly audible?: boolean; readonly loop?: boolean };

/** Properties of the opened input. */
export interface InputInfo {
  /** Kind of the source. */
  readonly kind: Source['kind'];
  /** Name of the device or file; empty if there is none. */
  readonly label: string;
  /** Id of the device, as the browser gives it; microphones only. */
  readonly deviceId?: string;
  /** Settings that the browser granted (echo cancellation and so on); microphones only. */
  readonly settings?: MediaTrackSettings;
}

/** An opened source in its context, ready to connect. Main thread. */
export interface OpenedSource {
  readonly info: InputInfo;
  /** Connects it to the capturing node; a file or buffer starts playing here. Call once. */
  connect(target: AudioNode): void;
  /**
   * Resolves when no more audio will come. It resolves with a `device-lost` error if a microphone was disconnected. It
   * resolves with undefined if a file, buffer or stream has ended, or if the caller has closed a node's context. Stays
   * pending for sources without an end and after `release`.
   */
  readonly ended: Promise<PinnaError | undefined>;
  /**
   * Undoes opening and `connect`: stops our own tracks and removes our own edges. Leaves the caller's tracks and edges
   * alone. Repeatable.
   */
  release(): void;
}
