import type { Source } from '../../src/capture/source';
import { SAMPLE_RATE } from './scene';

let buffer: Promise<AudioBuffer> | undefined;

/** The demo scene. It is rendered once, in a worker of its own. */
export function sceneBuffer(): Promise<AudioBuffer> {
  buffer ??= render();
  return buffer;
}

/** The demo scene, played again and again. */
export async function sceneSource(): Promise<Source> {
  return { kind: 'buffer', buffer: await sceneBuffer(), audible: true, loop: true };
}

async function render(): Promise<AudioBuffer> {
  const worker = new Worker(new URL('./scene.worker.js', import.meta.url), { type: 'module' });
  try {
    const samples = await new Promise<Float32Array<ArrayBuffer>>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`The demo scene could not be rendered: ${message}`));
    });
    const rendered = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE, numberOfChannels: 1 });
    rendered.copyToChannel(samples, 0);
    return rendered;
  } catch (error) {
    buffer = undefined;
    throw error;
  } finally {
    worker.terminate();
  }
}
