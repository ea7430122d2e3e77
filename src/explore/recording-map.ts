import { leaveOneOut, type LeaveOneOut } from './leave-one-out.js';
import { principalComponents, type PrincipalComponents } from './principal-components.js';
import { spectrumOf, type Spectrum } from './spectrum.js';
import { standardised, valueTable, type ValueTable } from './value-table.js';

/** What stands for a recording: the 57 descriptors by hand, or the network's embedding. */
export const VALUE_KINDS = ['descriptors', 'embedding'] as const;
/** Kind of values that stand for a recording. */
export type ValueKind = (typeof VALUE_KINDS)[number];

/** A recording as numbers. */
export interface RecordingValues extends Readonly<Record<ValueKind, Float32Array>> {
  /** `[57]`, named by `COURSE_DESCRIPTORS`. */
  readonly descriptors: Float32Array;
  /** Mean over the rows of the network, `[width]`. */
  readonly embedding: Float32Array;
  /** Its class; undefined if it has none. */
  readonly label?: string | undefined;
  /** Recordings of one group are left out together. */
  readonly group?: string | undefined;
}

/** A map of recordings by one kind of values. */
export interface RecordingMap extends PrincipalComponents {
  /** The values with mean 0 and deviation 1 in each column. */
  readonly table: ValueTable;
  /** Coordinates on the first principal components, at most {@link MOST_COMPONENTS}: what a layout by neighbours starts from. */
  readonly components: ValueTable;
  /** How well a linear classifier finds the classes; undefined with fewer than two classes. Recordings without a class do not count. */
  readonly leaveOneOut: LeaveOneOut | undefined;
}

/** Principal components that a layout by neighbours reads. The others are mostly noise, and would make it slow. */
const MOST_COMPONENTS = 50;
/** Fewest recordings that a map can show. */
export const FEWEST_RECORDINGS = 3;

/** Makes the map of at least {@link FEWEST_RECORDINGS} recordings: principal components, and the accuracy of a linear classifier. Pure. */
export function recordingMap(recordings: readonly RecordingValues[], kind: ValueKind): RecordingMap {
  const table = tableOf(recordings, kind);
  const spectrum = spectrumOf(table);
  const width = Math.min(MOST_COMPONENTS, spectrum.eigenvalues.length);
  const components = { count: table.count, width, values: principalComponents(spectrum, width).points };
  return { ...principalComponents(spectrum), table, components, leaveOneOut: accuracyOf(recordings, kind, spectrum) };
}

/** Returns the accuracy among the recordings that have a class. @param spectrum of all recordings */
function accuracyOf(
  recordings: readonly RecordingValues[],
  kind: ValueKind,
  spectrum: Spectrum,
): LeaveOneOut | undefined {
  const labelled = recordings.filter(({ label }) => label !== undefined);
  if (labelled.length < FEWEST_RECORDINGS) return undefined;
  return leaveOneOut(
    labelled.length === recordings.length ? spectrum : spectrumOf(tableOf(labelled, kind)),
    labelled.map(({ label }) => label!),
    labelled.map(({ group }) => group),
  );
}

const tableOf = (recordings: readonly RecordingValues[], kind: ValueKind) =>
  standardised(valueTable(recordings.map((one) => one[kind])));
