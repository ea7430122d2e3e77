import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { originAdvice } from '../../lifetime/page-origin.js';

/**
 * Converts a rejection of `getUserMedia`, or an error of `createMediaStreamSource`, to a `PinnaError`. The original error
 * stays as its `cause`.
 */
export function microphoneError(cause: unknown): PinnaError {
  const name = cause instanceof Error ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new PinnaError(PinnaErrorCode.MicrophoneDenied, `The microphone was not allowed. ${permissionAdvice()}`, {
        cause,
      });
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

/** The part of Permissions Policy that some browsers show to scripts. TypeScript's types of the DOM lack it. */
interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}

/** Returns who can allow the microphone: the user, or the authors of this page and of the pages around it. */
function permissionAdvice(): string {
  const { featurePolicy } = document as { featurePolicy?: FeaturePolicy };
  const sandboxed = originAdvice();
  if (sandboxed) return sandboxed;
  if (featurePolicy?.allowsFeature('microphone') !== false) return "Allow it in the browser's site settings.";
  return window.parent === window
    ? "The page's Permissions-Policy header forbids it: send microphone=(self) in that header."
    : 'The page around this frame does not pass it on: write <iframe allow="microphone">, and let the Permissions-Policy ' +
        'header of both pages allow it.';
}
