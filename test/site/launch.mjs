import { chromium as playwright } from 'playwright-core';
import { fakeMicrophone, quiet, scene } from '../chromium-flags.mjs';
import { chromium } from '../chromium.mjs';

/** Launches a Chromium whose microphone plays the fixtures' scene in a loop. */
export const launch = () =>
  playwright.launch({ executablePath: chromium(), args: [...quiet, ...fakeMicrophone(scene)] });
