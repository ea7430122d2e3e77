import type { FrequencyBand } from '../features/frame-geometry.js';
import type { Detection } from '../decisions/detection.js';
import type { TrackStructure } from '../structure/structure.js';

/**
 * Meaning of second 0 of all times. For a file it is the start of the file. For live sound it is second 0 of the
 * AudioContext's clock, which was at `zero` in wall time.
 */
export type TimeBase = { readonly kind: 'file' } | { readonly kind: 'clock'; readonly zero: Date };

/** A detection as input of the export formats. */
export interface ExportedDetection extends Omit<Detection, 'id' | 'families'> {
  /** Name of the sound as a person reads it; when absent, the label with spaces. The label is the stable id. */
  readonly name?: string;
  /** Families of the class, from specific to general; none when absent. */
  readonly families?: readonly string[];
  /** Frequency band of the sound, if another source provides it. The network does not. */
  readonly band?: FrequencyBand;
}

/** The start of a section of a recording. */
export interface ExportedSection {
  /** Seconds. */
  readonly onset: number;
  /** Text of the marker. */
  readonly label: string;
  /** End, seconds. When absent, the section is only a marker, and formats without markers leave it out. */
  readonly offset?: number;
  /** Probability of its genre, 0 to 1; 0 when absent. */
  readonly confidence?: number;
}

/** Detections with their context, the one input of every export format. Times are seconds. */
export interface EventList {
  /** The file's name as given, or the name of the input; empty if there is none. */
  readonly file: string;
  /** Meaning of second 0. */
  readonly timeBase: TimeBase;
  /** Model that made the detections. */
  readonly model: { readonly name: string; readonly version: string };
  /** Frequency band that the model analyses. */
  readonly band: FrequencyBand;
  /** End of the analysed sound, seconds. Formats that need an end use it for detections without an offset. */
  readonly analysedUntil: number;
  /** In any order. The formats sort them by onset; equal onsets keep their order. */
  readonly detections: readonly ExportedDetection[];
  /**
   * Sections of a whole recording, in order. The formats for music programs write a marker for each. The others write them like
   * detections, with the head `section`.
   */
  readonly sections?: readonly ExportedSection[];
}

/**
 * Converts the sections of a recording for export: numbered, with their genre if there is one. A recording without music has only
 * markers.
 */
export function exportedSections({ sections }: TrackStructure): ExportedSection[] {
  const hasMusic = sections.some(({ genre }) => genre !== null);
  return sections.map(({ from, to, genre }, i) => ({
    onset: from,
    label: `section ${String(i + 1)}${genre ? `: ${genre.label}` : ''}`,
    ...(hasMusic && { offset: to, confidence: genre?.score ?? 0 }),
  }));
}
