import { playwrightLauncher } from '@web/test-runner-playwright';
import { fakeMicrophone, quiet, scene, withoutGesture } from '../chromium-flags.mjs';
import { chromium } from '../chromium.mjs';
import { contextsUsedAgain } from './contexts-used-again.mjs';

const microphone = fakeMicrophone(scene);

/** What a file's name asks of its browser: `<name>.<kind>.test.ts`. */
export const kinds = {
  unit: [],
  webgpu: ['--enable-unsafe-webgpu', ...microphone],
  port: microphone,
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  gesture: ['--autoplay-policy=document-user-activation-required'],
  'no-device': ['--use-fake-ui-for-media-stream'],
  isolated: microphone,
};

/** Chromium runs them all. */
export const isFor = () => true;

export const launcher = (kind) =>
  playwrightLauncher({
    product: 'chromium',
    launchOptions: { executablePath: chromium(), args: [...quiet, withoutGesture, ...kinds[kind]] },
    ...(kind === 'unit' && { createBrowserContext: contextsUsedAgain() }),
    // What listens to the microphone waits most of the time, yet needs a core when it does not.
    concurrency: kind === 'unit' ? 4 : 2,
  });
