/* global MessageEvent */
/** For a worker that changes its globals first, which a static import of the shipped one would run before. Messages that come meanwhile wait. */
export async function startShippedWorker() {
  const waiting = [];
  const wait = (event) => waiting.push(event);
  globalThis.addEventListener('message', wait);
  await import('/dist/worker.js');
  globalThis.removeEventListener('message', wait);
  for (const { data, ports } of waiting) globalThis.dispatchEvent(new MessageEvent('message', { data, ports }));
}
