/**
 * Makes the declarations fit for every resolution: TypeScript leaves relative imports as the sources have them, without the
 * endings that Node's own resolution wants. Scripts without exports get a declaration too.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = fileURLToPath(new URL('../dist/types/', import.meta.url));
const RELATIVE = /((?:\bfrom|\bimport)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+?)(?:\.js)?\2/g;

for (const file of readdirSync(types, { recursive: true })) {
  if (!file.endsWith('.d.ts')) continue;
  const path = join(types, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(RELATIVE, '$1$2$3.js$2'));
}
mkdirSync(join(types, 'worklets'), { recursive: true });
writeFileSync(join(types, 'worklets/capture.worklet.d.ts'), 'export {};\n');
