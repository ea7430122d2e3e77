/** Measures the cost of features alone, and of chords and key, by streams and sample rate: `node features-bench.cjs`. Prints rows as JSON. */
import { LOG_MEL_128, LOG_MEL_64 } from '../../src/features/log-mel-parameters.js';
import { LogMelStream } from '../../src/features/log-mel-stream.js';
import { HarmonyFollower } from '../../src/harmony/harmony-follower.js';
import { LongChroma } from '../../src/harmony/long-chroma.js';
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

/** Returns the work of one step for chords and key. Log-mel frames and descriptors, which give the beats, are not in it. */
function chordsAndKey(sampleRate: number): () => void {
  const random = seededRandom(2);
  const chroma = new LongChroma(sampleRate);
  const follower = new HarmonyFollower(0);
  // An A minor chord with a little noise: without tones there would be no peaks.
  const samples = Float32Array.from({ length: sampleRate * STEP_SECONDS }, (_, n) =>
    [220, 261.6, 329.6].reduce(
      (sum, hertz) => sum + 0.1 * Math.sin((2 * Math.PI * hertz * n) / sampleRate),
      0.02 * (random() - 0.5),
    ),
  );
  let time = 0;
  return () => {
    time += STEP_SECONDS;
    follower.push(chroma.push(samples), [], time);
  };
}

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
    const milliseconds = await timed(chordsAndKey(sampleRate), { calls: 5 });
    rows.push({ type: 'chords and key', sampleRate, percentOfCore: milliseconds / (10 * STEP_SECONDS) });
  }
  return rows;
}

void measure().then((rows) => process.stdout.write(JSON.stringify(rows)));
