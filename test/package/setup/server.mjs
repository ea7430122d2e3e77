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

/** Sent as they are: of no type that servers compress by themselves. */
const AS_IT_IS = new Set(['application/octet-stream']);

/**
 * A static server that compresses texts, scripts and WASM, lets browsers keep what it gave, and allows other origins, as a CDN does.
 *
 * @param folder what it serves
 * @param headersFor headers on top, by path
 * @returns its port, and a list of `{ method, path, bytes }` of all requests so far; bytes as on the wire, headers included
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
