/** 256 colours from quiet to loud, `[256 × 3]`, 0 to 255. */
export type ColorMap = Uint8ClampedArray;

type Rgb = readonly [number, number, number];

/** Matt Zucker's sixth-degree fit to matplotlib's magma (public domain), constant term first, 0 to 1. */
const MAGMA: readonly Rgb[] = [
  [-0.002136, -0.00075, -0.005386],
  [0.251661, 0.677523, 2.494027],
  [8.353717, -3.57772, 0.314468],
  [-27.668733, 14.264731, -13.649213],
  [52.17614, -27.943606, 12.944169],
  [-50.768525, 29.046583, 4.234153],
  [18.655706, -11.489774, -5.601962],
];

/** Fit to cividis (Nuñez, Anderton, Renslow 2018) of d3-scale-chromatic (ISC licence), constant term first, 0 to 255. */
const CIVIDIS: readonly Rgb[] = [
  [-4.54, 32.49, 81.24],
  [-35.34, 170.73, 442.36],
  [2381.73, 52.82, -2482.43],
  [-6402.7, -131.46, 6167.24],
  [7024.72, 176.58, -6614.94],
  [-2710.57, -67.37, 2475.67],
];

function polynomial(terms: readonly Rgb[], t: number): Rgb {
  const channel = (c: 0 | 1 | 2) => terms.reduceRight((sum, term) => sum * t + term[c], 0);
  return [channel(0), channel(1), channel(2)];
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

function table(color: (t: number) => Rgb): ColorMap {
  const map = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) map.set(color(i / 255), i * 3);
  return map;
}

/** Colour of silence: the theme's background, dark and light. */
const INK: Rgb = [16, 18, 22];
const PAPER: Rgb = [251, 250, 247];

/**
 * For a dark panel: from ink through violet to pale yellow. The black end of magma is left out, so that the map starts a little
 * lighter than ink.
 */
export const magma = table((t) => {
  const [r, g, b] = polynomial(MAGMA, 0.1 + 0.9 * t);
  return mix(INK, [r * 255, g * 255, b * 255], Math.min(1, t / 0.08));
});

/** For light backgrounds: from paper through straw to deep blue. The bright yellow end of cividis is blended into paper. */
export const paperCividis = table((t) => mix(PAPER, polynomial(CIVIDIS, 0.92 * (1 - t)), Math.min(1, t / 0.4)));

/** Returns the grey of a CIE lightness (0 black to 100 white) as RGB, 0 to 255. */
function grey(lightness: number): Rgb {
  const y = ((lightness + 16) / 116) ** 3;
  const channel = 255 * (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055);
  return [channel, channel, channel];
}

/** Maps without colour, as printed sonograms use. */
export const lightGrey = table((t) => mix(PAPER, grey(98 - 90 * t), Math.min(1, t / 0.1)));
export const darkGrey = table((t) => mix(INK, grey(6 + 90 * t), Math.min(1, t / 0.1)));

/** Colour map names; `auto` is `magma`, on a dark panel in both schemes. */
export type ColorMapName = 'auto' | 'magma' | 'cividis' | 'grey';

export function colorMap(name: ColorMapName, onDark: boolean): ColorMap {
  switch (name) {
    case 'cividis':
      return paperCividis;
    case 'grey':
      return onDark ? darkGrey : lightGrey;
    default:
      return magma;
  }
}

/** Relative luminance of middle grey: a colour below it is nearer to black than to white. */
const MIDDLE = 0.18;

/**
 * Whether an element has a dark background. Tests its text colour: light text means a dark background, and the text is
 * never transparent.
 */
export function isOnDark(element: Element): boolean {
  const [r = 0, g = 0, b = 0] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (channel: number) => (channel / 255) ** 2.2;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > MIDDLE;
}

/** All colour map names. */
export const COLOR_MAPS: readonly ColorMapName[] = ['auto', 'magma', 'cividis', 'grey'];
