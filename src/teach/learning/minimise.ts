import { atOnce, type Sliced } from './slices.js';

/** A function to minimise. @param gradient receives the gradient at `x` @returns the value at `x` */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** Steps whose curvature is remembered. */
const MEMORY = 8;
/** Share of the linear decrease that a step must reach (Armijo). */
const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 20;

/** A step of the minimiser. */
export interface Step {
  /** Where it led. Later steps leave it as it is. */
  readonly x: Float64Array<ArrayBuffer>;
  /** The value there. */
  readonly value: number;
}

/** Minimises a smooth function at once, as {@link minimising}. */
export const minimise = (
  objective: Objective,
  start: Float64Array,
  iterations: number,
  onStep?: (value: number) => void,
): Float64Array => atOnce(minimising(objective, start, iterations, onStep));

/**
 * Minimises a smooth function by L-BFGS (Nocedal 1980) with step halving, one slice for each value of the function.
 *
 * @param start where to begin; unchanged
 * @param iterations most steps
 * @param onStep receives the value after each step
 */
export function* minimising(
  objective: Objective,
  start: Float64Array,
  iterations: number,
  onStep?: (value: number) => void,
): Sliced<Float64Array> {
  let x = start.slice();
  let steps = 0;
  for (const step of descend(objective, start)) {
    if (step) {
      x = step.x;
      onStep?.(step.value);
      if (++steps >= iterations) break;
    } else yield;
  }
  return x;
}

/**
 * Takes one step of {@link minimising} after another, until no step lowers the value any more. Yields undefined after each value of the
 * function, where the work can be interrupted, and each step.
 */
export function* descend(objective: Objective, start: Float64Array): Generator<Step | undefined, void, void> {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const steps: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (;;) {
    const direction = descent(gradient, steps);
    const slope = dot(direction, gradient);
    if (!(slope < -1e-12)) return;
    let length = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(x.length);
    const nextGradient = new Float64Array(x.length);
    let nextValue = Infinity;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      for (let k = 0; k < x.length; k++) next[k] = x[k]! + length * direction[k]!;
      nextValue = objective(next, nextGradient);
      yield;
      if (nextValue <= value + SUFFICIENT * length * slope) break;
    }
    if (!(nextValue < value)) return;
    const s = next.map((one, k) => one - x[k]!);
    const y = nextGradient.map((one, k) => one - gradient[k]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12) steps.push({ s, y, rho: 1 / curvature });
    if (steps.length > MEMORY) steps.shift();
    const isDone = value - nextValue < 1e-7 * Math.max(1, Math.abs(value));
    [x, gradient, value] = [next, nextGradient, nextValue];
    yield { x, value };
    if (isDone) return;
  }
}

/** Returns the direction of the next step: the gradient, turned by the curvature of the last steps. */
function descent(
  gradient: Float64Array,
  steps: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const factors = new Float64Array(steps.length);
  for (let i = steps.length - 1; i >= 0; i--) {
    const { s, y, rho } = steps[i]!;
    factors[i] = rho * dot(s, q);
    for (let k = 0; k < q.length; k++) q[k]! -= factors[i]! * y[k]!;
  }
  const last = steps.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  for (let k = 0; k < q.length; k++) q[k]! *= scale;
  steps.forEach(({ s, y, rho }, i) => {
    const factor = factors[i]! - rho * dot(y, q);
    for (let k = 0; k < q.length; k++) q[k]! += factor * s[k]!;
  });
  return q.map((value) => -value);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
