import type { InputDevice } from '../../src/capture/sources/devices.js';
import type { Source } from '../../src/capture/sources/source.js';
import { remembered } from '../shell/remembered.js';

const KEY = 'pinna-kiosk-microphone';

/** Id and name of an input device. */
export type Microphone = Pick<InputDevice, 'deviceId' | 'label'>;

/** Returns the stored choice of microphone; undefined for the system's default. */
export function rememberedMicrophone(): Microphone | undefined {
  try {
    const stored: unknown = JSON.parse(remembered.get(KEY) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return undefined;
    const { deviceId, label } = stored as Partial<Record<string, unknown>>;
    return typeof deviceId === 'string' && typeof label === 'string' ? { deviceId, label } : undefined;
  } catch {
    return undefined;
  }
}

/** Stores the choice of microphone; undefined for the system's default. */
export function rememberMicrophone(microphone: Microphone | undefined): void {
  remembered.set(KEY, microphone && JSON.stringify({ deviceId: microphone.deviceId, label: microphone.label }));
}

/**
 * Finds a microphone among the inputs, first by id, then by name. Some systems change a device's id when it is plugged into
 * another socket.
 */
export function findMicrophone<Input extends Microphone>(
  inputs: readonly Input[],
  { deviceId, label }: Microphone,
): Input | undefined {
  return (
    inputs.find((input) => input.deviceId === deviceId) ?? inputs.find((input) => label !== '' && input.label === label)
  );
}

/** Returns the chosen microphone as a source. If it is missing, the source names the missing device, not another one. */
export function microphoneSource(inputs: readonly Microphone[]): Source {
  const chosen = rememberedMicrophone();
  if (!chosen) return { kind: 'microphone' };
  return { kind: 'microphone', deviceId: (findMicrophone(inputs, chosen) ?? chosen).deviceId };
}
