import { seleniumLauncher } from '@web/test-runner-selenium';
import { Builder, Capabilities } from 'selenium-webdriver';

/** No dialogs, and the line-in of the sound server as it is: no made-up device. */
const args = ['--automation', '--autoplay-policy=allow', '--enable-media-stream=true'];

/**
 * What a file's name asks of its browser: `<name>.<kind>.test.ts`. An automated WebKitGTK isolates no page, whatever the
 * headers.
 */
export const kinds = { unit: args, port: args };

/**
 * A smoke test: what the whole line from sound to page is made of, and the line itself. Not in it is what breaks devices or
 * workers, what needs the window's focus or all elements side by side in it, and the settings of noise suppression, of which
 * WebKitGTK says nothing.
 */
const SMOKE = [
  'browser/(attributes|classify|failures|listening|locale|no-webgpu|odd-input|page|recall)',
  'unit/capture/(?!device[.])',
  'unit/decode-audio',
  'unit/elements/(?!words/language|timeline/timeline)',
  'unit/engine',
  'unit/features/',
  'unit/model/(backends|golden|layers|streaming-network)',
];
const smoke = new RegExp(`^test/(${SMOKE.join('|')})`);
export const isFor = (file) => smoke.test(file);

let only;

/** WebKitGTK's small browser, by the driver that `test/run-in.mjs` starts. There can be one at a time. */
export const launcher = () =>
  (only ??= seleniumLauncher({
    driverBuilder: new Builder()
      .usingServer(process.env.WEBKIT_DRIVER)
      .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args } })),
  }));
