/**
 * The integral of a gradient along the straight path from one input to another, by Simpson's rule with refinement. The function itself
 * is known at both ends of each part of the path, so the error of each part is known too: the part with the largest error is halved.
 */

/** Parts of the path before any refinement. */
const FIRST_PARTS = 4;

/** A function and its gradient at a point of the path. */
export interface PathPoint {
  readonly value: number;
  /** With respect to the input, `[values]`. */
  readonly gradient: Float32Array;
}

/** When the refinement ends. */
export interface PathLimits {
  /** Largest accepted rest, as a share of the difference between both ends. */
  readonly rest: number;
  /** A rest up to this is always accepted, in the unit of the function: both ends may be almost equal. */
  readonly smallRest: number;
  /** Largest accepted sum of the parts' errors, as a share of all changes of the function on the path. It excludes chance. */
  readonly errors: number;
  /** Most points to compute. */
  readonly points: number;
  /** Longest time, seconds. The first nine points are always computed. */
  readonly seconds: number;
}

/** State of the refinement. */
export interface PathProgress {
  /** Points computed so far. */
  readonly points: number;
  /** Share of the limit of points or of time that is used, 0 to 1. */
  readonly used: number;
  /** Difference that the integral leaves out; undefined before the first nine points. */
  readonly rest: number | undefined;
}

/** The integral along a path. */
export interface PathIntegral {
  /** Mean gradient on the path, `[values]`. Times the distance it is the contribution of each value. */
  readonly gradient: Float32Array;
  /** Difference of the function between both ends that the contributions leave out. */
  readonly rest: number;
  readonly points: number;
  /** Whether the rest and the errors are within their limits. */
  readonly addsUp: boolean;
}

/** A computed point. */
interface Place extends PathPoint {
  /** Position on the path, 0 to 1. */
  readonly at: number;
  /** Derivative of the function along the path. */
  readonly slope: number;
}

/** A part of the path. */
interface Part {
  readonly start: Place;
  readonly middle: Place;
  readonly end: Place;
  /** Change of the function. */
  readonly change: number;
  /** What Simpson's rule leaves out of it. */
  readonly rest: number;
}

/**
 * Integrates a gradient from one input to another. Yields after each point, so that its caller can do other work.
 * @param from input at the start, `[values]` @param to input at the end
 * @param pointAt computes the function and its gradient
 */
export function* integratePath(
  from: Float32Array,
  to: Float32Array,
  pointAt: (input: Float32Array) => PathPoint,
  limits: PathLimits,
): Generator<PathProgress, PathIntegral> {
  const start = performance.now();
  let points = 0;
  let parts: Part[] = [];
  const used = () => Math.max(points / limits.points, (performance.now() - start) / 1000 / limits.seconds);
  function* placeAt(at: number): Generator<PathProgress, Place> {
    const point = pointAt(from.map((value, i) => value + at * (to[i]! - value)));
    let slope = 0;
    for (let i = 0; i < from.length; i++) slope += point.gradient[i]! * (to[i]! - from[i]!);
    points += 1;
    yield { points, used: Math.min(1, used()), rest: parts.length > 0 ? restOf(parts) : undefined };
    return { ...point, at, slope };
  }

  const places: Place[] = [];
  for (let i = 0; i <= 2 * FIRST_PARTS; i++) places.push(yield* placeAt(i / (2 * FIRST_PARTS)));
  for (let i = 0; i < FIRST_PARTS; i++) parts.push(partOf(places[2 * i]!, places[2 * i + 1]!, places[2 * i + 2]!));
  while (!addsUp(parts, limits) && points + 2 <= limits.points && used() < 1) {
    const widest = parts.reduce((a, b) => (Math.abs(b.rest) > Math.abs(a.rest) ? b : a));
    const { start: left, middle, end: right } = widest;
    const first = yield* placeAt((left.at + middle.at) / 2);
    const second = yield* placeAt((middle.at + right.at) / 2);
    parts = [...parts.filter((part) => part !== widest), partOf(left, first, middle), partOf(middle, second, right)];
  }
  return { gradient: meanGradient(parts, from.length), rest: restOf(parts), points, addsUp: addsUp(parts, limits) };
}

function partOf(start: Place, middle: Place, end: Place): Part {
  const change = end.value - start.value;
  return {
    start,
    middle,
    end,
    change,
    rest: change - weight(start, end) * (start.slope + 4 * middle.slope + end.slope),
  };
}

/** Weight of the start and of the end of a part in Simpson's rule; the middle has four times as much. */
const weight = (start: Place, end: Place) => (end.at - start.at) / 6;

const sumOf = (parts: readonly Part[], of: (part: Part) => number) => parts.reduce((sum, part) => sum + of(part), 0);

const restOf = (parts: readonly Part[]) => sumOf(parts, ({ rest }) => rest);

function addsUp(parts: readonly Part[], limits: PathLimits): boolean {
  const difference = Math.abs(sumOf(parts, ({ change }) => change));
  const changes = sumOf(parts, ({ change }) => Math.abs(change));
  const errors = sumOf(parts, ({ rest }) => Math.abs(rest));
  const most = Math.max(limits.smallRest, limits.rest * difference);
  return Math.abs(restOf(parts)) <= most && errors <= Math.max(limits.smallRest, limits.errors * changes);
}

function meanGradient(parts: readonly Part[], length: number): Float32Array {
  const mean = new Float64Array(length);
  for (const { start, middle, end } of parts) {
    const share = weight(start, end);
    for (let i = 0; i < length; i++)
      mean[i]! += share * (start.gradient[i]! + 4 * middle.gradient[i]! + end.gradient[i]!);
  }
  return Float32Array.from(mean);
}
