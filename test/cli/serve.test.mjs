import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { modelNames } from '../../models/names.mjs';

const script = fileURLToPath(new URL('../../demo/serve.mjs', import.meta.url));

async function serve(...args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, port: Number(/:(\d+)\//.exec(String(line))[1]) };
}

/** Requests a path exactly as given; fetch would normalise it first. */
async function get(port, path) {
  const asked = request({ host: 'localhost', port, path });
  asked.end();
  const [response] = await once(asked, 'response');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

describe('demo/serve.mjs', () => {
  let server;

  before(async () => {
    server = await serve('--port', '8765');
  });
  after(() => server.child.kill());

  it('serves the page', async () => {
    const page = await get(server.port, '/');
    assert.equal(page.status, 200);
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.match(String(page.body), /<pinna-live /);
  });

  it('names the types that browsers insist on', async () => {
    const [model] = modelNames();
    const types = {
      '/site.css': 'text/css; charset=utf-8',
      '/live.js': 'text/javascript; charset=utf-8',
      '/icon.svg': 'image/svg+xml',
      '/pinna/wasm/tfjs-backend-wasm.wasm': 'application/wasm',
      [`/pinna/models/${model}/model.json`]: 'application/json',
      [`/pinna/models/${model}/weights.bin`]: 'application/octet-stream',
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await get(server.port, path);
      assert.deepEqual([path, status, headers['content-type']], [path, 200, type]);
    }
  });

  it('serves nothing else, whatever the address', async () => {
    for (const path of [
      '/package.json',
      '/pinna/../../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/passwd',
      '/.git/config',
      '/.%00',
      '/%',
      '/pinna/',
      '/no-such-file',
    ]) {
      const { status } = await get(server.port, path);
      assert.equal(status, 404, path);
    }
  });

  it('takes the next port when one is taken', async () => {
    const second = await serve('--port', String(server.port));
    assert.ok(second.port > server.port);
    assert.equal((await get(second.port, '/')).status, 200);
    second.child.kill();
  });

  it('isolates only when asked to', async () => {
    assert.equal((await get(server.port, '/')).headers['cross-origin-opener-policy'], undefined);
    const isolated = await serve('--port', '8790', '--isolated');
    const { headers } = await get(isolated.port, '/');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cross-origin-embedder-policy'], 'require-corp');
    isolated.child.kill();
  });
});
