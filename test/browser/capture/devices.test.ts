import { expect } from 'chai';
import { followInputs, listInputs, watchInputs } from '../../../src/capture/sources/devices.js';
import { rejection } from '../when.js';

const device = (kind: MediaDeviceKind, deviceId: string, label: string, groupId = deviceId) =>
  ({ kind, deviceId, label, groupId }) as MediaDeviceInfo;

describe('Input devices', () => {
  const { mediaDevices } = navigator;
  const original = mediaDevices.enumerateDevices.bind(mediaDevices);
  const have = (...devices: MediaDeviceInfo[]) => {
    mediaDevices.enumerateDevices = () => Promise.resolve(devices);
  };
  afterEach(() => (mediaDevices.enumerateDevices = original));

  it('are listed once each, the default marked, outputs and cameras left out', async () => {
    have(
      device('audioinput', 'default', 'Standard - Line-in', 'card'),
      device('audioinput', 'communications', 'Kommunikation - Headset', 'headset'),
      device('audioinput', 'h', 'Headset', 'headset'),
      device('audioinput', 'm', 'Mic', 'card'),
      device('audioinput', 'l', 'Line-in', 'card'),
      device('audiooutput', 'o', 'Speaker', 'card'),
      device('videoinput', 'v', 'Camera'),
    );
    expect(await listInputs()).to.deep.equal([
      { deviceId: 'h', label: 'Headset', isDefault: false },
      { deviceId: 'm', label: 'Mic', isDefault: false },
      { deviceId: 'l', label: 'Line-in', isDefault: true },
    ]);
  });

  it('mark the only device of the group of a default without a distinctive name', async () => {
    have(device('audioinput', 'default', 'Default', 'card'), device('audioinput', 'l', 'Line-in', 'card'));
    expect(await listInputs()).to.deep.equal([{ deviceId: 'l', label: 'Line-in', isDefault: true }]);
  });

  it('keep a default that stands for none of the others', async () => {
    have(device('audioinput', 'default', 'Default', 'x'), device('audioinput', 'l', 'Line-in', 'card'));
    expect(await listInputs()).to.deep.equal([
      { deviceId: 'default', label: 'Default', isDefault: true },
      { deviceId: 'l', label: 'Line-in', isDefault: false },
    ]);
  });

  it('begin with the default where the browser has no alias for it', async () => {
    have(device('audioinput', 'a', 'First'), device('audioinput', 'b', 'Second'));
    expect((await listInputs()).map(({ isDefault }) => isDefault)).to.deep.equal([true, false]);
  });

  it('are refused with a typed error, and an empty list for those who follow them', async () => {
    mediaDevices.enumerateDevices = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    expect((await rejection(listInputs())).code).to.equal('microphone-denied');
    const list = await new Promise((resolve) => {
      const { end } = followInputs((inputs) => {
        resolve(inputs);
        queueMicrotask(() => end());
      });
    });
    expect(list).to.deep.equal([]);
  });

  it('are an empty list where the page may have none', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    try {
      expect(await listInputs()).to.deep.equal([]);
      watchInputs(() => undefined)();
    } finally {
      delete (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
    }
  });

  it('are watched until unsubscribed, twice', () => {
    let changes = 0;
    const stop = watchInputs(() => changes++);
    mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(changes).to.equal(1);
    stop();
    stop();
    mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(changes).to.equal(1);
  });
});
