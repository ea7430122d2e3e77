import { bundle, figuresOf, root } from './bundle.mjs';

/** What the whole network may cost, % of a core at real time. */
const BUDGET = 0.5;

/**
 * Measures the networks of two speeds, with tensors and fused, part by part. The trunk has the pretrained weights if the recipe
 * has exported them, and random ones otherwise.
 */
export async function benchFused() {
  const script = await bundle('fused-bench.ts');
  return ['crnn', 'wavenet'].map((type) =>
    figuresOf(script, type, `${root}models/training/runs/trunk`, `${root}dist/wasm/`),
  );
}

export function printFused(networks) {
  for (const { type, stepSeconds, rows } of networks) {
    const percent = (milliseconds) => (milliseconds / (10 * stepSeconds)).toFixed(3);
    console.log(
      `\nA ${type} of two speeds, steps of ${1000 * stepSeconds} ms, % of a core at real time in processor time`,
    );
    console.table(
      Object.fromEntries(
        rows.map(({ name, macsPerSecond, cpu, wasm, fused }) => [
          name,
          {
            'M multiply-adds per second': (macsPerSecond / 1e6).toFixed(2),
            'tensors, CPU': percent(cpu),
            'tensors, WASM': percent(wasm),
            fused: percent(fused),
            'tensors on WASM / fused': (wasm / fused).toFixed(1),
          },
        ]),
      ),
    );
    const whole = Number(percent(rows[0].fused));
    console.log(`Fused, it costs ${(whole / BUDGET).toFixed(2)} of its budget of ${BUDGET} % of a core.`);
  }
}
