import { fileURLToPath } from 'node:url';

/** Flags for the root user: Chromium's sandbox does not run as root. */
export const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Flags that keep Chromium from sending its own network requests. */
export const quiet = [
  ...sandbox,
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Flag that lets pages play sound without a user gesture. */
export const withoutGesture = '--autoplay-policy=no-user-gesture-required';

/** Path of the fixtures' scene. */
export const scene = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));

/**
 * Flags for an allowed fake microphone that plays the file in a loop.
 * @param {string} file path of a WAV file
 */
export const fakeMicrophone = (file) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${file}`,
];
