/** An audio input that can be listened to. */
export interface InputDevice {
  /** For `{ kind: 'microphone', deviceId }`; empty until the user has once allowed the microphone. */
  readonly deviceId: string;
  /** The device's name; empty until the user has once allowed the microphone. */
  readonly label: string;
  /** Whether the system's default goes there, as far as the browser tells. */
  readonly isDefault: boolean;
}

/** Ids that Chromium lists beside the real device they stand for. */
const ALIASES = ['default', 'communications'];

/** All microphones and line-ins, each once. Empty on pages that may not have any (no https). Main thread. */
export async function listInputs(): Promise<InputDevice[]> {
  const all = (await mediaDevices()?.enumerateDevices()) ?? [];
  const inputs = all.filter(({ kind }) => kind === 'audioinput');
  const alias = inputs.find(({ deviceId }) => deviceId === 'default');
  const devices = inputs.filter(({ deviceId }) => !ALIASES.includes(deviceId));
  // The alias's label is the device's own behind a word in the user's language. Browsers without it list the default first.
  const preferred = alias ? devices.find((device) => standsFor(alias, device)) : devices[0];
  return devices.map((device) => ({
    deviceId: device.deviceId,
    label: device.label,
    isDefault: device === preferred,
  }));
}

/** Calls back when a device was plugged in or out. Returns what ends it. Main thread. */
export function watchInputs(onChange: () => void): () => void {
  const watching = new AbortController();
  mediaDevices()?.addEventListener('devicechange', onChange, { signal: watching.signal });
  return () => watching.abort();
}

function standsFor(alias: MediaDeviceInfo, device: MediaDeviceInfo): boolean {
  return alias.groupId === device.groupId && alias.label.endsWith(device.label);
}

function mediaDevices(): MediaDevices | undefined {
  return globalThis.navigator?.mediaDevices as MediaDevices | undefined;
}
