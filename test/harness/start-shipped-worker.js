/* global MessageEvent */
/**
 * Starts the shipped worker from a worker that changes its globals first; a static import would run before the changes.
 * Messages that arrive in the meantime are queued.
 */
export async function startShippedWorker() {
  const waiting = [];
  const wait = (event) => waiting.push(event);
  globalThis.addEventListener('message', wait);
  await import('/dist/worker.js');
  globalThis.removeEventListener('message', wait);
  for (const { data, ports } of waiting) globalThis.dispatchEvent(new MessageEvent('message', { data, ports }));
}
