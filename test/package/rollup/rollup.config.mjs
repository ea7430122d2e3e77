import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const dist = path('../node_modules/pinna/dist');

/** Copies Pinna's files beside the output, because Rollup keeps `new URL('./worker.js', import.meta.url)` unchanged. */
const pinnaFiles = {
  name: 'pinna-files',
  writeBundle({ dir }) {
    for (const file of ['worker.js', 'webgpu.js', 'capture.worklet.js', 'wasm', 'models']) {
      cpSync(`${dist}/${file}`, `${dir}/${file}`, { recursive: true });
    }
  },
};

export default {
  input: path('main.js'),
  plugins: [nodeResolve({ browser: true }), commonjs(), pinnaFiles],
  output: { dir: path('out'), format: 'es' },
};
