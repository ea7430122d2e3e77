import { expect } from 'chai';
import { listInputs } from '../../../src/capture/sources/devices.js';
import { advance } from './audio-clock.js';
import { captureSource } from './hearing.js';

describe('A real input device', () => {
  it('is granted without speech processing, delivers in real time, and is named in the list', async () => {
    const hearing = await captureSource({ kind: 'microphone' });
    const { info } = hearing.source;
    expect(info.settings).to.include({ echoCancellation: false, noiseSuppression: false, autoGainControl: false });
    expect(info.label).not.to.equal('');
    const began = hearing.handle.currentTime;
    await advance(hearing.handle, 1);
    const inputs = await listInputs();
    expect(inputs.map(({ label }) => label)).to.include(info.label);
    expect(inputs.filter(({ isDefault }) => isDefault)).to.have.length(1);
    const { sampleRate } = hearing.handle;
    // Listing the devices takes up to seconds on a busy machine, and the device keeps delivering meanwhile.
    const seconds = hearing.handle.currentTime - began;
    expect((await hearing.finish()).length / sampleRate).to.be.within(seconds - 0.3, seconds + 0.5);
  });

  it('is opened by its id', async () => {
    const [first] = await listInputs();
    const hearing = await captureSource({ kind: 'microphone', deviceId: first!.deviceId });
    expect(hearing.source.info.deviceId).to.equal(first!.deviceId);
    await hearing.finish();
  });

  it('that does not exist is no-device', async () => {
    const error = await captureSource({ kind: 'microphone', deviceId: 'nobody' }).catch((cause: unknown) => cause);
    expect(error).to.have.property('code', 'no-device');
  });
});
