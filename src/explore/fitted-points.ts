/** Part of a picture that stays free at each side, so that marks are whole. */
const MARGIN = 0.04;

/**
 * Fits points into a picture: x from 0 to `width`, y from 0 (top, the largest value) to `height`. Both axes have one scale, so that distances
 * can be compared.
 *
 * @param points `[n × 2]`, row-major
 */
export function fittedPoints(points: Float64Array, width: number, height: number): { x: number; y: number }[] {
  const axis = (offset: number) => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = offset; i < points.length; i += 2) {
      low = Math.min(low, points[i]!);
      high = Math.max(high, points[i]!);
    }
    return { middle: (low + high) / 2, span: high - low };
  };
  const [across, down] = [axis(0), axis(1)];
  const room = 1 - 2 * MARGIN;
  const scales = [across.span > 0 ? width / across.span : Infinity, down.span > 0 ? height / down.span : Infinity];
  const scale = Math.min(...scales);
  const factor = scale < Infinity ? room * scale : 0;
  return Array.from({ length: points.length / 2 }, (_, i) => ({
    x: width / 2 + (points[2 * i]! - across.middle) * factor,
    y: height / 2 - (points[2 * i + 1]! - down.middle) * factor,
  }));
}
