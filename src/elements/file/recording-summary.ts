import type { Detection } from '../../decisions/detection.js';
import type { Words } from '../words/words.js';

/** Maximum number of sounds named; the others are only counted. */
const MAX_SOUNDS = 6;
/** Maximum number of genres named. */
const MAX_GENRES = 2;

const length = ({ onset, offset }: Detection) => (offset ?? onset) - onset;
const total = (detections: readonly Detection[]) => detections.reduce((sum, one) => sum + length(one), 0);

function byLabel(detections: readonly Detection[]): [string, Detection[]][] {
  const labels = new Map<string, Detection[]>();
  for (const one of detections) labels.set(one.label, [...(labels.get(one.label) ?? []), one]);
  return [...labels].sort(([, a], [, b]) => total(b) - total(a));
}

/**
 * Returns a summary of a recording in one line: "0:41 long: bird 3×, music (jazz) 0:10–0:38, dog 2×".
 *
 * Birds come first, then music with its genres, then the other sounds, longest total duration first. A sound that was
 * detected once is given with its times.
 *
 * @param duration seconds
 */
export function recordingSummary(words: Words, duration: number, detections: readonly Detection[]): string {
  const { strings } = words;
  const long = words.clock(duration);
  const genres = byLabel(detections.filter(({ head }) => head === 'genre')).map(([label]) => words.className(label));
  const name = (label: string) =>
    label === 'music' && genres.length > 0
      ? strings.file.music(words.className(label), words.list(genres.slice(0, MAX_GENRES)))
      : words.className(label);
  const rank = (label: string, head: string) => (head === 'bird' ? 0 : label === 'music' ? 1 : 2);
  const sounds = byLabel(detections.filter(({ head }) => head !== 'genre')).sort(
    ([a, [first]], [b, [second]]) => rank(a, first!.head) - rank(b, second!.head),
  );
  if (sounds.length === 0) return strings.file.summary(long, strings.nothingDetected);
  const named = sounds.slice(0, MAX_SOUNDS).map(([label, [first, ...others]]) => {
    if (others.length > 0) return strings.file.repeated(name(label), words.number(1 + others.length));
    return strings.file.once(name(label), words.span(first!.onset, first!.offset));
  });
  const unnamed = sounds.length - named.length;
  const all = unnamed > 0 ? [...named, strings.file.others(words.count(unnamed))] : named;
  return strings.file.summary(long, all.join(', '));
}
