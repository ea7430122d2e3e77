import { createRequire } from 'node:module';
import { bundle, root } from './bundle.mjs';

/** Measures, per backend and step size, the time of a step, its share of a core, and the relative cost of a sliding window. */
export async function benchSteps(manifest, weights) {
  const { benchModels, benchNetwork, processorTime, wasmFilesIn } = createRequire(import.meta.url)(
    await bundle('network-bench.ts'),
  );
  const rows = [];
  for (const model of await benchModels(manifest, new Uint8Array(weights).buffer)) {
    for (const backend of ['wasm', 'cpu']) {
      rows.push(...(await benchNetwork(model, backend, processorTime, { wasm: wasmFilesIn(`${root}dist/wasm/`) })));
    }
  }
  return rows;
}

export function printSteps(rows) {
  console.log('\nBy step size, network alone');
  console.table(
    Object.fromEntries(
      rows.map(({ network, backend, step, milliseconds, percentOfCore, slidingWindows }) => [
        `${network}, ${backend}, ${step} frame${step === 1 ? '' : 's'} a step`,
        {
          'ms per step': milliseconds.toFixed(2),
          '% of a core': percentOfCore.toFixed(2),
          ...Object.fromEntries(
            Object.entries(slidingWindows).map(([frames, ratio]) => [
              `window of ${(frames * 0.02).toFixed(2)} s`,
              `× ${ratio.toFixed(1)}`,
            ]),
          ),
        },
      ]),
    ),
  );
}
