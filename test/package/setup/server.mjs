import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const typeOf = (path) => TYPES[extname(path)] ?? 'application/octet-stream';

/** Types that are sent uncompressed, because servers do not compress them by default. */
const AS_IT_IS = new Set(['application/octet-stream']);

/**
 * Starts a static server that compresses texts, scripts and WASM, allows caching, and allows other origins, as a CDN does.
 *
 * @param folder to serve
 * @param headersFor additional headers, by path
 * @returns its port, and a list of `{ method, path, bytes }` of all requests so far; bytes on the wire, including headers
 */
export async function serve(folder, headersFor = () => ({})) {
  const requests = [];
  const compressed = new Map();

  async function body(path) {
    if (!compressed.has(path)) {
      const content = await readFile(join(folder, path));
      compressed.set(path, AS_IT_IS.has(typeOf(path)) ? content : gzipSync(content, { level: 9 }));
    }
    return compressed.get(path);
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = normalize(decodeURIComponent(pathname)).split(sep).filter(Boolean).join('/');
    const content = await body(path).catch(() => undefined);
    const headers = {
      'Content-Type': typeOf(path),
      ...(AS_IT_IS.has(typeOf(path)) ? {} : { 'Content-Encoding': 'gzip' }),
      'Content-Length': content?.length ?? 0,
      'Cache-Control': path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable',
      'Access-Control-Allow-Origin': '*',
      ...headersFor(path),
    };
    const head = Object.entries(headers).reduce(
      (sum, [name, value]) => sum + name.length + String(value).length + 4,
      20,
    );
    requests.push({ method: request.method, path, bytes: head + (content?.length ?? 0) });
    if (path === 'favicon.ico') response.writeHead(204).end();
    else if (content) response.writeHead(200, headers).end(content);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, requests, close: () => server.close() };
}
