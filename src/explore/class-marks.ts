/** Shapes of marks by name: paths around the origin, about 2 units wide. */
export const MARK_SHAPES = [
  'M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z',
  'M-.9-.9h1.8v1.8h-1.8z',
  'M0-1.15L1.1.85h-2.2z',
  'M0-1.25L1.1 0L0 1.25L-1.1 0z',
  'M-.38-1.1h.76v.72h.72v.76h-.72v.72h-.76v-.72h-.72v-.76h.72z',
  'M0 1.15L1.1-.85h-2.2z',
] as const;

/** Colours of marks on light and on dark ground. Each has a contrast of at least 3 : 1. */
export const MARK_COLOURS = [
  { light: '#1f5fae', dark: '#6db3ff' },
  { light: '#8f5a00', dark: '#f2b84b' },
  { light: '#0b7a4b', dark: '#4fd39b' },
  { light: '#b3261e', dark: '#ff7a7a' },
  { light: '#5b45c9', dark: '#a996ff' },
  { light: '#00707a', dark: '#5fd6de' },
  { light: '#8a2f80', dark: '#ef9be4' },
  { light: '#555a63', dark: '#b9bec8' },
] as const;

/** Returns the name of the style that has a colour of {@link MARK_COLOURS}. */
export const colourClass = (colour: number): string => `c${colour}`;

/** A mark of a class: places in {@link MARK_SHAPES} and {@link MARK_COLOURS}. */
export interface ClassMark {
  readonly shape: number;
  readonly colour: number;
}

/** Returns the mark of the class at a place in the sorted list. The first 48 classes differ; neighbours differ in shape and colour. */
export function classMark(place: number): ClassMark {
  const [shapes, colours] = [MARK_SHAPES.length, MARK_COLOURS.length];
  // Shapes and colours together repeat after 24 classes; the next 24 are shifted by a colour.
  return { shape: place % shapes, colour: (place + Math.floor(place / 24)) % colours };
}

/** Shape of a recording without a class: a dash, which no class has. */
const NO_CLASS_SHAPE = 'M-1.1-.4h2.2v.8h-2.2z';

/** Returns the mark of a recording: its path, and its colour in {@link MARK_COLOURS}. @param classes sorted by name */
export function markOf(
  classes: readonly string[],
  label: string | undefined,
): { readonly path: string; readonly colour: number } {
  if (label === undefined) return { path: NO_CLASS_SHAPE, colour: MARK_COLOURS.length - 1 };
  const { shape, colour } = classMark(classes.indexOf(label));
  return { path: MARK_SHAPES[shape]!, colour };
}

/** Returns the classes of recordings, sorted by name. */
export const classesOf = (recordings: readonly { readonly label?: string | undefined }[]): string[] =>
  [...new Set(recordings.flatMap(({ label }) => (label === undefined ? [] : [label])))].sort();
