import { checkLineIn } from '../capture/sources/line-in.js';
import type { Source } from '../capture/sources/source.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { frameGeometry } from '../features/frame-geometry.js';
import { didYouMean, nearestName } from '../model/nearest-name.js';

type Kind = Source['kind'];

/** What each kind of source needs besides its kind: the name of the property, and a check of its value. */
const NEEDS: Readonly<
  Record<Kind, readonly [property: string, what: string, check: (value: unknown) => boolean] | null>
> = {
  microphone: null,
  node: ['node', 'an AudioNode', (value) => isObject(value) && isObject(value['context'])],
  element: ['element', 'an audio or video element', (value) => isObject(value) && typeof value['pause'] === 'function'],
  stream: ['stream', 'a MediaStream', (value) => isObject(value) && typeof value['getAudioTracks'] === 'function'],
  file: ['file', 'a File or Blob', (value) => isObject(value) && typeof value['arrayBuffer'] === 'function'],
  buffer: ['buffer', 'an AudioBuffer', (value) => isObject(value) && typeof value['getChannelData'] === 'function'],
};

const KINDS = Object.keys(NEEDS) as Kind[];

/** Properties that each kind of source may have in addition. */
const MAY_HAVE: Readonly<Record<Kind, readonly string[]>> = {
  microphone: ['deviceId', 'channels', 'gain'],
  node: [],
  element: [],
  stream: [],
  file: ['audible', 'loop'],
  buffer: ['audible', 'loop'],
};

/**
 * Checks what can be known about a source before it is opened.
 *
 * @throws PinnaError `bad-option` for an unknown kind, if its property is missing or of another type, for a misspelt property,
 *   and for an invalid channel or gain; `unsupported-sample-rate` for a node whose context has one
 */
export function checkSource(source: Source): void {
  // Callers without types may pass anything.
  const given: unknown = source;
  if (!isObject(given)) {
    throw badOption(`The source is ${describe(given)}, not an object. Give one like { kind: 'microphone' }.`);
  }
  const { kind } = given;
  if (typeof kind !== 'string' || !Object.hasOwn(NEEDS, kind)) {
    const meant = typeof kind === 'string' ? nearestName(kind, KINDS) : undefined;
    throw badOption(
      `There is no source of the kind ${describe(kind)}. ` +
        (meant ? `Did you mean "${meant}"? ` : '') +
        `The kinds are ${KINDS.join(', ')}.`,
    );
  }
  const needs = NEEDS[kind as Kind];
  if (needs && !needs[2](given[needs[0]])) {
    throw badOption(`A source of the kind "${kind}" needs ${needs[1]} as its property "${needs[0]}". Give one.`);
  }
  checkSpelling(given, kind as Kind);
  if (source.kind === 'microphone') {
    const { deviceId } = source as { deviceId?: unknown };
    if (deviceId !== undefined && typeof deviceId !== 'string')
      throw badOption(`deviceId is ${String(deviceId)}. Give the deviceId of a device that listInputs returns.`);
    checkLineIn(source);
  }
  if (source.kind === 'node') frameGeometry(source.node.context.sampleRate);
}

/** Only a name similar to a known one counts: other properties may belong to the caller. */
function checkSpelling(given: Record<string, unknown>, kind: Kind): void {
  const known = ['kind', ...((NEEDS[kind]?.slice(0, 1) as string[] | undefined) ?? []), ...MAY_HAVE[kind]];
  for (const name of Object.keys(given)) {
    const meant = known.includes(name) ? '' : didYouMean(name, known);
    if (meant) throw badOption(`A source of the kind "${kind}" has no property "${name}".${meant}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const describe = (value: unknown) => (typeof value === 'string' ? `"${value}"` : String(value));

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
