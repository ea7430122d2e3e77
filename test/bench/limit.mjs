import { bundle, figuresOf, root } from './bundle.mjs';

const ROUNDS = 3;

/**
 * Measures the time of the network and of the whole pipeline relative to the arithmetic minimum, and the share of each stage.
 * Takes the best of several processes, each with its own peak measurement, because other load can only slow them down.
 */
export async function benchLimit(model) {
  const script = await bundle('stages.ts');
  const rounds = Array.from({ length: ROUNDS }, () => figuresOf(script, `${root}models/${model}`, `${root}dist/wasm/`));
  const over = (figures) => figures.timesTheFloor.pipeline;
  return rounds.reduce((best, figures) => (over(figures) < over(best) ? figures : best));
}

const ms = (milliseconds) => milliseconds.toFixed(3);

export function printLimit({ peakMacsPerSecond, millisecondsPerStep: step, timesTheFloor, percentOfCore, ...rest }) {
  const giga = (perSecond) => `${(perSecond / 1e9).toFixed(1)} G/s`;
  console.log(
    `\nAgainst the limit: a step of ${rest.stepFrames} frames, ${rest.sampleRate / 1000} kHz. Probe: ${giga(peakMacsPerSecond)} multiply-adds.`,
  );
  console.table({
    floor: { 'ms per step': ms(step.floor) },
    network: {
      'ms per step': ms(step.network),
      '× floor': timesTheFloor.network.toFixed(2),
      '% of a core': percentOfCore.network.toFixed(2),
    },
    'whole pipeline': {
      'ms per step': ms(step.pipeline),
      '× floor': timesTheFloor.pipeline.toFixed(2),
      '% of a core': percentOfCore.pipeline.toFixed(2),
    },
    'features alone': { 'ms per step': ms(step.features), '% of a core': percentOfCore.features.toFixed(2) },
  });
  const row = (time) => ({ 'ms per step': ms(time), '% of a core': time.toFixed(3) });
  console.table(Object.fromEntries(Object.entries(rest.stages).map(([stage, time]) => [stage, row(time)])));
  // Fused layers run no operations of tfjs; the section `fused` has their parts.
  if (rest.kernels.length === 0) return;
  console.table(
    Object.fromEntries(
      rest.kernels
        .slice(0, 16)
        .map(({ operation, calls, milliseconds }) => [operation, { calls, 'ms per step': ms(milliseconds) }]),
    ),
  );
}
