/**
 * For a launcher's `createBrowserContext`: contexts with one page at a time each, used again when it is closed. A new one costs
 * as much as a short test.
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
