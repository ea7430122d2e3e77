import { readFile } from 'node:fs/promises';

/** Presses a save button, as a user does. @returns name and text of the saved file */
export async function save(page, element) {
  const button = page.locator(`${element} [part=save]`);
  // A log off the screen is not rendered, so there is nothing to save.
  await button.evaluate((shown) => shown.scrollIntoView());
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await button.click({ timeout: 120_000 });
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
