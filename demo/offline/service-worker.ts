/**
 * Stores the whole site on the device for offline use. The cache holds exactly the files of one build, each checked against its
 * hash. So a page never loads a script of another build. Service worker thread.
 */
declare const self: ServiceWorkerGlobalScope;
/** Path below the scope → SHA-256 in hex; inserted by the build. */
declare const FILES: Readonly<Record<string, string>>;
/** Id of the build. */
declare const VERSION: string;

const scope = self.registration.scope;
/** Prefix of cache names. Sites under other paths of the same host have separate caches. */
const prefix = `pinna ${scope} `;
const name = prefix + VERSION;
const addressOf = (path: string) => new URL(path, scope).href;

async function hashOf(content: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', content);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the response if its content matches the hash of the build; otherwise undefined. */
async function unchanged(response: Response | undefined, hash: string): Promise<Response | undefined> {
  if (!response?.ok) return undefined;
  const content = await response.arrayBuffer();
  if ((await hashOf(content)) !== hash) return undefined;
  const headers = new Headers(response.headers);
  // The stored content is decompressed, so its length and encoding headers are dropped. The new response also drops the
  // redirect mark, because browsers refuse redirected responses for a navigation.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  return new Response(content, { headers });
}

/**
 * Returns a file of this build from an earlier cache, or else from the network.
 * @throws Error if the host serves another build's file; the browser then retries the installation later
 */
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

/** Returns the path of the file of this build at an address; undefined if there is none. */
function pathOf(address: string): string | undefined {
  const { origin, pathname } = new URL(address);
  const whole = origin + pathname;
  if (!whole.startsWith(scope)) return undefined;
  const path = decodeURI(whole.slice(scope.length));
  // Hosts serve the same page under several names.
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
