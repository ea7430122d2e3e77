import { correlations } from '../../explore/correlation.js';
import type { RecordingMap, RecordingValues, ValueKind } from '../../explore/recording-map.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { Layout } from '../arguments/commands.js';
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
  readonly recordings: readonly ExploredRecording[];
  readonly maps: Readonly<Record<ValueKind, RecordingMap>>;
  /** Places of the recordings on each map, `[n × 2]`. */
  readonly points: Readonly<Record<ValueKind, Float64Array>>;
  /** Messages about the files that could not be used. */
  readonly failed: readonly { readonly path: string; readonly message: string }[];
}

/** Returns the correlation of each pair of descriptors, as rows. */
export function descriptorCorrelations({ maps }: Explored): number[][] {
  const { table } = maps.descriptors;
  const all = correlations(table);
  return Array.from({ length: table.width }, (_, row) => [...all.subarray(row * table.width, (row + 1) * table.width)]);
}
