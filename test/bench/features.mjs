import { bundle, figuresOf } from './bundle.mjs';

const ROUNDS = 3;
/** What the features of the trunk may cost at 48 kHz, % of a core. */
const BUDGET = { type: 'emphasised-log-mel', sampleRate: 48_000, percentOfCore: 0.25 };

/** Measures the share of a core that features, and chords and key, take in real time. Takes the best of several processes for each row. */
export async function benchFeatures() {
  const script = await bundle('features-bench.ts');
  const rounds = Array.from({ length: ROUNDS }, () => figuresOf(script));
  const rows = rounds[0].map((row, i) => ({
    ...row,
    percentOfCore: Math.min(...rounds.map((round) => round[i].percentOfCore)),
  }));
  const { percentOfCore } = rows.find(
    ({ type, sampleRate }) => type === BUDGET.type && sampleRate === BUDGET.sampleRate,
  );
  return { rows, budget: { ...BUDGET, ratio: percentOfCore / BUDGET.percentOfCore } };
}

export function printFeatures({ rows, budget }) {
  console.log('\nFeatures alone, and chords and key, in real time');
  console.table(
    Object.fromEntries(
      rows.map(({ type, sampleRate, percentOfCore }) => [
        `${type}, ${sampleRate / 1000} kHz`,
        { '% of a core': percentOfCore.toFixed(3) },
      ]),
    ),
  );
  console.log(
    `${budget.type} at ${budget.sampleRate / 1000} kHz costs ${budget.ratio.toFixed(2)} of its budget of ${budget.percentOfCore} % of a core.`,
  );
}
