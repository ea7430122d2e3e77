import { mostUnusual } from '../../explore/novelty.js';
import type { RecordingMaps } from '../../explore/recording-map.js';
import type { Layout, RecordingValues, ValueKind } from '../../explore/recording-values.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { PageLanguage } from '../arguments/commands.js';
import type { ExploredFile } from './explored-files.js';

/** A recording on the maps. */
export interface ExploredRecording extends RecordingValues {
  readonly file: ExploredFile;
  /** Seconds. */
  readonly seconds: number;
}

/** The maps of a folder. */
export interface Explored {
  readonly model: Pick<ModelManifest, 'name' | 'version'>;
  readonly layout: Layout;
  /** Language of a page. */
  readonly lang: PageLanguage;
  readonly recordings: readonly ExploredRecording[];
  readonly maps: RecordingMaps;
  /** Places of the recordings on each map, `[n × 2]`. */
  readonly points: Readonly<Record<ValueKind, Float64Array>>;
  /** Messages about the files that could not be used. */
  readonly failed: readonly { readonly path: string; readonly message: string }[];
}

/** Returns the recordings that are most unlike all others, with their distance to the nearest one. */
export const unusualRecordings = ({ recordings, maps: { novelty } }: Explored) =>
  mostUnusual(novelty).map((row) => ({ recording: recordings[row]!, distance: novelty[row]! }));

/** Returns the correlation of each pair of descriptors, as rows. */
export function descriptorCorrelations({ maps: { correlations } }: Explored): number[][] {
  const width = Math.sqrt(correlations.length);
  return Array.from({ length: width }, (_, row) => [...correlations.subarray(row * width, (row + 1) * width)]);
}
