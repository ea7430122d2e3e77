import { listen } from '../../lifetime/listen.js';
import { microphoneError } from './microphone-error.js';

/** An audio input: a microphone or a line-in. */
export interface InputDevice {
  /** For `{ kind: 'microphone', deviceId }`. Empty until the user has allowed the microphone once. */
  readonly deviceId: string;
  /** The device's name. Empty until the user has allowed the microphone once. */
  readonly label: string;
  /** Whether this is the system default device. If the browser does not report it, the first device is. */
  readonly isDefault: boolean;
}

/** Device ids of Chromium's aliases, which it lists in addition to the real devices. */
const DEFAULT = 'default';
const COMMUNICATIONS = 'communications';

/**
 * Returns all microphones and line-ins, without Chromium's aliases. If the default alias matches no real device, it is
 * listed first. Empty on pages without access to devices (no https). Main thread.
 *
 * @throws PinnaError `microphone-denied`, `device-unavailable` if the browser refuses the list
 */
export async function listInputs(): Promise<InputDevice[]> {
  const all = await enumerate();
  const inputs = all.filter(({ kind }) => kind === 'audioinput');
  const devices = inputs.filter(({ deviceId }) => deviceId !== DEFAULT && deviceId !== COMMUNICATIONS);
  const alias = inputs.find(({ deviceId }) => deviceId === DEFAULT);
  // Browsers without a default alias list the default device first.
  const preferred = alias ? (realDevice(alias, devices) ?? alias) : devices[0];
  const listed = preferred === alias && alias ? [alias, ...devices] : devices;
  return listed.map((device) => ({
    deviceId: device.deviceId,
    label: device.label,
    isDefault: device === preferred,
  }));
}

async function enumerate(): Promise<MediaDeviceInfo[]> {
  try {
    return (await mediaDevices()?.enumerateDevices()) ?? [];
  } catch (cause) {
    throw microphoneError(cause);
  }
}

/** Calls back when a device is plugged in or unplugged. Returns a function that stops watching. Main thread. */
export function watchInputs(onChange: () => void): () => void {
  const devices = mediaDevices();
  return devices ? listen(devices, 'devicechange', onChange) : () => undefined;
}

/** Handle of a list of inputs that `followInputs` keeps up to date. */
export interface InputList {
  /** Requests the list again, for instance once the user has allowed the microphone: devices then have names. */
  readonly refresh: () => void;
  readonly end: () => void;
}

/**
 * Calls back with the available inputs: at once, whenever a device is plugged in or unplugged, and after each `refresh`. If
 * requests overlap, only the latest one counts. If the browser refuses the list, it is empty: the start then reports why.
 * Main thread.
 */
export function followInputs(onInputs: (inputs: InputDevice[]) => void): InputList {
  let latest: Promise<InputDevice[]> | undefined;
  const request = async () => {
    const requested = (latest = listInputs().catch(() => []));
    const inputs = await requested;
    if (requested === latest) onInputs(inputs);
  };
  const refresh = () => void request();
  const unwatch = watchInputs(refresh);
  refresh();
  return {
    refresh,
    end: () => {
      latest = undefined;
      unwatch();
    },
  };
}

/**
 * Calls back when the system's default input changes, if the microphone permission is granted: the new device then opens
 * without a prompt. Returns a function that stops watching. Main thread.
 */
export function followDefaultInput(onChange: () => void): () => void {
  let last: Promise<InputDevice | undefined> = defaultInput();
  const compare = async () => {
    const [before, now] = await Promise.all([last, (last = defaultInput())]);
    if (!before || !now || (before.deviceId === now.deviceId && before.label === now.label)) return;
    if ((await microphonePermission())?.state === 'granted') onChange();
  };
  return watchInputs(() => void compare());
}

async function defaultInput(): Promise<InputDevice | undefined> {
  return (await listInputs().catch(() => [])).find(({ isDefault }) => isDefault);
}

/** Returns the microphone permission, or undefined if the browser does not report it. */
export async function microphonePermission(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return undefined;
  }
}

/**
 * Returns the real device of an alias. Within the alias's group, that is the device whose name ends the alias's label, or
 * the only device. Returns undefined if it is ambiguous.
 */
function realDevice(alias: MediaDeviceInfo, devices: MediaDeviceInfo[]): MediaDeviceInfo | undefined {
  const group = devices.filter(({ groupId }) => groupId === alias.groupId);
  return group.find(({ label }) => alias.label.endsWith(label)) ?? (group.length === 1 ? group[0] : undefined);
}

function mediaDevices(): MediaDevices | undefined {
  return globalThis.navigator?.mediaDevices as MediaDevices | undefined;
}
