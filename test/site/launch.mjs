import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';
import { chromium } from '../chromium.mjs';

const scene = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/** A Chromium whose microphone plays the fixtures' scene again and again. */
export function launch() {
  return playwright.launch({
    executablePath: chromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${scene}`,
    ],
  });
}
