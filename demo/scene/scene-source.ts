import type { Source } from '../../src/capture/sources/source.js';
import { renderInWorker } from './render-in-worker.js';

let buffer: Promise<AudioBuffer> | undefined;

/** Returns the demo scene. It is rendered once, in a separate worker. */
export function sceneBuffer(): Promise<AudioBuffer> {
  buffer ??= render();
  return buffer;
}

/** Returns the demo scene as a source that plays in a loop. */
export async function sceneSource(): Promise<Source> {
  return { kind: 'buffer', buffer: await sceneBuffer(), audible: true, loop: true };
}

async function render(): Promise<AudioBuffer> {
  const worker = new Worker(new URL('./scene.worker.js', import.meta.url), { type: 'module' });
  try {
    const [scene] = await renderInWorker('The demo scene', worker);
    return scene!;
  } catch (error) {
    buffer = undefined;
    throw error;
  }
}
