import { PinnaError, PinnaErrorCode } from '../../errors.js';

/**
 * Converts a rejection of `getUserMedia`, or an error of `createMediaStreamSource`, to a `PinnaError`. The original error
 * stays as its `cause`.
 */
export function microphoneError(cause: unknown): PinnaError {
  const name = cause instanceof Error ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new PinnaError(
        PinnaErrorCode.MicrophoneDenied,
        "The microphone was not allowed. Allow it in the browser's site settings.",
        { cause },
      );
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new PinnaError(
        PinnaErrorCode.NoDevice,
        'The microphone or line-in was not found. Plug it in or choose another.',
        { cause },
      );
    case 'NotSupportedError':
      // From Firefox's createMediaStreamSource, usually because the browser reports a false output rate of 44.1 kHz.
      return new PinnaError(
        PinnaErrorCode.SampleRate,
        "The microphone's sample rate differs from the browser's. Turn off resistance to fingerprinting, or choose another.",
        { cause },
      );
    default:
      return new PinnaError(
        PinnaErrorCode.DeviceUnavailable,
        'The microphone is in use elsewhere or blocked by the system. Close other programs that use it, or check ' +
          "the system's privacy settings.",
        { cause },
      );
  }
}
