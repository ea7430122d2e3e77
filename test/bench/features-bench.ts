/** Measures the cost of features alone, by streams and sample rate: `node features-bench.cjs`. Prints rows as JSON. */
import { LOG_MEL_128, LOG_MEL_64 } from '../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { seededRandom } from '../harness/random.js';
import { timed } from './timed.js';

const RATES = [16_000, 48_000, 96_000];
const STEP_SECONDS = 0.1;
/** Streams that run together. A model on the trunk needs both while a spectrogram or descriptors are requested. */
const STREAMS = {
  [LOG_MEL_64.type]: [LOG_MEL_64],
  [LOG_MEL_128.type]: [LOG_MEL_128],
  both: [LOG_MEL_64, LOG_MEL_128],
};

async function measure(): Promise<object[]> {
  const random = seededRandom(1);
  const rows = [];
  for (const sampleRate of RATES) {
    const samples = Float32Array.from({ length: sampleRate * STEP_SECONDS }, () => 0.2 * (random() - 0.5));
    for (const [type, geometries] of Object.entries(STREAMS)) {
      const streams = geometries.map((geometry) => new LogMelStream(sampleRate, geometry));
      const milliseconds = await timed(() => streams.forEach((stream) => stream.push(samples)), { calls: 5 });
      rows.push({ type, sampleRate, percentOfCore: milliseconds / (10 * STEP_SECONDS) });
    }
  }
  return rows;
}

void measure().then((rows) => process.stdout.write(JSON.stringify(rows)));
