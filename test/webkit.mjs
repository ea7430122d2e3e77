/* global AbortSignal */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './find-program.mjs';

/** @throws Error that says what to type */
function program(variable, name) {
  const path = findProgram({ variable, names: [name] });
  if (path) return path;
  throw new Error(
    `These tests need WebKitGTK with its driver, and a display to draw on: the program ${name} was not found. Install it ` +
      '(Debian, Ubuntu: sudo apt-get install webkit2gtk-driver xvfb), then run npm run test:webkit again. WebKitGTK is for ' +
      'Linux only.',
  );
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/**
 * Starts WebKitGTK's WebDriver on a display that nobody sees.
 * @param env the environment for the browser
 * @returns that environment with WEBKIT_DRIVER, the driver's address, and what ends both
 */
export async function startWebKitDriver(env) {
  const [driverPath, xvfb] = [program('WEBKIT_DRIVER_PATH', 'WebKitWebDriver'), program('XVFB_PATH', 'Xvfb')];
  const display = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = await once(display.stdout, 'data');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...env, DISPLAY: `:${String(number).trim()}` },
  });
  while (!(await fetch(`${address}/status`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined))?.ok) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}.`);
    await sleep(100);
  }
  return {
    env: { ...env, WEBKIT_DRIVER: address },
    stop() {
      driver.kill();
      display.kill();
    },
  };
}
