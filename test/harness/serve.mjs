import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../demo/serve.mjs', import.meta.url));

/** Serves the built site on a free port. */
export async function serve() {
  const server = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    server.stdout.on('data', (data) => {
      const [url] = /http:\/\/\S+/.exec(String(data)) ?? [];
      if (url) resolve(url);
    });
    server.on('exit', () => reject(new Error('The server ended before it gave an address.')));
  });
  return { address, close: () => server.kill() };
}
