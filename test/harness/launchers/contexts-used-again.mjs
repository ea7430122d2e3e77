/** @typedef {NonNullable<Parameters<typeof import('@web/test-runner-playwright').playwrightLauncher>[0]>} LauncherArgs */
/** @typedef {NonNullable<LauncherArgs['createBrowserContext']>} CreateContext */
/** @typedef {Awaited<ReturnType<CreateContext>>} Context */

/**
 * Creates a function for a launcher's `createBrowserContext`. It reuses browser contexts with one page at a time, because a new
 * context takes as long as a short test.
 * @returns {CreateContext}
 */
export function contextsUsedAgain() {
  /** @type {Context[]} */
  const free = [];
  return async ({ browser }) => {
    const context = free.pop() ?? (await browser.newContext());
    /** @type {Awaited<ReturnType<Context['newPage']>> | undefined} */
    let page;
    /** @type {Pick<Context, 'newPage' | 'close'>} */
    const used = {
      newPage: async () => (page = await context.newPage()),
      close: async () => {
        await page?.close();
        free.push(context);
      },
    };
    return /** @type {Context} */ (used);
  };
}
