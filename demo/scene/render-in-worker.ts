import { SAMPLE_RATE } from './scene.js';

/**
 * Sounds that a worker of their own synthesizes, mono.
 *
 * @param what they are, for the error
 * @param worker posts the samples of each, once; it is ended here
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
