import type { Source } from '../../src/capture/sources/source.js';
import { renderInWorker } from './render-in-worker.js';

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
    const [scene] = await renderInWorker('The demo scene', worker);
    return scene!;
  } catch (error) {
    buffer = undefined;
    throw error;
  }
}
