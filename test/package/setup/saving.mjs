import { readFile } from 'node:fs/promises';

/** Presses a save button, as a user does. @returns name and text of the file that the browser then has */
export async function save(page, element) {
  const button = page.locator(`${element} [part=save]`);
  // A log out of sight is not written, and then there is nothing to save.
  await button.evaluate((shown) => shown.scrollIntoView());
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await button.click({ timeout: 120_000 });
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
