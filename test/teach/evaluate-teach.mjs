/**
 * Measures teaching: `npm run evaluate:teach -- --model models/crnn --draws 20 --hours 8`. `--set development` uses the sounds on which
 * the method was developed.
 */
import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

const script = await bundleForNode('test/teach/evaluate-teach.ts');
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
