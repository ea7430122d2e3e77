import { expect } from 'chai';
import { describe, it } from 'vitest';
import { darkGrey, lightGrey, magma, paperCividis, type ColorMap } from '../../../../src/elements/drawing/color-map.js';

/** Returns CIE L*, from 0 (black) to 100 (white). */
function lightness(map: ColorMap, at: number): number {
  const linear = (c: number) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const y = 0.2126 * linear(map[at * 3]!) + 0.7152 * linear(map[at * 3 + 1]!) + 0.0722 * linear(map[at * 3 + 2]!);
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

for (const [name, map, direction] of [
  ['magma', magma, 1],
  ['paperCividis', paperCividis, -1],
  ['darkGrey', darkGrey, 1],
  ['lightGrey', lightGrey, -1],
] as const) {
  describe(`Colour map ${name}`, () => {
    // Compares 16 steps, because neighbouring entries differ by less than 8-bit colours can show.
    const steps = Array.from({ length: 16 }, (_, i) => {
      const [from, to] = [Math.round((i * 255) / 16), Math.round(((i + 1) * 255) / 16)];
      return direction * (lightness(map, to) - lightness(map, from));
    });
    const mean = steps.reduce((sum, step) => sum + step) / steps.length;

    it('changes its lightness in one direction only, over most of the range', () => {
      for (const step of steps) expect(step).to.be.above(0);
      expect(mean * 16).to.be.above(60);
    });

    it('changes it evenly: no step is twice or half the mean', () => {
      for (const [i, step] of steps.entries()) expect(step / mean, `step ${i}`).to.be.within(0.5, 2);
    });
  });
}
