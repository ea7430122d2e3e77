/**
 * Creates a function for a launcher's `createBrowserContext`. It reuses browser contexts with one page at a time, because a new
 * context takes as long as a short test.
 */
export function contextsUsedAgain() {
  const free = [];
  return async ({ browser }) => {
    const context = free.pop() ?? (await browser.newContext());
    let page;
    return {
      newPage: async () => (page = await context.newPage()),
      close: async () => {
        await page?.close();
        free.push(context);
      },
    };
  };
}
