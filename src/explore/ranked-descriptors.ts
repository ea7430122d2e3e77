import { separation } from './box-plot.js';
import { COURSE_DESCRIPTORS } from './course-descriptors.js';
import type { RecordingValues } from './recording-values.js';

/** A descriptor, and how well it separates the classes. */
export interface RankedDescriptor {
  /** Name, one of `COURSE_DESCRIPTORS`. */
  readonly name: string;
  /** Place in `COURSE_DESCRIPTORS`. */
  readonly column: number;
  /** Share of its variance that lies between the classes, 0 to 1. */
  readonly share: number;
}

/** Ranks the descriptors by how well they separate the classes, the best first. @returns none if no recording has a class */
export function rankedDescriptors(recordings: readonly RecordingValues[]): RankedDescriptor[] {
  const labelled = recordings.filter(({ label }) => label !== undefined);
  if (labelled.length === 0) return [];
  const labels = labelled.map(({ label }) => label!);
  return COURSE_DESCRIPTORS.map((name, column) => ({
    ...{ name, column },
    share: separation(
      labelled.map(({ descriptors }) => descriptors[column]!),
      labels,
    ),
  })).sort((a, b) => b.share - a.share);
}
