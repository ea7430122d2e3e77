/**
 * Measures chords and keys on made-up pieces: `npm run evaluate:chords -- --font /usr/share/sounds/sf2/FluidR3_GM.sf2`. Needs FluidSynth
 * and a sound font: `apt-get install fluidsynth fluid-soundfont-gm`. `--first` and `--pieces` choose the pieces.
 */
import { spawnSync } from 'node:child_process';
import { bundleForNode } from '../../build/bundle-for-node.mjs';

const script = await bundleForNode('test/chords/evaluate-chords.ts');
const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
