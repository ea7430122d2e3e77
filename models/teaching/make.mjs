/**
 * Makes `teaching.bin` of a model, which teaching needs (models/FORMAT.md). Run it again whenever the weights below the heads change.
 *
 * `node models/teaching/make.mjs MODEL_FOLDER DATA_FOLDER [RECORDINGS]`
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

const script = await bundleForNode('models/teaching/make-teaching-data.ts');
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
