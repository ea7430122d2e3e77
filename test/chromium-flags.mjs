import { fileURLToPath } from 'node:url';

/** Chromium's sandbox refuses to be root's. */
export const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A Chromium that asks the network for nothing of its own. */
export const quiet = [
  ...sandbox,
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page sounds without waiting for the user to touch it. */
export const withoutGesture = '--autoplay-policy=no-user-gesture-required';

/** The fixtures' scene. */
export const scene = fileURLToPath(new URL('fixtures/audio/scene.wav', import.meta.url));

/** A microphone that is allowed, and plays the file again and again. */
export const fakeMicrophone = (file) => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${file}`,
];
