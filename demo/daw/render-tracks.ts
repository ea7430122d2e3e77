import { renderInWorker } from '../scene/render-in-worker.js';

/** The sound of each track, synthesized in a worker of its own. */
export const renderTracks = (): Promise<AudioBuffer[]> =>
  renderInWorker('The tracks', new Worker(new URL('./tracks.worker.js', import.meta.url), { type: 'module' }));
