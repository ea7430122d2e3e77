import { SAMPLE_RATE } from '../scene/scene';

/** The sound of each track, synthesized in a worker of its own. */
export async function renderTracks(): Promise<AudioBuffer[]> {
  const worker = new Worker(new URL('./tracks.worker.js', import.meta.url), { type: 'module' });
  try {
    const tracks = await new Promise<Float32Array<ArrayBuffer>[]>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>[]>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(`The tracks could not be rendered: ${message}`));
    });
    return tracks.map((samples) => {
      const buffer = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE, numberOfChannels: 1 });
      buffer.copyToChannel(samples, 0);
      return buffer;
    });
  } finally {
    worker.terminate();
  }
}
