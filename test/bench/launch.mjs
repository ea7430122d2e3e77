import { chromium as playwright } from 'playwright-core';
import { chromium } from '../chromium.mjs';

/** A Chromium whose microphone plays the file. */
export const launch = (sound) =>
  playwright.launch({
    executablePath: chromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${sound}`,
    ],
  });
