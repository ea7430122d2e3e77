/* global document -- inside page.evaluate */

/** Time limit from sound to a detection, ms. A busy machine is slow to start. */
const TIME_LIMIT = 300_000;

/**
 * Opens a page in a new browser profile with an empty cache.
 * @param element its button shows that the page is ready; null for a page without one
 * @returns the page, and its problems so far: console errors, uncaught errors, policy violations, failed requests
 */
export async function openPage(browser, url, element = 'pinna-controls') {
  const context = await browser.newContext();
  const page = await context.newPage();
  const wrongs = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrongs.push(message.text());
  });
  page.on('pageerror', (error) => wrongs.push(String(error)));
  page.on('requestfailed', (request) => wrongs.push(`${request.url()}: ${request.failure()?.errorText}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`${violatedDirective} blocked ${blockedURI}`),
    );
  });
  await page.goto(url);
  if (element) {
    await page.waitForFunction((name) => document.querySelector(name)?.shadowRoot?.querySelector('button'), element, {
      timeout: TIME_LIMIT,
    });
  }
  return { page, wrongs, close: () => context.close() };
}

/** Presses the button, as a user does, and waits for the first detection. */
export async function listen(page) {
  await page.evaluate(() => {
    const listener = document.querySelector('pinna-listener');
    const results = { frames: 0, detections: [], errors: [] };
    Object.assign(globalThis, { results });
    listener.addEventListener('pinna-frames', ({ detail }) => (results.frames += detail.frames));
    listener.addEventListener('pinna-detection', ({ detail }) => results.detections.push(detail.detection.label));
    listener.addEventListener('pinna-error', ({ detail }) => results.errors.push(detail.message));
  });
  await page.click('pinna-controls button');
  await page.waitForFunction(() => globalThis.results.frames > 0 || globalThis.results.errors.length > 0, null, {
    timeout: TIME_LIMIT,
  });
}

/** Waits for a detection. @returns state, backend, frames and detections */
export async function detection(page) {
  await page.waitForFunction(
    () =>
      (globalThis.results.frames > 50 && globalThis.results.detections.length > 0) ||
      globalThis.results.errors.length > 0,
    null,
    { timeout: TIME_LIMIT },
  );
  return page.evaluate(() => {
    const { state, status } = document.querySelector('pinna-listener').listener;
    return { state, backend: status.backend?.backend, ...globalThis.results };
  });
}
