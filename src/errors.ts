/** Stable codes of the errors that a caller may want to distinguish. */
export const PinnaErrorCode = {
  /** The user or the page's policy refused the microphone. */
  MicrophoneDenied: 'microphone-denied',
  /** There is no audio input, or the selected one is missing. */
  NoDevice: 'no-device',
  /** The device exists but cannot be opened: another program uses it, or the system refused. */
  DeviceUnavailable: 'device-unavailable',
  /** The device was disconnected while listening. */
  DeviceLost: 'device-lost',
  /** No model was found at the given address. */
  ModelMissing: 'model-missing',
  /** The model's files exist but are incomplete, changed or in another format. */
  ModelCorrupt: 'model-corrupt',
  /** A file of taught sounds, or a link to some, is invalid. */
  BadTaughtFile: 'bad-taught-file',
  /** Taught sounds belong to another network. */
  WrongNetwork: 'wrong-network',
  /** None of the requested compute backends runs on this device. */
  NoBackend: 'no-backend',
  /** The audio worklet's script could not be loaded. */
  WorkletFailed: 'worklet-failed',
  /** The inference worker could not be loaded, or crashed. */
  WorkerFailed: 'worker-failed',
  /** A part of Pinna that is loaded on demand could not be loaded. */
  FilesMissing: 'files-missing',
  /** A needed browser feature is missing. */
  Unsupported: 'unsupported-browser',
  /** The sample rate is outside the range of the features, or the microphone's rate is not the browser's. */
  SampleRate: 'unsupported-sample-rate',
  /** The file cannot be read or decoded. */
  BadAudio: 'bad-audio',
  /** The browser cannot open the file: it is a folder, or it was moved or deleted. */
  FileUnreadable: 'file-unreadable',
  /** The file or recording contains no samples. */
  EmptyAudio: 'empty-audio',
  /** The recording is shorter than one frame (32 ms). */
  AudioTooShort: 'audio-too-short',
  /** A stretch of live sound is not kept: it is older than what teaching keeps, or of an earlier session. */
  NotKept: 'not-kept',
  /** The decoded file would need more memory than a page can have, or it is longer than an example may be. */
  AudioTooLong: 'audio-too-long',
  /** An option or argument is invalid. */
  BadOption: 'bad-option',
  /** The state given to a plugin is invalid. */
  BadState: 'bad-state',
  /** A result could not be written: the disk is full, or the place is not writable. */
  NotWritten: 'not-written',
  /** The user or the page's policy refused MIDI. */
  MidiDenied: 'midi-denied',
  /** The selected MIDI output is missing. */
  NoMidiOutput: 'no-midi-output',
} as const;

/** One of the values of {@link PinnaErrorCode}. */
export type PinnaErrorCode = (typeof PinnaErrorCode)[keyof typeof PinnaErrorCode];

/** An error with a stable `code`; its message says what happened and then what to do. */
export class PinnaError extends Error {
  override readonly name = 'PinnaError';

  /** @param message what happened, then what to do */
  constructor(
    /** What happened, for programs. */
    readonly code: PinnaErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Wraps an unforeseen error as `unsupported-browser`: the usual cause is a missing browser feature. Returns a `PinnaError`
 * unchanged.
 */
export function unforeseenError(cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  return new PinnaError(
    PinnaErrorCode.Unsupported,
    `Listening could not start (${String(cause)}). Use a current Chrome, Edge, Firefox or Safari.`,
    { cause },
  );
}

/** Returns a PinnaError unchanged, and any other error as that of a file that could not be analysed. */
export function unforeseenFileError(cause: unknown): PinnaError {
  if (cause instanceof PinnaError) return cause;
  return new PinnaError(
    PinnaErrorCode.WorkerFailed,
    `The file could not be analysed (${String(cause)}). Try it again, or convert it to WAV.`,
    { cause },
  );
}
