/* global GPUBuffer, GPUDevice */
import { startShippedWorker } from '/test/harness/start-shipped-worker.js';

/** The shipped worker with counts of the GPU buffers and message channels that it holds. */
const live = { gpuBuffers: 0, gpuBytes: 0, channels: 0 };
globalThis.live = live;

if ('GPUDevice' in globalThis) {
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    live.gpuBuffers += 1;
    live.gpuBytes += descriptor.size;
    return createBuffer.call(this, descriptor);
  };
  const { destroy } = GPUBuffer.prototype;
  const destroyed = new WeakSet();
  GPUBuffer.prototype.destroy = function () {
    if (!destroyed.has(this)) {
      live.gpuBuffers -= 1;
      live.gpuBytes -= this.size;
    }
    destroyed.add(this);
    return destroy.call(this);
  };
}

const RealChannel = globalThis.MessageChannel;
globalThis.MessageChannel = class extends RealChannel {
  constructor() {
    super();
    live.channels += 1;
    const close = this.port1.close.bind(this.port1);
    this.port1.close = () => {
      live.channels -= 1;
      close();
    };
  }
};

await startShippedWorker();
