/**
 * The contract between a page and the worker that computes maps of recordings. It begins like the inference worker: `Ready`, then
 * `Join`. A request needs no earlier one. The work does not yield: a page cancels it by ending the worker.
 */
import type { RecordingMaps } from '../explore/recording-map.js';
import type { RecordingValues } from '../explore/recording-values.js';
import type { ValueTable } from '../explore/value-table.js';

/** Requests of the page, by type, and their answers. */
export interface MapExchanges {
  /** Makes the maps of at least three recordings. */
  readonly maps: { readonly in: readonly RecordingValues[]; readonly out: RecordingMaps };
  /** Lays the rows of a table out by neighbours; answers with `[n × 2]`, row-major. */
  readonly layout: { readonly in: ValueTable; readonly out: Float64Array };
}

/** Messages that the worker sends without a request, by type. */
export interface MapReports {
  /** Progress of the present request, 0 to 1; at most ten times a second. */
  readonly progress: number;
}
