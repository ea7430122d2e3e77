import { correlations } from './correlation.js';
import { leaveOneOut, type LeaveOneOut } from './leave-one-out.js';
import { nearestRows, squaredDistances, type NearestRows } from './nearest.js';
import { noveltyOf } from './novelty.js';
import { principalComponents, type PrincipalComponents } from './principal-components.js';
import { rankedDescriptors, type RankedDescriptor } from './ranked-descriptors.js';
import { FEWEST_RECORDINGS, NEAREST, type RecordingValues, type ValueKind } from './recording-values.js';
import { spectrumOf, type Spectrum } from './spectrum.js';
import { standardised, valueTable, type ValueTable } from './value-table.js';

/** A map of recordings by one kind of values. */
export interface RecordingMap extends PrincipalComponents {
  /** Coordinates on the first principal components, at most {@link MOST_COMPONENTS}: what a layout by neighbours starts from. */
  readonly components: ValueTable;
  /** The recordings most like each, by all values: {@link NEAREST} of them. */
  readonly nearest: NearestRows;
  /** How well a linear classifier finds the classes; undefined with fewer than two classes. Recordings without a class do not count. */
  readonly leaveOneOut: LeaveOneOut | undefined;
}

/** The maps of recordings by all kinds of values, and what they show. */
export interface RecordingMaps extends Readonly<Record<ValueKind, RecordingMap>> {
  /** Correlation of each pair of descriptors, `[57 × 57]`, −1 to 1. */
  readonly correlations: Float64Array;
  /** Descriptors by how well they separate the classes, the best first; none if no recording has a class. */
  readonly ranked: readonly RankedDescriptor[];
  /** How unlike all others each recording is by its embedding, `[n]`, 0 to 2. */
  readonly novelty: Float64Array;
}

/** Principal components that a layout by neighbours reads. The others are mostly noise, and would make it slow. */
const MOST_COMPONENTS = 50;

/**
 * Shares of the work, as measured with 400 recordings: by descriptors; the axes of the embedding; its accuracy; its neighbours.
 */
const PARTS = { descriptors: 0.1, axes: 0.6, accuracy: 0.15, neighbours: 0.15 };

/**
 * Makes the maps of at least {@link FEWEST_RECORDINGS} recordings. Takes seconds from some hundred recordings on. Pure.
 *
 * @param onProgress called with the share that is done, 0 to 1
 */
export function recordingMaps(
  recordings: readonly RecordingValues[],
  onProgress: (share: number) => void = () => undefined,
): RecordingMaps {
  const byHand = tableOf(recordings, 'descriptors');
  const { map: descriptors } = mapOf(recordings, 'descriptors', byHand, () => undefined);
  onProgress(PARTS.descriptors);
  const learnt = tableOf(recordings, 'embedding');
  const { map: embedding, squares } = mapOf(recordings, 'embedding', learnt, (share) =>
    onProgress(PARTS.descriptors + (1 - PARTS.descriptors) * share),
  );
  return {
    descriptors,
    embedding,
    correlations: correlations(byHand),
    ranked: rankedDescriptors(recordings),
    novelty: noveltyOf(
      learnt,
      squares,
      recordings.map(({ group }) => group),
    ),
  };
}

function mapOf(
  recordings: readonly RecordingValues[],
  kind: ValueKind,
  table: ValueTable,
  onProgress: (share: number) => void,
): { map: RecordingMap; squares: Float64Array } {
  const { axes, accuracy, neighbours } = PARTS;
  const all = axes + accuracy + neighbours;
  const spectrum = spectrumOf(table);
  onProgress(axes / all);
  const found = accuracyOf(recordings, kind, spectrum);
  onProgress((axes + accuracy) / all);
  const squares = squaredDistances(table, (share) => onProgress((axes + accuracy + neighbours * share) / all));
  const width = Math.min(MOST_COMPONENTS, spectrum.eigenvalues.length);
  const components = { count: table.count, width, values: principalComponents(spectrum, width).points };
  const nearest = nearestRows(squares, NEAREST);
  return { map: { ...principalComponents(spectrum), components, nearest, leaveOneOut: found }, squares };
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
