import { PinnaError, PinnaErrorCode } from '../../errors.js';
import type { InputInfo, Source } from './source.js';
import type { Interruption } from './interruption.js';
import { Retries } from '../../lifetime/retries.js';
import { listInputs } from './devices.js';
import { nextChance } from './next-chance.js';

type Microphone = Source & { kind: 'microphone' };

/** What keeps a microphone from being opened again, and may pass. */
const PASSING: Partial<Record<PinnaErrorCode, Interruption>> = {
  [PinnaErrorCode.NoDevice]: 'device-lost',
  [PinnaErrorCode.DeviceUnavailable]: 'device-unavailable',
  [PinnaErrorCode.MicrophoneDenied]: 'microphone-denied',
  // The worklet is loaded anew, for which the network may be missing.
  [PinnaErrorCode.WorkletFailed]: 'suspended',
  [PinnaErrorCode.FilesMissing]: 'suspended',
};

/**
 * Tries until it succeeds: at once, when a device comes or goes, when the user allows it, and every now and then. A device
 * that was chosen is waited for, and known by its name where it comes back under another id; without a choice the default
 * of the moment will do. Main thread.
 *
 * @param lost the microphone that is gone
 * @param onCause told why it has to wait
 * @throws PinnaError what will not pass; the signal's reason
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
      // Asking again would at best ask the user again, who has just said no.
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
