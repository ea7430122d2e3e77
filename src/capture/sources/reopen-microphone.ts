import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { InputInfo, Source } from './source.js';
import type { Interruption } from './interruption.js';
import { Retries } from '../../lifetime/retries.js';
import { listInputs } from './devices.js';
import { nextChance } from './next-chance.js';

type Microphone = Source & { kind: 'microphone' };

/** Failures of opening that may pass, with the interruption to report for each. */
const PASSING: Partial<Record<PinnaErrorCode, Interruption>> = {
  [PinnaErrorCode.NoDevice]: 'device-lost',
  [PinnaErrorCode.DeviceUnavailable]: 'device-unavailable',
  [PinnaErrorCode.MicrophoneDenied]: 'microphone-denied',
  // The worklet is loaded again, and the network may be missing.
  [PinnaErrorCode.WorkletFailed]: 'suspended',
  [PinnaErrorCode.FilesMissing]: 'suspended',
};

/**
 * Opens a microphone again; retries until it succeeds. It tries at once, after each `nextChance` event and after growing
 * delays of 1 to 30 s. After a refusal it waits for an event only. Main thread.
 *
 * A selected device is awaited. If it returns under another id, it is matched by its name. Without a selection, the current
 * default is opened.
 *
 * @param lost the disconnected microphone
 * @param onCause called with the reason before each wait
 * @throws PinnaError for a failure that will not pass; the signal's reason
 */
export async function reopenMicrophone<T>(
  source: Microphone,
  lost: InputInfo,
  open: (source: Microphone) => Promise<T>,
  onCause: (cause: Interruption) => void,
  signal: AbortSignal,
): Promise<T> {
  const retries = new Retries();
  for (;;) {
    try {
      return await open(await sameMicrophone(source, lost));
    } catch (error) {
      signal.throwIfAborted();
      const cause = error instanceof PinnaError ? PASSING[error.code] : undefined;
      if (!cause) throw error;
      onCause(cause);
      const { delay } = retries.next(performance.now());
      // After a refusal, a timed request would at best prompt the user again.
      await nextChance(cause === 'microphone-denied' ? Infinity : Math.max(delay, 1000), signal);
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
