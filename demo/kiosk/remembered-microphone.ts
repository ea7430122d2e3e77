import type { InputDevice } from '../../src/capture/sources/devices.js';
import type { Source } from '../../src/capture/sources/source.js';
import { remembered } from '../shell/remembered.js';

const KEY = 'pinna-kiosk-microphone';

export type Microphone = Pick<InputDevice, 'deviceId' | 'label'>;

/** The microphone that was chosen; undefined for the system's default. */
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

export function rememberMicrophone(microphone: Microphone | undefined): void {
  remembered.set(KEY, microphone && JSON.stringify({ deviceId: microphone.deviceId, label: microphone.label }));
}

/**
 * Finds a microphone among the inputs, by its id, then by its name: some systems give a device that was plugged into
 * another socket a new id.
 */
export function findMicrophone<Input extends Microphone>(
  inputs: readonly Input[],
  { deviceId, label }: Microphone,
): Input | undefined {
  return (
    inputs.find((input) => input.deviceId === deviceId) ?? inputs.find((input) => label !== '' && input.label === label)
  );
}

/** The chosen microphone among the inputs. Where it is missing, no other one is listened to instead. */
export function microphoneSource(inputs: readonly Microphone[]): Source {
  const chosen = rememberedMicrophone();
  if (!chosen) return { kind: 'microphone' };
  return { kind: 'microphone', deviceId: (findMicrophone(inputs, chosen) ?? chosen).deviceId };
}
