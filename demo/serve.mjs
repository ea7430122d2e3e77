/**
 * Serves the demo site: `node demo/serve.mjs [--port 8000] [--host localhost] [--isolated]`.
 *
 * The site needs no special headers. `--isolated` sends the headers that allow memory shared between threads.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8000' },
    host: { type: 'string', default: 'localhost' },
    isolated: { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../site', import.meta.url));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
};

const headers = values.isolated
  ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
  : {};

/** Returns the path of an address as a list of names; undefined for an invalid address. */
function pathOf(address) {
  try {
    const path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
    return normalize(path).split(sep).filter(Boolean);
  } catch {
    return undefined;
  }
}

/** Returns the file to serve, or undefined. A folder is served as its index.html. */
async function fileAt(path) {
  if (path.some((part) => part.startsWith('.') || part.includes('\0'))) return undefined;
  const file = join(root, ...path);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return { file, size: found.size };
  return found?.isDirectory() ? fileAt([...path, 'index.html']) : undefined;
}

const server = createServer(async (request, response) => {
  const path = pathOf(request.url ?? '/');
  const found = path && (await fileAt(path));
  if (!found) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found.\n');
    return;
  }
  const type = types[extname(found.file)] ?? 'application/octet-stream';
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
    ...headers,
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(found.file).pipe(response);
});

let port = Number(values.port);
const lastPort = port + 100;
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || port >= lastPort) throw error;
  server.listen(++port, values.host);
});
server.on('listening', () => {
  console.log(`The demo site is at http://localhost:${server.address().port}/ (Ctrl+C stops the server).`);
});
server.listen(port, values.host);
