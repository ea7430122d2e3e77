import type { Source } from '../../src/capture/sources/source.js';
import { bufferOf, postedBy, type Rendered } from './render-in-worker.js';
import type { ScenePart } from './scene.js';

/** The rendered demo scene, and where each of its sounds is. */
export interface PlayableScene {
  readonly buffer: AudioBuffer;
  readonly parts: readonly ScenePart[];
}

let scene: Promise<PlayableScene> | undefined;

/** Returns the demo scene. It is rendered once, in a separate worker. */
export function playableScene(): Promise<PlayableScene> {
  scene ??= render();
  return scene;
}

/** Returns the samples of the demo scene. */
export const sceneBuffer = async (): Promise<AudioBuffer> => (await playableScene()).buffer;

/** Returns the demo scene as a source that plays in a loop. */
export async function sceneSource(): Promise<Source> {
  return { kind: 'buffer', buffer: await sceneBuffer(), audible: true, loop: true };
}

/**
 * Returns the sound that plays at a time since the beginning of the scene, seconds; undefined between two sounds.
 *
 * @param length of the scene, seconds; it plays in a loop
 */
export function playingAt(parts: readonly ScenePart[], length: number, time: number): string | undefined {
  const at = time % length;
  return parts.find(({ onset, offset }) => at >= onset && at < offset)?.name;
}

async function render(): Promise<PlayableScene> {
  const worker = new Worker(new URL('./scene.worker.js', import.meta.url), { type: 'module' });
  try {
    const { samples, parts } = await postedBy<{ samples: Rendered; parts: ScenePart[] }>('The demo scene', worker);
    return { buffer: bufferOf(samples), parts };
  } catch (error) {
    scene = undefined;
    throw error;
  }
}
