/** ln 2 in two parts, so that a multiple of it can be subtracted without rounding. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;
/** Bounds of the exponent: e to this power is finite and no denormal number. */
const BOUND: f32 = 87;

/**
 * Computes e to the power of four values, within ±87, to 2·10⁻⁷ of the result. With `x = n ln 2 + r`, the result is 2ⁿ times a
 * polynomial in r (coefficients of the Cephes library, `expf`). NaN stays NaN.
 */
function exp(value: v128): v128 {
  const x = f32x4.min(f32x4.max(value, f32x4.splat(-BOUND)), f32x4.splat(BOUND));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(LN2_HIGH))), f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let p = f32x4.add(f32x4.mul(f32x4.splat(1.98756915e-4), r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23); // the bits of 2ⁿ
  return f32x4.mul(p, power);
}

/** Computes `1 / (1 + e^−x)` of four values. */
export function sigmoid(x: v128): v128 {
  return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp(f32x4.neg(x))));
}

/** Computes the hyperbolic tangent of four values, `2 σ(2x) − 1`. */
export function tanh(x: v128): v128 {
  const twice = sigmoid(f32x4.add(x, x));
  return f32x4.sub(f32x4.add(twice, twice), f32x4.splat(1));
}
