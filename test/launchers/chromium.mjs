import { fileURLToPath } from 'node:url';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { chromium } from '../chromium.mjs';

const scene = fileURLToPath(new URL('../fixtures/audio/scene.wav', import.meta.url));
const quiet = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];
const fakeMicrophone = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${scene}`,
];

/** What a file's name asks of its browser: `<name>.<kind>.test.ts`. */
export const kinds = {
  unit: [],
  webgpu: ['--enable-unsafe-webgpu', ...fakeMicrophone],
  port: fakeMicrophone,
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  gesture: ['--autoplay-policy=document-user-activation-required'],
  'no-device': ['--use-fake-ui-for-media-stream'],
  isolated: fakeMicrophone,
};

/** Chromium runs them all. */
export const isFor = () => true;

export const launcher = (kind) =>
  playwrightLauncher({
    product: 'chromium',
    launchOptions: { executablePath: chromium(), args: [...quiet, ...kinds[kind]] },
    // What listens to the microphone has the machine to itself.
    concurrency: kind === 'unit' ? 2 : 1,
  });
