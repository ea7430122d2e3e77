import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { firefox } from '../firefox.mjs';

/** No permission dialog, and the line-in of the sound server as it is: no made-up device. */
const allowed = { 'media.navigator.permission.disabled': true, 'permissions.default.microphone': 1 };

/** What a file's name asks of its browser: `<name>.<kind>.test.ts`. */
const preferences = {
  unit: {},
  port: allowed,
  denied: { 'permissions.default.microphone': 2 },
  gesture: { 'media.autoplay.default': 1 },
  'no-device': allowed,
  isolated: allowed,
};
export const kinds = preferences;

/** All but what computes on plain numbers and text, where no browser differs. */
export const isFor = (file) => !/^test\/unit\/(decisions|demo|evaluation|formats)\//.test(file);

/** How long a start, or a page, may take, milliseconds. */
const START = 180_000;

/** Where no sound server listens. */
const deaf = { ...process.env, PULSE_SERVER: 'unix:/nowhere' };

/** An installed Firefox over WebDriver BiDi, which Puppeteer speaks to browsers of every make. */
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
