import { listInputs, watchInputs, type InputDevice } from './devices.js';
import { microphonePermission } from './next-chance.js';

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
