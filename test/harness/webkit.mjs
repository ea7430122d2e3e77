/* global AbortSignal */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { findProgram } from './find-program.mjs';
import { until } from './until.mjs';

/**
 * Returns the path of a program.
 * @param {string} variable environment variable that overrides it
 * @param {string} name
 * @throws Error that says how to install it
 */
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
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

/**
 * Starts WebKitGTK's WebDriver on a virtual display.
 * @param {NodeJS.ProcessEnv} env environment for the browser
 * @returns `env` with WEBKIT_DRIVER, the driver's address, and `stop`, which ends driver and display
 */
export async function startWebKitDriver(env) {
  const [driverPath, xvfb] = [program('WEBKIT_DRIVER_PATH', 'WebKitWebDriver'), program('XVFB_PATH', 'Xvfb')];
  const display = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  /** @type {Buffer[]} */
  const [number] = await once(display.stdout, 'data');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...env, DISPLAY: `:${String(number).trim()}` },
  });
  await until(async () => {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}.`);
    const status = await fetch(`${address}/status`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    return status?.ok ?? false;
  }, 'WebKitWebDriver');
  return {
    env: { ...env, WEBKIT_DRIVER: address },
    stop() {
      driver.kill();
      display.kill();
    },
  };
}
