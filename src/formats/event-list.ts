import type { Detection } from '../decisions/detection.js';
import type { TrackStructure } from '../structure/structure.js';

/** Frequencies from `low` to `high`, Hz. */
export interface FrequencyBand {
  readonly low: number;
  readonly high: number;
}

/**
 * What second 0 of all times is: the start of the file, or, for live sound, second 0 of the AudioContext's clock, which was
 * at `zero` by the wall clock.
 */
export type TimeBase = { readonly kind: 'file' } | { readonly kind: 'clock'; readonly zero: Date };

/** A detection as the formats take it. */
export interface ListedDetection extends Omit<Detection, 'id'> {
  /** The sound's own frequencies, where someone knows them; the network does not. */
  readonly band?: FrequencyBand;
}

/** Where a section of a recording begins. */
export interface ListedSection {
  /** Seconds. */
  readonly onset: number;
  readonly label: string;
}

/** What was heard, with what a reader must know of it: the one input of every export format. Times are seconds. */
export interface EventList {
  /** The file as it was named, or the name of the input; empty where it has none. */
  readonly file: string;
  readonly timeBase: TimeBase;
  readonly model: { readonly name: string; readonly version: string };
  /** What the model listens to. */
  readonly band: FrequencyBand;
  /** Up to where sound was heard: there ends what still goes on, in the formats that cannot leave an end open. */
  readonly heardUntil: number;
  /** In any order; the formats write them in that of their onsets, and equal onsets as they come. */
  readonly detections: readonly ListedDetection[];
  /** Of a whole recording, in their order; the formats for music programs have markers for them. */
  readonly sections?: readonly ListedSection[];
}

/** Sections as they are written: numbered, with their genre where there is one. */
export function listedSections({ sections }: TrackStructure): ListedSection[] {
  return sections.map(({ from, genre }, i) => ({
    onset: from,
    label: `section ${String(i + 1)}${genre ? `: ${genre.label}` : ''}`,
  }));
}
