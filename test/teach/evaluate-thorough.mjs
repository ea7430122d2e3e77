/**
 * Measures what thorough learning brings: `npm run evaluate:thorough -- --model models/crnn --draws 2 --examples 20`. `--set unseen` uses
 * the sounds of the reports.
 */
import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

const script = await bundleForNode('test/teach/evaluate-thorough.ts');
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
