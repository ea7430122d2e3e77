import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { HARMFUL_CHARACTERS, UNPAIRED_SURROGATES } from '../../model/harmful-characters.js';
import { quantise, restore } from '../data/quantise.js';
import { FRAME_DESCRIPTORS } from '../examples/frame-descriptors.js';
import { faderProperty, MOST_FADERS, type TaughtFader } from './taught-fader.js';
import { fromBase64, toBase64 } from './base64.js';
import type { HiddenLayer } from '../data/hidden-layer.js';
import type { Correction } from './correction.js';
import { LONGEST_LABEL, MOST_TAUGHT, type FrozenHead, type TaughtClass } from './taught-class.js';

/** Taught sounds that belong to one network. */
export interface TaughtSet {
  /** Hash of the network and its normalisation, from `TeachingData.hash`. */
  readonly network: string;
  /** Terms of the network's weights, of which the taught ones are made. */
  readonly licence: string;
  /** The taught sounds, at most 32; may be empty if there are faders. */
  readonly classes: readonly TaughtClass[];
  /** The faders, at most 8; none when absent. */
  readonly faders?: readonly TaughtFader[];
  /** Personal corrections of built-in classes, at most 600; none when absent. They suit every model that has these classes. */
  readonly corrections?: readonly Correction[];
}

/** Largest accepted file, bytes. */
export const MAX_TAUGHT_BYTES = 2 ** 18;
const LONGEST_LICENCE = 300;
/** Most corrections: more than a model has classes. */
export const MOST_CORRECTIONS = 600;
/** Most values of a row. */
const MOST_VALUES = 8192;
/** Most units of a hidden layer. */
const MOST_UNITS = 64;
/** Largest absolute value of a plain number in the file. */
const LARGEST = 1e9;
/** Smallest value of a number above 0 in the file. */
const LEAST = 1e-9;

/** Returns the set with all values as its file holds them: weights and centres in 8 bits, other numbers with six digits. */
export function asWritten(set: TaughtSet): TaughtSet {
  return parseTaughtFile(writeTaughtFile(set));
}

/** Version of a file without hidden layers, and of one with them. A reader that knows only the first would score without the layer. */
const [PLAIN, LAYERED] = [1, 2];

/** Writes a set as JSON, about 0.8 kB for each sound, and 3 kB for one with a hidden layer. */
export function writeTaughtFile({ network, licence, classes, faders = [], corrections = [] }: TaughtSet): string {
  return `${JSON.stringify({
    format: 'pinna-taught',
    formatVersion: versionOf(classes),
    network,
    licence: shortened(licence, LONGEST_LICENCE),
    classes: classes.map(({ label, layer, frozen, ...head }) => ({
      label,
      ...writtenHead(head),
      ...(layer && frozen && { layer: writtenLayer(layer), frozen: writtenHead(frozen) }),
    })),
    // JSON leaves out what is undefined.
    faders: faders.length > 0 ? faders.map(writtenFader) : undefined,
    corrections: corrections.length > 0 ? corrections.map(writtenCorrection) : undefined,
  })}\n`;
}

/**
 * Reads a file of taught sounds. Checks everything but the network; `classify` and the listener do.
 *
 * @param text JSON
 * @throws PinnaError `bad-taught-file`
 */
export function parseTaughtFile(text: string): TaughtSet {
  if (text.length > MAX_TAUGHT_BYTES) throw bad('is too large');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw bad('is not JSON', { cause });
  }
  return readTaughtSet(json);
}

/** Reads a parsed file. @throws PinnaError `bad-taught-file` */
export function readTaughtSet(json: unknown): TaughtSet {
  const file = object(json, 'the file');
  if (file.format !== 'pinna-taught') throw bad('is not a file of taught sounds');
  const { network, licence, classes, faders = [], corrections = [] } = file;
  if (typeof network !== 'string' || !/^[0-9a-f]{64}$/.test(network)) throw bad('names no network');
  if (typeof licence !== 'string' || licence.length > LONGEST_LICENCE) throw bad('has no licence');
  if (!Array.isArray(faders) || faders.length > MOST_FADERS) throw bad(`may have at most ${MOST_FADERS} faders`);
  if (!Array.isArray(classes) || classes.length + faders.length === 0 || classes.length > MOST_TAUGHT)
    throw bad(`needs 1 to ${MOST_TAUGHT} sounds`);
  const read = classes.map(readClass);
  if (file.formatVersion !== versionOf(read)) throw bad('has a version that this Pinna does not know');
  const readFaders = faders.map(readFader);
  if (new Set([...read, ...readFaders].map(({ weights }) => weights.length)).size > 1)
    throw bad('has sounds of different networks');
  if (new Set(read.map(({ label }) => label)).size !== read.length) throw bad('has two sounds of one name');
  if (new Set(readFaders.map(({ name }) => faderProperty(name))).size !== faders.length)
    throw bad('has two faders of one name');
  if (!Array.isArray(corrections) || corrections.length > MOST_CORRECTIONS)
    throw bad(`may have at most ${MOST_CORRECTIONS} corrections`);
  const readCorrections = corrections.map(readCorrection);
  return {
    ...{ network, licence, classes: read },
    ...(readFaders.length > 0 && { faders: readFaders }),
    ...(readCorrections.length > 0 && { corrections: readCorrections }),
  };
}

const versionOf = (classes: readonly TaughtClass[]) => (classes.some(({ layer }) => layer) ? LAYERED : PLAIN);

/** Refuses taught sounds of another network or with wrong values. @throws PinnaError `wrong-network`, `bad-taught-file` */
export function checkNetwork(set: TaughtSet, hash: string, size: number): void {
  const { classes, faders = [] } = set;
  const isFinite = (...numbers: readonly number[]) => numbers.every(Number.isFinite);
  const isHead = ({ centre, weights, bias, radius, calibration: { slope, offset }, threshold }: FrozenHead) =>
    centre.length === weights.length &&
    isFinite(...weights, ...centre, bias, radius, slope, offset, threshold) &&
    radius > 0;
  const isLayer = ({ kernel, bias, head }: HiddenLayer, { weights }: FrozenHead) =>
    hasShape({ kernel, bias, head }, weights.length) && isFinite(...kernel, ...bias, ...head);
  const isSound = (one: TaughtClass) =>
    isHead(one) && (!one.layer || isLayer(one.layer, one)) && (!one.frozen || isHead(one.frozen));
  const isFader = ({ weights, descriptors, bias }: TaughtFader) => isFinite(...weights, ...descriptors, bias);
  if (!classes.every(isSound) || !faders.every(isFader)) throw bad('has wrong numbers');
  if (set.network === hash && [...classes, ...faders].every(({ weights }) => weights.length === size)) return;
  throw new PinnaError(
    PinnaErrorCode.WrongNetwork,
    'The sounds were taught to another network. Use the model that they were taught with, or teach them again.',
  );
}

function readClass(json: unknown): TaughtClass {
  const one = object(json, 'a sound');
  const { label } = one;
  if (!isLabel(label)) throw bad('has a sound without a valid name');
  const head = { label, ...readHead(one, label) };
  if (one.layer === undefined) return head;
  const frozen = readHead(object(one.frozen, `"${label}" without its layer`), label);
  if (frozen.weights.length !== head.weights.length) throw bad(`has a damaged sound, "${label}"`);
  return { ...head, layer: readLayer(one.layer, head.weights.length, label), frozen };
}

const writtenHead = ({ weights, bias, centre, radius, calibration, threshold, figures }: FrozenHead) => ({
  weights: packed(weights),
  bias: short(bias),
  centre: packed(centre),
  radius: short(radius),
  calibration: [short(calibration.slope), short(calibration.offset)],
  threshold: short(threshold),
  figures: { ...figures, falseAlarms: short(figures.falseAlarms), roomMinutes: short(figures.roomMinutes) },
});

const writtenLayer = ({ kernel, bias, head }: HiddenLayer) => ({
  kernel: packed(kernel),
  bias: packed(bias),
  head: packed(head),
});

/** Reads a hidden layer. @param size values of a row that it reads */
function readLayer(json: unknown, size: number, label: string): HiddenLayer {
  const one = object(json, `the layer of "${label}"`);
  const [kernel, bias, head] = [one.kernel, one.bias, one.head].map((values) => unpacked(values, label)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  if (!hasShape({ kernel, bias, head }, size)) throw bad(`has a layer of the wrong shape for "${label}"`);
  return { kernel, bias, head };
}

/** Whether a layer fits rows of a size. */
const hasShape = ({ kernel, bias, head }: HiddenLayer, size: number): boolean =>
  bias.length <= MOST_UNITS && head.length === bias.length && kernel.length === bias.length * size;

function readHead(one: Readonly<Record<string, unknown>>, label: string): FrozenHead {
  const { calibration } = one;
  const figures = object(one.figures, `"${label}"`);
  const [weights, centre] = [unpacked(one.weights, label), unpacked(one.centre, label)];
  if (weights.length !== centre.length) throw bad(`has a damaged sound, "${label}"`);
  if (!Array.isArray(calibration) || calibration.length !== 2) throw bad(`has no calibration of "${label}"`);
  return {
    weights,
    bias: number(one.bias, label),
    centre,
    radius: number(one.radius, label, 1e-6),
    calibration: { slope: number(calibration[0], label, 1e-6), offset: number(calibration[1], label) },
    threshold: number(one.threshold, label, 0, 1),
    figures: {
      examples: count(figures.examples, label),
      found: count(figures.found, label),
      falseAlarms: number(figures.falseAlarms, label, 0),
      roomMinutes: number(figures.roomMinutes, label, 0),
    },
  };
}

const writtenFader = ({ name, weights, descriptors, bias, figures }: TaughtFader) => ({
  name,
  weights: packed(weights),
  descriptors: Array.from(descriptors, short),
  bias: short(bias),
  figures: { ...figures, correlation: figures.correlation === null ? null : short(figures.correlation) },
});

function readFader(json: unknown): TaughtFader {
  const { name, weights, descriptors, bias, figures } = object(json, 'a fader');
  if (!isLabel(name)) throw bad('has a fader without a valid name');
  if (!Array.isArray(descriptors) || descriptors.length !== FRAME_DESCRIPTORS.length)
    throw bad(`has a damaged fader, "${name}"`);
  const { examples, correlation } = object(figures, `"${name}"`);
  return {
    name,
    weights: unpacked(weights, name),
    descriptors: Float32Array.from(descriptors, (value: unknown) => number(value, name)),
    bias: number(bias, name),
    figures: {
      examples: count(examples, name),
      correlation: correlation === null ? null : number(correlation, name, -1, 1),
    },
  };
}

const writtenCorrection = ({ head, label, on, refused, budget }: Correction) => ({
  ...{ head, label, on: short(on), refused: refused && short(refused) },
  budget: budget && {
    target: short(budget.target),
    falseAlarms: short(budget.falseAlarms),
    roomMinutes: short(budget.roomMinutes),
  },
});

/** Reads a correction. @throws PinnaError `bad-taught-file` */
export function readCorrection(json: unknown): Correction {
  const { head, label, on, refused, budget } = object(json, 'a correction');
  if (!isLabel(head) || !isLabel(label)) throw bad('has a correction without a valid name');
  const { target, falseAlarms, roomMinutes } = budget === undefined ? {} : object(budget, `a budget of "${label}"`);
  return {
    ...{ head, label, on: number(on, label, LEAST, 1) },
    ...(refused !== undefined && { refused: number(refused, label, LEAST, 1) }),
    ...(budget !== undefined && {
      budget: {
        target: number(target, label, LEAST),
        falseAlarms: number(falseAlarms, label, 0),
        roomMinutes: number(roomMinutes, label, 0),
      },
    }),
  };
}

/**
 * Whether a value may be the name of a sound or a fader: 1 to 64 characters, none of which controls a terminal or a page; not `*`, which
 * stands for all classes of a head in thresholds.
 */
export function isLabel(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value !== '*' &&
    value.length <= LONGEST_LABEL &&
    value.search(HARMFUL_CHARACTERS) < 0 &&
    value.search(UNPAIRED_SURROGATES) < 0 &&
    value.trim() === value
  );
}

const packed = (values: Float32Array): string => {
  const { values: bytes, scale } = quantise(values);
  return `${short(scale)} ${toBase64(new Uint8Array(bytes.buffer))}`;
};

function unpacked(value: unknown, label: string): Float32Array {
  const [scale, text, rest] = typeof value === 'string' ? value.split(' ') : [];
  const bytes = text === undefined || text.length > 2 * MOST_VALUES ? undefined : fromBase64(text);
  const factor = Number(scale);
  const isValid = bytes && bytes.length > 0 && bytes.length <= MOST_VALUES && factor > 0 && factor < LARGEST;
  if (!isValid || rest !== undefined) throw bad(`has a damaged sound, "${label}"`);
  return restore({ values: new Int8Array(bytes.buffer), scale: factor });
}

function object(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(`lacks ${what}`);
  return value as Record<string, unknown>;
}

function number(value: unknown, label: string, least = -LARGEST, most = LARGEST): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw bad(`has a wrong number for "${label}"`);
  return value;
}

function count(value: unknown, label: string): number {
  const whole = number(value, label, 0);
  if (!Number.isInteger(whole)) throw bad(`has a wrong number for "${label}"`);
  return whole;
}

const short = (value: number): number => Number(value.toPrecision(6));

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

function bad(what: string, options?: ErrorOptions): PinnaError {
  return new PinnaError(
    PinnaErrorCode.BadTaughtFile,
    `The file of taught sounds ${what}. Ask for the file again, or teach the sounds again.`,
    options,
  );
}
