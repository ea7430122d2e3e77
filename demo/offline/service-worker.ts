/**
 * Keeps the whole site on the device: exactly the files of one build, each checked against its hash, so that no page ever
 * meets a script of another build. Service worker thread.
 */
declare const self: ServiceWorkerGlobalScope;
/** Path below the scope → SHA-256 in hex; written in by the build. */
declare const FILES: Readonly<Record<string, string>>;
/** Names the build. */
declare const VERSION: string;

const scope = self.registration.scope;
/** Sites below other paths of the same host have caches of their own. */
const prefix = `pinna ${scope} `;
const name = prefix + VERSION;
const addressOf = (path: string) => new URL(path, scope).href;

async function hashOf(content: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A file whose content is that of the build, or undefined. */
async function unchanged(response: Response | undefined, hash: string): Promise<Response | undefined> {
  if (!response?.ok) return undefined;
  const content = await response.arrayBuffer();
  if ((await hashOf(content)) !== hash) return undefined;
  const headers = new Headers(response.headers);
  // The content is no longer packed, and a page may not be answered with what was redirected.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(content, { headers });
}

/** @throws Error when the host has not the file of this build: the installation is then tried again later */
async function obtain(path: string, hash: string, earlier: readonly Cache[]): Promise<Response> {
  const address = addressOf(path);
  for (const cache of earlier) {
    const kept = await unchanged(await cache.match(address), hash);
    if (kept) return kept;
  }
  const fresh = await unchanged(await fetch(address, { cache: 'no-cache' }), hash);
  if (!fresh) throw new Error(`${address} is not the file of this build.`);
  return fresh;
}

async function install(): Promise<void> {
  const names = (await caches.keys()).filter((key) => key.startsWith(prefix));
  const earlier = await Promise.all(names.map((key) => caches.open(key)));
  const cache = await caches.open(name);
  await Promise.all(
    Object.entries(FILES).map(async ([path, hash]) => cache.put(addressOf(path), await obtain(path, hash, earlier))),
  );
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== name);
  await Promise.all(old.map((key) => caches.delete(key)));
  await self.clients.claim();
}

/** The path of a file of this build that an address stands for, or undefined. */
function pathOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const whole = origin + pathname;
  if (!whole.startsWith(scope)) return undefined;
  const path = decodeURI(whole.slice(scope.length));
  // Hosts call the same page by several names.
  return [path, `${path}index.html`, `${path}.html`].find((one) => one in FILES);
}

async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  return (await cache.match(addressOf(path))) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const path = event.request.method === 'GET' ? pathOf(event.request.url) : undefined;
  if (path !== undefined) event.respondWith(answer(path, event.request));
});
self.addEventListener('message', ({ data }) => {
  if (data === 'use-now') void self.skipWaiting();
});

export {};
