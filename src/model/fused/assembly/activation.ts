export const RELU = 1;
export const HARD_SWISH = 2;

/** Applies an activation to four values; any other number than those above leaves them as they are. NaN stays NaN. */
export function activate(x: v128, activation: i32): v128 {
  if (activation === RELU) return f32x4.max(x, f32x4.splat(0));
  if (activation === HARD_SWISH) return hardSwish(x);
  return x;
}

/** Computes `x · min(max(x + 3, 0), 6) / 6`. */
function hardSwish(x: v128): v128 {
  const relu6 = f32x4.min(f32x4.max(f32x4.add(x, f32x4.splat(3)), f32x4.splat(0)), f32x4.splat(6));
  return f32x4.mul(x, f32x4.mul(relu6, f32x4.splat(1.0 / 6.0)));
}
