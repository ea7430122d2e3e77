import type { Breakage } from '../../../inside/breakages.js';
import type { LayerKind } from '../../../inside/network-layers.js';
import type { FilterPart } from '../../../inside/unit-filter.js';

/** Texts of `<pinna-network>`. Numbers, names and times are passed as text, already formatted for the language. */
export interface NetworkStrings {
  /** Name of the view. */
  readonly title: string;
  /** Button that opens the view. */
  readonly look: string;
  /** Button that closes the view. */
  readonly close: string;
  /** What one sees, and that opening it costs computing time. */
  readonly what: string;
  /** Before the first sound. */
  readonly beforeSound: string;
  /** While the second network loads. */
  readonly loading: string;
  /** What computes the network. @param backend `WASM` or `CPU` @param layers number of layers */
  readonly runsOn: (backend: string, layers: string) => string;
  /** The device is too slow. @param steps number of steps that were left out */
  readonly leftOut: (steps: string) => string;
  /** Titles of the parts of a network. */
  readonly branch: { readonly input: string; readonly trunk: string; readonly fast: string; readonly rows: string };
  /** Names of the layers by kind; several layers of a kind have numbers. */
  readonly kind: Readonly<Record<LayerKind, string>>;
  /** What each kind of layer does, in one or two sentences. */
  readonly does: Readonly<Record<LayerKind, string>>;
  /** A layer with bands. */
  readonly shape: (channels: string, bands: string) => string;
  /** The input. */
  readonly bands: (bands: string) => string;
  /** A layer without bands. */
  readonly units: (units: string) => string;
  /** How often a layer gives a value. @param duration with its unit */
  readonly every: (duration: string) => string;
  /** Receptive field. @param duration with its unit @param bands number of bands @param all number of all bands */
  readonly reads: (duration: string, bands: string, all: string) => string;
  /** The layer also remembers what is older. */
  readonly remembers: string;
  /** Title of the formula. */
  readonly formula: string;
  /** Title of all channels or units of a layer. */
  readonly channels: string;
  /** Description of that picture. */
  readonly channelsPicture: (name: string) => string;
  /** Title of the lamps of a GRU. */
  readonly lampsTitle: string;
  /** Description of their picture. */
  readonly lampsPicture: (name: string) => string;
  /** What the lamps of a GRU show. */
  readonly lamps: string;
  /** Newest value of a unit. */
  readonly newest: (value: string) => string;
  /** Title of the gates of a gated convolution or of a block. */
  readonly gates: string;
  /** Description of their picture. */
  readonly gatesPicture: (name: string) => string;
  /** What that picture shows. */
  readonly gatesHelp: string;
  /** Label of the choice of a unit. */
  readonly unit: string;
  /** Value of that choice. */
  readonly unitOf: (unit: string, all: string) => string;
  /** Title of the weights of a unit. */
  readonly filter: string;
  /** What a part of the weights reads. */
  readonly part: Readonly<Record<FilterPart, string>>;
  /** A part of the weights of one channel. */
  readonly partOf: (part: string, channel: string) => string;
  /** Which colours of weights and of reasons mean what. */
  readonly signs: string;
  /** Title of the moments at which a unit was strongest. */
  readonly answersTo: string;
  /** Before such a moment. */
  readonly noMoment: string;
  /** Caption of such a moment. */
  readonly moment: (time: string, value: string) => string;
  /** Title of the reasons. */
  readonly why: string;
  /** What the reasons are. */
  readonly whyHelp: string;
  /** Label of the choice of a class. */
  readonly whyClass: string;
  /** Button for gradient × input. */
  readonly quick: string;
  /** Button for integrated gradients. */
  readonly exact: string;
  /** While the reasons are computed. */
  readonly finding: string;
  /** How far that is. @param points computed so far @param percent explained so far, with its unit; undefined while it is unknown */
  readonly searched: (points: string, percent: string | undefined) => string;
  /** Button that ends it; it replaces that for integrated gradients meanwhile. */
  readonly stop: string;
  /** No reasons, because there was no sound. */
  readonly noReasons: string;
  /** The result. @param name of the class @param logit now @param silent in silence */
  readonly reasons: (name: string, logit: string, silent: string) => string;
  /** Where most of it comes from. @param from @param to seconds before the end @param low @param high frequencies */
  readonly mostly: (from: string, to: string, low: string, high: string) => string;
  /** The shares add up. @param percent explained, with its unit @param difference of both logits @param rest of it @param points computed */
  readonly explains: (percent: string, difference: string, rest: string, points: string) => string;
  /** The shares do not add up after the most points or the longest time. Parameters as those of `explains`. */
  readonly explainsPart: (percent: string, difference: string, rest: string, points: string) => string;
  /** Both logits are almost equal. */
  readonly almostAlike: (difference: string, rest: string) => string;
  /** What the shares of gradient × input sum to. */
  readonly quickSum: (sum: string, difference: string) => string;
  /** Nothing raises the class. */
  readonly nothingRaises: string;
  /** Units that raise the class most. */
  readonly unitsRaise: string;
  /** One of them. */
  readonly unitRaises: (layer: string, unit: string, share: string) => string;
  /** Description of the picture of the reasons. */
  readonly reasonsPicture: (name: string) => string;
  /** Axes of that picture. */
  readonly axes: string;
  /** Title of the faults. */
  readonly broken: string;
  /** What the faults are for. */
  readonly brokenHelp: string;
  /** Names of the faults. */
  readonly fault: Readonly<Record<Breakage, string>>;
  /** What one sees with each fault, in one sentence. */
  readonly see: Readonly<Record<Breakage, string>>;
  /** Title of the comparison of both networks. */
  readonly compare: string;
  /** Heads of its table. */
  readonly sound: string;
  /** The listening network. */
  readonly whole: string;
  /** The shown network. */
  readonly shown: string;
  /** Both networks give the same. */
  readonly same: string;
  /** Description of the picture of the input. */
  readonly inputPicture: string;
}
