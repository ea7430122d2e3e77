import type * as FileView from '../../src/entries/file-view.js';
import type * as Pinna from '../../src/entries/pinna.js';

/** Imports the built package from `dist/`, not the sources. */
export async function built(): Promise<typeof Pinna & typeof FileView> {
  const [pinna, fileView] = ['/dist/pinna.js', '/dist/file-view.js'];
  return { ...((await import(pinna)) as typeof Pinna), ...((await import(fileView)) as typeof FileView) };
}
