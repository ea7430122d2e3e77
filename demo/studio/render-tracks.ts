import { renderInWorker } from '../scene/render-in-worker.js';

/** Renders the sound of the two demo tracks, garden and band, in a separate worker. */
export const renderTracks = (): Promise<AudioBuffer[]> =>
  renderInWorker('The tracks', new Worker(new URL('./tracks.worker.js', import.meta.url), { type: 'module' }));
