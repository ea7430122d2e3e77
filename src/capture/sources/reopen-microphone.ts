import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { InputInfo, Source } from './source.js';
import type { Interruption } from './interruption.js';
import { Retries } from '../../lifetime/retries.js';
import { listInputs } from './devices.js';
import { waitForRetryReason } from './retry-reason.js';

type Microphone = Source & { kind: 'microphone' };

/** Failures of opening that may be temporary, with the interruption to report for each. */
const TEMPORARY_FAILURES: Partial<Record<PinnaErrorCode, Interruption>> = {
  [PinnaErrorCode.NoDevice]: 'device-lost',
  [PinnaErrorCode.DeviceUnavailable]: 'device-unavailable',
  [PinnaErrorCode.MicrophoneDenied]: 'microphone-denied',
  // The worklet is loaded again, and the network may be missing.
  [PinnaErrorCode.WorkletFailed]: 'suspended',
  [PinnaErrorCode.FilesMissing]: 'suspended',
};

/**
 * Opens a microphone again; retries until it succeeds. It tries at once, after each event of `waitForRetryReason` and after growing
 * delays: 1 s, doubling up to 30 s. After a refusal it waits for an event only. Main thread.
 *
 * A selected device is awaited. If it returns under another id, it is matched by its name. Without a selection, the current
 * default is opened.
 *
 * @param disconnected the disconnected microphone
 * @param onCause called with the reason before each wait
 * @throws PinnaError for a permanent failure; the signal's reason
 */
export async function reopenMicrophone<T>(
  source: Microphone,
  disconnected: InputInfo,
  open: (source: Microphone) => Promise<T>,
  onCause: (cause: Interruption) => void,
  signal: AbortSignal,
): Promise<T> {
  const retries = new Retries({ isFirstImmediate: false });
  for (;;) {
    try {
      return await open(await sameMicrophone(source, disconnected));
    } catch (error) {
      signal.throwIfAborted();
      const cause = error instanceof PinnaError ? TEMPORARY_FAILURES[error.code] : undefined;
      if (!cause) throw error;
      onCause(cause);
      const { delay } = retries.next(performance.now());
      // After a refusal, a timed request would at best prompt the user again.
      await waitForRetryReason(cause === 'microphone-denied' ? Infinity : delay, signal);
    }
  }
}

async function sameMicrophone(source: Microphone, { label }: InputInfo): Promise<Microphone> {
  if (source.deviceId === undefined) return source;
  const inputs = await listInputs();
  if (inputs.some(({ deviceId }) => deviceId === source.deviceId)) return source;
  const renamed = inputs.find((input) => label !== '' && input.label === label);
  return renamed ? { ...source, deviceId: renamed.deviceId } : source;
}
