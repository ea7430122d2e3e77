import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { firefox } from '../firefox.mjs';

/** Preferences that allow the sound server's line-in without a dialog; no fake device is involved. */
const allowed = { 'media.navigator.permission.disabled': true, 'permissions.default.microphone': 1 };

/** Preferences by the kind in a test file's name: `<name>.<kind>.test.ts`. */
const preferences = {
  unit: {},
  port: allowed,
  denied: { 'permissions.default.microphone': 2 },
  gesture: { 'media.autoplay.default': 1 },
  'no-device': allowed,
  isolated: allowed,
};
export const kinds = preferences;

/** Whether a test file runs in this browser: Firefox runs all of them. */
export const isFor = () => true;

/** Time limit for a browser start or a page load, ms. */
const START = 180_000;

/** Environment without a sound server, and so without an input device. */
const deaf = { ...process.env, PULSE_SERVER: 'unix:/nowhere' };

/**
 * Creates a launcher for an installed Firefox. Puppeteer controls it over WebDriver BiDi.
 * @param {keyof typeof preferences} kind
 */
export const launcher = (kind) =>
  chromeLauncher({
    puppeteer: puppeteerCore,
    launchOptions: {
      browser: 'firefox',
      executablePath: firefox(),
      extraPrefsFirefox: { 'media.autoplay.default': 0, ...preferences[kind] },
      ...(kind === 'no-device' ? { env: deaf } : {}),
      timeout: START,
    },
    createPage: async ({ context }) => {
      const page = await context.newPage();
      page.setDefaultNavigationTimeout(START);
      return page;
    },
    concurrency: 1,
  });
