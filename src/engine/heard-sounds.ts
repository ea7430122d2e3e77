import type { Detection } from '../decisions/detection.js';
import { questionOf } from '../decisions/question.js';
import type { TrackStructure } from '../structure/structure.js';
import { musicStretches } from './agreed-genres.js';

/** A time span, seconds. */
export interface Span {
  readonly onset: number;
  readonly offset: number;
}

/** A sound of a recording, with all times of its detections. */
export interface HeardSound {
  /** Name of the class; `chirping_birds` for any bird. */
  readonly label: string;
  /** What is known beyond the label: kinds of birds, or the genre of music. */
  readonly kinds: readonly string[];
  /** In order, without overlaps and short pauses. */
  readonly spans: readonly Span[];
  /** Mean over its detections, weighted by duration, 0 to 1. */
  readonly confidence: number;
  /** The span of its surest detection. */
  readonly surest: Span;
}

const MUSIC = 'music';
const BIRD = 'bird';
/** The class that names any bird. */
export const BIRDSONG = 'chirping_birds';
/** Classes of birds that do not name a kind. */
const GENERAL_BIRDS = new Set([BIRD, BIRDSONG, 'bird_vocalization_bird_call_bird_song', 'squawk']);
/** Longest pause within one span, seconds: times are shown in whole seconds. */
const MAX_PAUSE = 1;

/**
 * Lists the sounds of a recording in the order of their first onsets. Birds are one entry, with their kinds. Music has an entry
 * per genre, which is that of the recording's sections. Without music there is no genre.
 */
export function heardSounds(detections: readonly Detection[], structure: TrackStructure): HeardSound[] {
  const sounds = new Map<string, Detection[]>();
  const music: Detection[] = [];
  for (const detection of detections) {
    if (detection.head === 'genre') continue;
    if (detection.head === 'events' && detection.label === MUSIC) music.push(detection);
    else {
      const key = questionOf(detection) === BIRD ? BIRD : `${detection.head} ${detection.label}`;
      sounds.set(key, [...(sounds.get(key) ?? []), detection]);
    }
  }
  const listed = [...sounds].map(([key, group]) => ({
    ...(key === BIRD ? { label: BIRDSONG, kinds: birdKinds(group) } : { label: group[0]!.label, kinds: [] }),
    spans: joined(group, MAX_PAUSE),
    confidence: meanConfidence(group),
    surest: surestSpan(group),
  }));
  return [...listed, ...musicSounds(music, structure)].sort((a, b) => a.spans[0]!.onset - b.spans[0]!.onset);
}

/** Whether the detection of a bird does not name its kind. */
export const isGeneralBird = ({ head, label }: Pick<Detection, 'head' | 'label'>): boolean =>
  head === BIRD || GENERAL_BIRDS.has(label);

function birdKinds(group: readonly Detection[]): string[] {
  return [...new Set(group.filter((one) => !isGeneralBird(one)).map(({ label }) => label))];
}

function musicSounds(music: readonly Detection[], structure: TrackStructure): HeardSound[] {
  const byGenre = new Map<string, Span[]>();
  for (const { onset, offset, genre } of musicStretches(music, structure)) {
    const key = genre?.label ?? '';
    byGenre.set(key, [...(byGenre.get(key) ?? []), { onset, offset }]);
  }
  return [...byGenre].map(([genre, spans]) => ({
    label: MUSIC,
    kinds: genre === '' ? [] : [genre],
    spans,
    confidence: meanConfidence(music),
    surest: spans.reduce((one, other) => (lengthOf(other) > lengthOf(one) ? other : one)),
  }));
}

const lengthOf = ({ onset, offset }: Span) => offset - onset;
const spanOf = ({ onset, offset }: Detection): Span => ({ onset, offset: offset ?? onset });

/** Joins the spans of detections that overlap, or that only a short pause divides. @param pause the longest such pause, seconds */
export function joined(detections: readonly Detection[], pause: number): Span[] {
  const spans: Span[] = [];
  for (const span of detections.map(spanOf).sort((a, b) => a.onset - b.onset)) {
    const last = spans.at(-1);
    if (last && span.onset <= last.offset + pause)
      spans[spans.length - 1] = { ...last, offset: Math.max(last.offset, span.offset) };
    else spans.push(span);
  }
  return spans;
}

function surestSpan(detections: readonly Detection[]): Span {
  return spanOf(detections.reduce((one, other) => (other.confidence > one.confidence ? other : one)));
}

/** Returns the mean confidence, weighted by duration. */
export function meanConfidence(detections: readonly Detection[]): number {
  let [sum, weight] = [0, 0];
  for (const detection of detections) {
    const seconds = Math.max(lengthOf(spanOf(detection)), 0.01);
    sum += seconds * detection.confidence;
    weight += seconds;
  }
  return weight > 0 ? sum / weight : 0;
}
