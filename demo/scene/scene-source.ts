import type { Source } from '../../src/capture/source';
import { renderScene } from './scene';

/** Twice the highest frequency that the network hears, and some. */
export const SAMPLE_RATE = 24_000;

let buffer: Promise<AudioBuffer> | undefined;

/** The demo scene, played again and again. It is rendered once, a sound per turn of the event loop. */
export async function sceneSource(): Promise<Source> {
  buffer ??= render();
  return { kind: 'buffer', buffer: await buffer, audible: true, loop: true };
}

async function render(): Promise<AudioBuffer> {
  const rendering = renderScene(SAMPLE_RATE);
  for (;;) {
    const { done, value } = rendering.next();
    if (done) {
      const { samples } = value;
      const rendered = new AudioBuffer({ length: samples.length, sampleRate: SAMPLE_RATE, numberOfChannels: 1 });
      rendered.getChannelData(0).set(samples);
      return rendered;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}
