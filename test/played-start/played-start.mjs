/**
 * Counts how often WebKitGTK misses the first samples of a played buffer, without any code of Pinna:
 * `node test/played-start/played-start.mjs [starts] [busy processes]`, by default 100 and 0. Prints a table: how the buffer was started,
 * how often samples were missed, and how many. Fails if any are missed once the recorder runs, which docs/browsers.md advises.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Builder, Capabilities } from 'selenium-webdriver';
import { startSoundServer } from '../harness/sound-server.mjs';
import { startWebKitDriver } from '../harness/webkit.mjs';

const [starts, busy] = [Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 0)];
const page = await readFile(new URL('played-start.html', import.meta.url));
const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const burning = Array.from({ length: busy }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
const sound = await startSoundServer();
const driver = await startWebKitDriver(sound.env);
const args = ['--automation', '--autoplay-policy=allow', '--enable-media-stream=true'];
const browser = await new Builder()
  .usingServer(driver.env.WEBKIT_DRIVER)
  .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args } }))
  .build();
try {
  await browser.manage().setTimeouts({ script: 60_000 });
  await browser.get(`http://127.0.0.1:${port}/`);
  const rows = [];
  for (const when of ['at once', 'recorder ready', 'suspended', 'later']) {
    /** @type {number[]} */
    const missed = [];
    for (let i = 0; i < starts; i++)
      missed.push(
        await browser.executeAsyncScript(
          'const done = arguments[1]; window.missedSamples(arguments[0]).then(done, (error) => done(String(error)));',
          when,
        ),
      );
    const some = missed.filter((count) => count !== 0);
    rows.push({ when, starts, missed: some.length, samples: [...new Set(some)].join(', ') });
  }
  console.table(rows);
  if (rows.some(({ when, missed }) => when !== 'at once' && missed > 0)) process.exitCode = 1;
} finally {
  await browser.quit();
  driver.stop();
  sound.stop();
  server.close();
  for (const process of burning) process.kill();
}
