import { bundle, figuresOf, root } from './bundle.mjs';

const TITLES = {
  pinna: 'Pinna, streamed',
  window: '(a) the same network, a window per prediction',
  onnx: '(b) the same network in ONNX, streamed by onnxruntime-web',
  mobileNet: '(c) a network of YAMNet’s layers, 0.96 s every 0.48 s',
};
const ROUNDS = 3;

/**
 * Compares Pinna with today's usual methods, each in separate processes that take turns. The best round of each counts.
 * Contender (b) exists only for the architecture `crnn` without trunk.
 */
export async function benchAgainst({ name: model, architecture }) {
  const script = await bundle('contenders/contender.ts');
  const names = Object.keys(TITLES).filter(
    (name) => name !== 'onnx' || (architecture.type === 'crnn' && !('trunk' in architecture)),
  );
  const best = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const figures = figuresOf(script, name, root, model);
      const before = best[name];
      best[name] = before && before.millisecondsPerSecond < figures.millisecondsPerSecond ? before : figures;
      const startUps = [before, figures].filter(Boolean).map(({ startUpMilliseconds }) => startUpMilliseconds);
      best[name].startUpMilliseconds = Math.min(...startUps);
    }
  }
  const own = best.pinna.millisecondsPerSecond;
  return Object.values(best).map((figures) => ({ ...figures, timesPinna: figures.millisecondsPerSecond / own }));
}

export function printAgainst(contenders) {
  console.log('\nAgainst what people do today: networks alone, one thread of WASM');
  const rows = contenders.map((one) => [
    TITLES[one.name],
    {
      'ms per second of sound': one.millisecondsPerSecond.toFixed(2),
      '× Pinna': one.timesPinna.toFixed(2),
      'predictions per second': one.predictionsPerSecond.toFixed(1),
      'transferred (kB)': (one.transferredBytes / 1000).toFixed(0),
      'start-up, processor ms': one.startUpMilliseconds.toFixed(0),
      'memory (MB)': (one.memoryBytes / 1e6).toFixed(0),
    },
  ]);
  console.table(Object.fromEntries(rows));
  for (const { difference } of contenders.filter(({ name }) => name === 'onnx'))
    console.log(`Greatest difference between (b)’s logits and Pinna’s: ${difference.toExponential(1)}`);
}
