import { playwrightLauncher } from '@web/test-runner-playwright';
import { fakeMicrophone, quiet, scene, withoutGesture } from '../chromium-flags.mjs';
import { chromium } from '../chromium.mjs';
import { coveredPage } from '../covered-page.mjs';
import { contextsUsedAgain } from './contexts-used-again.mjs';

const microphone = fakeMicrophone(scene);

/** Flags by the kind in a test file's name: `<name>.<kind>.test.ts`. */
export const kinds = {
  unit: [],
  webgpu: ['--enable-unsafe-webgpu', ...microphone],
  port: microphone,
  denied: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'],
  gesture: ['--autoplay-policy=document-user-activation-required'],
  'no-device': ['--use-fake-ui-for-media-stream'],
  isolated: microphone,
};

/** Whether a test file runs in this browser: Chromium runs all of them. */
export const isFor = () => true;

/** @param {keyof typeof kinds} kind */
export const launcher = (kind) =>
  playwrightLauncher({
    product: 'chromium',
    launchOptions: { executablePath: chromium(), args: [...quiet, withoutGesture, ...kinds[kind]] },
    ...(process.env.PINNA_COVERAGE && { createPage: coveredPage }),
    ...(kind === 'unit' && { createBrowserContext: contextsUsedAgain() }),
    // Tests that listen to the microphone mostly wait, but need a core when they do not.
    concurrency: kind === 'unit' ? 4 : 2,
  });
