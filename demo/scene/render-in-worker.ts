import { SAMPLE_RATE } from './scene.js';

/** Samples that a worker has rendered. */
export type Rendered = Float32Array<ArrayBuffer>;

/**
 * Returns the one message that a worker posts, and terminates the worker.
 *
 * @param what name of the sounds, for the error message
 * @throws Error if the worker fails
 */
export async function postedBy<T>(what: string, worker: Worker): Promise<T> {
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`${what} could not be rendered: ${message}`));
    });
  } finally {
    worker.terminate();
  }
}

/** Returns rendered samples as a mono buffer. */
export function bufferOf(samples: Rendered): AudioBuffer {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE, numberOfChannels: 1 });
  buffer.copyToChannel(samples, 0);
  return buffer;
}

/**
 * Renders sounds in a separate worker and returns them as mono buffers.
 *
 * @param what name of the sounds, for the error message
 * @param worker posts the samples of all sounds in one message; it is terminated here
 * @throws Error if the worker fails
 */
export async function renderInWorker(what: string, worker: Worker): Promise<AudioBuffer[]> {
  return (await postedBy<Rendered[]>(what, worker)).map(bufferOf);
}
