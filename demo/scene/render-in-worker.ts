import { SAMPLE_RATE } from './scene.js';

/**
 * Renders sounds in a separate worker and returns them as mono buffers.
 *
 * @param what name of the sounds, for the error message
 * @param worker posts the samples of all sounds in one message; it is terminated here
 * @throws Error if the worker fails
 */
export async function renderInWorker(what: string, worker: Worker): Promise<AudioBuffer[]> {
  try {
    const sounds = await new Promise<Float32Array<ArrayBuffer>[]>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>[]>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`${what} could not be rendered: ${message}`));
    });
    return sounds.map((samples) => {
      const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE, numberOfChannels: 1 });
      buffer.copyToChannel(samples, 0);
      return buffer;
    });
  } finally {
    worker.terminate();
  }
}
