/**
 * Measures novelty: `npm run evaluate:novelty -- --data DIR`. DIR holds `manifest.csv` and `audio/`, as for the training recipe; the
 * validation recordings of ESC-50 are used.
 */
import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

const script = await bundleForNode('test/novelty/evaluate-novelty.ts');
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
