/**
 * The contract between a page and the worker that shows the inside of a network. It is another worker than the one that listens, so
 * that listening costs the same with or without it. It begins like the inference worker: `Ready`, then `Join`.
 *
 * `open` comes first. Then `frames` in the order of time, each answered by the report `step`. All other requests may come at any time.
 */
import type { ModelUrls } from '../assets.js';
import type { Breakage } from '../inside/breakages.js';
import type { NetworkLayer } from '../inside/network-layers.js';
import type { FilterPicture } from '../inside/unit-filter.js';
import type { Reasons, WhyProgress, WhyTarget } from '../inside/why.js';
import type { WasmFiles } from '../model/backends/wasm-files.js';
import type { NumberedAnswer, NumberedRequest, TypedReport } from './requests.js';

/** The model to show, and the files to run it. All addresses are absolute. */
export interface OpenRequest {
  readonly model: ModelUrls;
  readonly wasm: WasmFiles;
}

/** The shown network. */
export interface OpenedNetwork {
  /** The layers in the order of computation. */
  readonly layers: readonly NetworkLayer[];
  /** The backend that computes it. */
  readonly backend: 'wasm' | 'cpu';
}

/** The frames that the listening network has read in one step. */
export interface FramesRequest {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** `[frames × bands]`, row-major, whole rows. */
  readonly input: Float32Array;
  /** The listening network's state after these frames; undefined on most steps. */
  readonly state?: readonly Float32Array[] | undefined;
}

/** Values of a layer in one step. */
export interface LayerStep {
  /** Output frames or rows. */
  readonly frames: number;
  /** Values per frame. */
  readonly height: number;
  /** `[frames × height]`, row-major: of a layer with bands the mean magnitude of each band over the channels, else every unit. */
  readonly values: Float32Array;
}

/** All values of the layer that is looked at. */
export interface WatchedStep {
  readonly layer: string;
  readonly frames: number;
  /** `[frames × bands × channels]`, row-major. */
  readonly values: Float32Array;
  /** Gates by name: `reset`, `update` and `candidate` of a GRU, `[frames × units]`; `excite` of a block, `[frames × inner
   * channels]`; `gate` of a gated convolution, `[frames × channels]`. */
  readonly gates: Readonly<Record<string, Float32Array>>;
}

/** What the shown network has computed. */
export interface ShownStep {
  /** Session time of the first frame, seconds. */
  readonly time: number;
  /** Duration, seconds. */
  readonly duration: number;
  /** Frames since the beginning of the shown network's stream after these, modulo its period: a layer with stride s gave its last value
   * `phase % s` frames ago. */
  readonly phase: number;
  /** By name; layers without a complete output are absent. */
  readonly layers: Readonly<Record<string, LayerStep>>;
  /** Undefined if no layer is looked at, or if it has no complete output. */
  readonly watched: WatchedStep | undefined;
  /** Steps that were left out so far, because the device is too slow. */
  readonly leftOut: number;
}

/** Why a class scores as it does. */
export interface ShownReasons extends Reasons {
  /** Session time of the first frame of `input`, seconds. */
  readonly from: number;
}

/** Requests of the page, by type, and their answers. */
export interface InsideExchanges {
  /** Fetches the model and builds a second network. */
  readonly open: { readonly in: OpenRequest; readonly out: OpenedNetwork };
  /** Computes a step. The answer comes when it is done or left out. */
  readonly frames: { readonly in: FramesRequest; readonly out: null };
  /** Sends all values of a layer from now on; of none if it is null. */
  readonly watch: { readonly in: string | null; readonly out: null };
  /** Breaks the shown network in these ways from now on. The listening network stays whole. */
  readonly break: { readonly in: readonly Breakage[]; readonly out: null };
  /** Returns the weights of a unit. */
  readonly filter: {
    readonly in: { readonly layer: string; readonly unit: number };
    readonly out: readonly FilterPicture[];
  };
  /**
   * Finds out which moments, bands and units raise a class now; null if nothing was computed yet. A later request ends it, also with
   * null. A request for null only ends it.
   */
  readonly why: { readonly in: WhyTarget | null; readonly out: ShownReasons | null };
  /** Frees everything. */
  readonly leave: { readonly in: null; readonly out: null };
}

/** Messages that the worker sends without a request, by type. */
export interface InsideReports {
  readonly step: ShownStep;
  /** Progress of `why`. */
  readonly progress: WhyProgress;
}

export type InsideType = keyof InsideExchanges;

/** The messages as they are sent. */
export type InsideRequest<T extends InsideType = InsideType> = NumberedRequest<InsideExchanges, T>;
export type InsideAnswer = NumberedAnswer<InsideExchanges> | TypedReport<InsideReports>;
