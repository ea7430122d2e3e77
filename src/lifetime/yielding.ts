import { nextTask } from './next-task.js';

/**
 * Divides long work into slices, between which a thread does something else. Any thread.
 *
 * @param slice longest time between two yields, ms, if the work calls often enough
 * @returns a function to call often; it yields to the event loop when the slice is over
 */
export function yielding(slice: number): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < slice) return;
    await nextTask();
    began = performance.now();
  };
}
