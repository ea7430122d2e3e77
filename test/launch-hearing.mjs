import { chromium as playwright } from 'playwright-core';
import { fakeMicrophone, sandbox, withoutGesture } from './chromium-flags.mjs';
import { chromium } from './chromium.mjs';

/** Launches a Chromium whose microphone plays the file in a loop, and whose pages need no gesture. */
export const launchWithMicrophone = (file) =>
  playwright.launch({ executablePath: chromium(), args: [...sandbox, withoutGesture, ...fakeMicrophone(file)] });
