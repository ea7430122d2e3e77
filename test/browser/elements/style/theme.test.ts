import { expect } from 'chai';
import { MUTED_SHARE, tokens } from '../../../../src/elements/style/theme.js';

type Rgb = [number, number, number];

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;

/** Returns the relative luminance of WCAG 2.2. */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const blend = (over: Rgb, under: Rgb, share: number) => over.map((c, i) => c * share + under[i]! * (1 - share)) as Rgb;

for (const scheme of ['dark', 'light'] as const) {
  const color = (name: keyof typeof tokens | 'muted'): Rgb =>
    name === 'muted' ? blend(color('text'), color('ground'), MUTED_SHARE / 100) : rgb(tokens[name][scheme]);

  describe(`Theme, ${scheme}`, () => {
    for (const ground of ['ground', 'surface'] as const) {
      for (const text of ['text', 'muted', 'alert'] as const) {
        it(`${text} on ${ground} is readable`, () => {
          expect(contrast(color(text), color(ground))).to.be.at.least(4.5);
        });
      }
      for (const hue of ['genre', 'bird', 'event', 'taught', 'alert'] as const) {
        it(`${hue} on ${ground} can be seen`, () => {
          expect(contrast(color(hue), color(ground))).to.be.at.least(3);
        });
      }
    }

    it('hues stand out from the rail of a bar', () => {
      for (const hue of ['genre', 'bird', 'event', 'taught'] as const) {
        expect(contrast(color(hue), color('line'))).to.be.at.least(3);
      }
    });

    it('a label is readable on a bar of any strength', () => {
      for (const hue of ['genre', 'bird', 'event', 'taught'] as const) {
        for (let sure = 0; sure <= 1; sure += 0.1) {
          const bar = blend(color(hue), color('ground'), sure * 0.45);
          expect(contrast(color('text'), bar), `${hue} ${sure}`).to.be.at.least(4.5);
        }
      }
    });

    it('the filled button is readable', () => {
      expect(contrast(color('ground'), color('text'))).to.be.at.least(4.5);
    });
  });
}

describe('The demo site', () => {
  it('has the same colours as the elements', async () => {
    const css = await (await fetch('/demo/shell/site.css')).text();
    const own = [...css.matchAll(/--pinna-(\w+): light-dark\((#\w+), (#\w+)\)/g)];
    expect(own.length).to.be.at.least(3);
    for (const [, name, light, dark] of own) expect(tokens[name as keyof typeof tokens]).to.deep.equal({ light, dark });
  });
});
