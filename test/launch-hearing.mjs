import { chromium as playwright } from 'playwright-core';
import { fakeMicrophone, sandbox, withoutGesture } from './chromium-flags.mjs';
import { chromium } from './chromium.mjs';

/** A Chromium whose microphone plays the file, and whose pages need no gesture. */
export const launchHearing = (file) =>
  playwright.launch({ executablePath: chromium(), args: [...sandbox, withoutGesture, ...fakeMicrophone(file)] });
