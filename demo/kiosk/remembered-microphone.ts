import { listInputs, type InputDevice } from '../../src/capture/sources/devices.js';
import type { Source } from '../../src/capture/sources/source.js';
import { remembered } from '../shell/remembered.js';

const KEY = 'pinna-kiosk-microphone';

type Microphone = Pick<InputDevice, 'deviceId' | 'label'>;

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
 * The chosen microphone as it is to be found now. Some systems give a device that was plugged into another socket a new
 * id, so its name counts too. Where it is not there, no other one is listened to in its place.
 */
export async function microphoneSource(): Promise<Source> {
  const chosen = rememberedMicrophone();
  if (!chosen) return { kind: 'microphone' };
  const inputs = await listInputs();
  const found =
    inputs.find(({ deviceId }) => deviceId === chosen.deviceId) ??
    inputs.find(({ label }) => label !== '' && label === chosen.label) ??
    chosen;
  return { kind: 'microphone', deviceId: found.deviceId };
}
