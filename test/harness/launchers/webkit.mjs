import { seleniumLauncher } from '@web/test-runner-selenium';
import { Builder, Capabilities } from 'selenium-webdriver';

/** Flags that allow the sound server's line-in without dialogs; no fake device is involved. */
const args = ['--automation', '--autoplay-policy=allow', '--enable-media-stream=true'];

/**
 * Flags by the kind in a test file's name: `<name>.<kind>.test.ts`. An automated WebKitGTK isolates no page, whatever the
 * headers.
 */
export const kinds = { unit: args, port: args };

/**
 * Tests of a smoke test: the whole path from sound to page, and its parts. It leaves out tests that break devices or workers,
 * and tests that need the window's focus or all elements side by side. It also leaves out noise suppression settings, which
 * WebKitGTK does not report.
 */
const SMOKE = [
  '(attributes|classify|failures|listening|locale|no-webgpu|odd-input|page|recall)',
  'capture/(?!device[.])',
  'recordings/decode-audio',
  'elements/(?!words/language|timeline/timeline)',
  'model/golden',
];
const smoke = new RegExp(`^test/browser/(${SMOKE.join('|')})`);
/** @param {string} file path from the repository's root */
export const isFor = (file) => smoke.test(file);

/** @type {ReturnType<typeof seleniumLauncher> | undefined} */
let only;

/** Returns the address of the driver. @throws Error if it was not started */
function driver() {
  const { WEBKIT_DRIVER: address } = process.env;
  if (!address) throw new Error('WebKitGTK needs its driver: start the tests with npm run test:webkit.');
  return address;
}

/** Creates a launcher for WebKitGTK's MiniBrowser, with the driver that `test/harness/run-in.mjs` starts. Only one can run at a time. */
export const launcher = () =>
  (only ??= seleniumLauncher({
    driverBuilder: new Builder()
      .usingServer(driver())
      .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args } })),
  }));
