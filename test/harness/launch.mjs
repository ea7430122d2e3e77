import { chromium as playwright } from 'playwright-core';
import { fakeMicrophone, quiet, scene } from './chromium-flags.mjs';
import { chromium } from './chromium.mjs';

/**
 * Launches a Chromium whose microphone plays a file in a loop.
 * @param {{ file?: string, flags?: string[] }} [options] path of a WAV file, by default the fixtures' scene; further flags
 */
export const launch = ({ file = scene, flags = [] } = {}) =>
  playwright.launch({ executablePath: chromium(), args: [...quiet, ...fakeMicrophone(file), ...flags] });
