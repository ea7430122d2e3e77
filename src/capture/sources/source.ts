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
