import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackage } from './installed.mjs';

/**
 * Returns everything that `exports` in package.json lets users import. Patterns are expanded to the existing files.
 * @returns for each entry its specifier, and the files for Node, for browsers and with its types (relative to the package)
 */
export function entries() {
  const { packageFolder, manifest } = installedPackage();
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    const { types, node, default: browser } = typeof target === 'string' ? { default: target } : target;
    const entry = (star = '') => {
      const fill = (path) => path?.replace('*', star);
      const specifier = `pinna${fill(key).slice(1)}`;
      return { specifier, types: fill(types), browser: fill(browser), node: fill(node ?? browser) };
    };
    if (!key.includes('*')) return [entry()];
    const [folder, ending] = browser.split('*');
    return readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(join(packageFolder, folder).length).replaceAll('\\', '/'))
      .filter((name) => name.endsWith(ending) && !(ending && name.includes('/')))
      .map((name) => entry(name.slice(0, name.length - ending.length)));
  });
}
