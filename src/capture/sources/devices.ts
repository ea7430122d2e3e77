import { listen } from '../../lifetime/listen.js';

/** An audio input that can be listened to. */
export interface InputDevice {
  /** For `{ kind: 'microphone', deviceId }`; empty until the user has once allowed the microphone. */
  readonly deviceId: string;
  /** The device's name; empty until the user has once allowed the microphone. */
  readonly label: string;
  /** Whether the system's default goes there, as far as the browser tells. */
  readonly isDefault: boolean;
}

/** Chromium lists the system's choices beside the real devices that they stand for. */
const DEFAULT = 'default';
const COMMUNICATIONS = 'communications';

/** All microphones and line-ins, each once. Empty on pages that may not have any (no https). Main thread. */
export async function listInputs(): Promise<InputDevice[]> {
  const all = (await mediaDevices()?.enumerateDevices()) ?? [];
  const inputs = all.filter(({ kind }) => kind === 'audioinput');
  const devices = inputs.filter(({ deviceId }) => deviceId !== DEFAULT && deviceId !== COMMUNICATIONS);
  const alias = inputs.find(({ deviceId }) => deviceId === DEFAULT);
  // Browsers without an alias list the default first.
  const preferred = alias ? (realDevice(alias, devices) ?? alias) : devices[0];
  const listed = preferred === alias && alias ? [alias, ...devices] : devices;
  return listed.map((device) => ({
    deviceId: device.deviceId,
    label: device.label,
    isDefault: device === preferred,
  }));
}

/** Calls back when a device was plugged in or out. Returns what ends it. Main thread. */
export function watchInputs(onChange: () => void): () => void {
  const devices = mediaDevices();
  return devices ? listen(devices, 'devicechange', onChange) : () => undefined;
}

/** Keeps a list of the inputs up to date. */
export interface InputList {
  /** Asks again: once the user has allowed the microphone, devices have names. */
  readonly look: () => void;
  readonly end: () => void;
}

/**
 * Calls back with the inputs that there are, again whenever one was plugged in or out, and when asked to. Of answers that
 * overtake each other the one that was asked for last counts. Main thread.
 */
export function followInputs(onInputs: (inputs: InputDevice[]) => void): InputList {
  let latest: Promise<InputDevice[]> | undefined;
  const ask = async () => {
    const asked = (latest = listInputs());
    const inputs = await asked;
    if (asked === latest) onInputs(inputs);
  };
  const look = () => void ask();
  const unwatch = watchInputs(look);
  look();
  return {
    look,
    end: () => {
      latest = undefined;
      unwatch();
    },
  };
}

/**
 * Calls back when the system's default input has become another device, where that one can be opened without asking the
 * user. Main thread. Returns what ends it.
 */
export function followDefaultInput(onChange: () => void): () => void {
  let last: Promise<InputDevice | undefined> = defaultInput();
  const look = async () => {
    const [before, now] = await Promise.all([last, (last = defaultInput())]);
    if (!before || !now || (before.deviceId === now.deviceId && before.label === now.label)) return;
    if ((await microphonePermission())?.state === 'granted') onChange();
  };
  return watchInputs(() => void look());
}

async function defaultInput(): Promise<InputDevice | undefined> {
  return (await listInputs().catch(() => [])).find(({ isDefault }) => isDefault);
}

/** Whether the microphone is allowed; undefined where the browser does not say. */
export async function microphonePermission(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'microphone' });
  } catch {
    return undefined;
  }
}

/** The device of the alias's group whose name its label ends with, or the only one of that group; undefined if unclear. */
function realDevice(alias: MediaDeviceInfo, devices: MediaDeviceInfo[]): MediaDeviceInfo | undefined {
  const group = devices.filter(({ groupId }) => groupId === alias.groupId);
  return group.find(({ label }) => alias.label.endsWith(label)) ?? (group.length === 1 ? group[0] : undefined);
}

function mediaDevices(): MediaDevices | undefined {
  return globalThis.navigator?.mediaDevices as MediaDevices | undefined;
}
