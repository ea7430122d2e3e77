/** A part of the signals from which the reference fixtures are computed. */
export type Part =
  | { kind: 'noise'; seed: number; amplitude: number }
  | { kind: 'sine'; frequency: number; amplitude: number }
  | { kind: 'chirp'; from: number; to: number; seconds: number; amplitude: number };

/** Returns a generator of a part's samples, by the formulas of `features.json`. */
function generator(part: Part, sampleRate: number): (n: number) => number {
  switch (part.kind) {
    case 'noise': {
      let state = part.seed;
      return () => {
        state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
        return ((state / 2 ** 32) * 2 - 1) * part.amplitude;
      };
    }
    case 'sine':
      return (n) => part.amplitude * Math.sin((2 * Math.PI * part.frequency * n) / sampleRate);
    case 'chirp':
      return (n) => {
        const t = n / sampleRate;
        const { from, to, seconds } = part;
        return part.amplitude * Math.sin(2 * Math.PI * (from * t + ((to - from) * t * t) / (2 * seconds)));
      };
  }
}

/** Returns the sum of the parts. */
export function referenceSignal(parts: readonly Part[], sampleRate: number, samples: number): Float32Array {
  const generators = parts.map((part) => generator(part, sampleRate));
  return Float32Array.from({ length: samples }, (_, n) => generators.reduce((sum, part) => sum + part(n), 0));
}
