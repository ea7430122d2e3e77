/** Stable codes of everything that can go wrong and that a caller may want to tell apart. */
export const PinnaErrorCode = {
  /** The user or the page's policy refused the microphone. */
  MicrophoneDenied: 'microphone-denied',
  /** There is no audio input, or the one asked for is gone. */
  NoDevice: 'no-device',
  /** The device exists but cannot be opened (in use elsewhere, or the system refused). */
  DeviceUnavailable: 'device-unavailable',
  /** The device went away while listening. */
  DeviceLost: 'device-lost',
  /** No model at the given address. */
  ModelMissing: 'model-missing',
  /** The model's files are there but are not a whole, unchanged model of this format. */
  ModelCorrupt: 'model-corrupt',
  /** None of the requested compute backends runs here. */
  NoBackend: 'no-backend',
  /** The audio worklet's script could not be loaded. */
  WorkletFailed: 'worklet-failed',
  /** The inference worker could not be loaded, or crashed. */
  WorkerFailed: 'worker-failed',
  /** A part of Pinna that is loaded only when it is needed could not be. */
  FilesMissing: 'files-missing',
  /** A needed browser feature is missing. */
  Unsupported: 'unsupported-browser',
  /** A sample rate outside of what the features are defined for. */
  SampleRate: 'unsupported-sample-rate',
  /** A file that cannot be read or decoded. */
  BadAudio: 'bad-audio',
  /** A file or a recording without a single sample. */
  EmptyAudio: 'empty-audio',
  /** A recording shorter than one frame (32 ms). */
  AudioTooShort: 'audio-too-short',
  /** A file that would take more memory, decoded, than a page can have. */
  AudioTooLong: 'audio-too-long',
  /** An option or argument that makes no sense. */
  BadOption: 'bad-option',
  /** The state that a plugin was given is none of its own. */
  BadState: 'bad-state',
  /** The user or the page's policy refused MIDI. */
  MidiDenied: 'midi-denied',
  /** The MIDI output that was chosen is not there. */
  NoMidiOutput: 'no-midi-output',
} as const;

export type PinnaErrorCode = (typeof PinnaErrorCode)[keyof typeof PinnaErrorCode];

/** An error with a stable `code`; its message says what happened and then what to do. */
export class PinnaError extends Error {
  override readonly name = 'PinnaError';

  constructor(
    readonly code: PinnaErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Wraps an unforeseen error, as a rule of a browser that lacks something. A typed error passes as it is. */
export function unforeseenError(cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  return new PinnaError(
    PinnaErrorCode.Unsupported,
    `Listening could not start (${String(cause)}). Use a current Chrome, Edge, Firefox or Safari.`,
    { cause },
  );
}
