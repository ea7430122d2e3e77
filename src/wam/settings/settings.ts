import { checkThresholds, type Thresholds } from '../../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { DEFAULT_MODEL, shippedModel } from '../../model/shipped-models.js';
import { parseTaughtFile } from '../../teach/file/taught-file.js';
import { isClassKey } from './class-key.js';
import type { NoteMap } from './note-map.js';
import { fittingValue, isParameterId, type ParameterId } from './parameters.js';
import type { ScoreControl } from './score-controls.js';

/** The heads that the plugin can report. */
export const HEADS = ['bird', 'events', 'genre'] as const;
/** One of {@link HEADS}. */
export type Head = (typeof HEADS)[number];

/** The plugin's settings, apart from its parameters. */
export interface PluginSettings {
  /** Name of a bundled model, or address of a model folder. */
  readonly model: string;
  /** Enabled heads: only their detections are reported and emitted as notes. */
  readonly heads: readonly Head[];
  /** Overrides the model's thresholds by class. The threshold parameters move them. */
  readonly thresholds: Thresholds;
  /** Whether detections are emitted as MIDI notes. */
  readonly emitsNotes: boolean;
  /** Overrides the default notes by class. */
  readonly notes: NoteMap;
  /** Continuous scores to emit, each with its controller or parameter. */
  readonly controls: readonly ScoreControl[];
  /**
   * Taught sounds and faders: the text of a file as `pinna teach` writes it; null for none. Taught sounds are always reported. Their notes
   * are in `notes`, as `taught:kettle`; faders are scores of `controls`, as `fader:energy`.
   */
  readonly taught: string | null;
  /** Id of the MIDI output for other programs, as the browser gives it; null for none. */
  readonly midiOutput: string | null;
}

/** The state returned by `getState` and accepted by `setState`: plain JSON. */
export interface PluginState extends PluginSettings {
  /** Marks the state as one of this plugin. */
  readonly format: typeof FORMAT;
  /** Version of the format. */
  readonly version: typeof VERSION;
  /** Parameter values, not normalised. */
  readonly parameters: Readonly<Partial<Record<ParameterId, number>>>;
}

/** Value of `format` in every state. */
const FORMAT = 'pinna-wam';
/** Value of `version` in every state that this plugin reads. */
const VERSION = 1;

/** Returns the settings of a new instance. */
export const defaultSettings = (): PluginSettings => ({
  model: DEFAULT_MODEL,
  heads: HEADS,
  thresholds: {},
  emitsNotes: true,
  notes: {},
  controls: [],
  taught: null,
  midiOutput: null,
});

/** Returns a copy of the settings and parameters as a state. */
export function toState(settings: PluginSettings, parameters: PluginState['parameters']): PluginState {
  return structuredClone({ format: FORMAT, version: VERSION, ...settings, parameters });
}

/**
 * Validates a state or a part of one. Omitted settings keep their value in `before`. Pure.
 *
 * @throws PinnaError `bad-state` that names the invalid field
 */
export function readState(
  state: unknown,
  before: PluginSettings,
): { readonly settings: PluginSettings; readonly parameters: PluginState['parameters'] } {
  if (!isRecord(state)) throw bad(`it is ${kindOf(state)} and not an object`);
  const { format = FORMAT, version = VERSION, parameters = {}, ...rest } = state;
  if (format !== FORMAT) throw bad(`its format is ${JSON.stringify(format)} and not "${FORMAT}"`);
  if (version !== VERSION)
    throw bad(`its version is ${JSON.stringify(version)}, and this plugin reads ${String(VERSION)}`);
  const settings: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(rest)) {
    if (!Object.hasOwn(READERS, key)) throw bad(`it has "${key}", which is not a setting`);
    if (value !== undefined) settings[key] = READERS[key as keyof PluginSettings](value);
  }
  return { settings: settings as unknown as PluginSettings, parameters: readParameters(parameters) };
}

const READERS: { readonly [K in keyof PluginSettings]: (value: unknown) => PluginSettings[K] } = {
  model(value) {
    if (typeof value !== 'string' || value === '')
      throw bad(`"model" is ${kindOf(value)} and not a name or an address`);
    rethrowAsBadState('model', () => shippedModel(value));
    return value;
  },
  heads(value) {
    const isHead = (head: unknown): head is Head => HEADS.some((one) => one === head);
    if (!Array.isArray(value) || !value.every(isHead)) throw bad(`"heads" is not a list of ${HEADS.join(', ')}`);
    return HEADS.filter((head) => value.includes(head));
  },
  thresholds(value) {
    if (!isRecord(value)) throw bad(`"thresholds" is ${kindOf(value)} and not an object`);
    rethrowAsBadState('thresholds', () => checkThresholds(value as Thresholds));
    return structuredClone(value) as Thresholds;
  },
  emitsNotes(value) {
    if (typeof value !== 'boolean') throw bad(`"emitsNotes" is ${kindOf(value)} and not true or false`);
    return value;
  },
  notes(value) {
    if (!isRecord(value)) throw bad(`"notes" is ${kindOf(value)} and not an object`);
    for (const [key, note] of Object.entries(value)) {
      if (!isClassKey(key)) throw bad(`"notes" names "${key}" and not a class such as "events:dog"`);
      if (note !== null && !isSevenBit(note))
        throw bad(`the note of "${key}" is not a whole number from 0 to 127, or null`);
    }
    return { ...value } as NoteMap;
  },
  controls(value) {
    if (!Array.isArray(value)) throw bad(`"controls" is ${kindOf(value)} and not a list`);
    return value.map(readControl);
  },
  taught(value) {
    if (value === null) return value;
    if (typeof value !== 'string') throw bad(`"taught" is ${kindOf(value)} and not the text of a file or null`);
    rethrowAsBadState('taught', () => parseTaughtFile(value));
    return value;
  },
  midiOutput(value) {
    if (value !== null && typeof value !== 'string')
      throw bad(`"midiOutput" is ${kindOf(value)} and not an id or null`);
    return value;
  },
};

function readControl(value: unknown): ScoreControl {
  if (!isRecord(value)) throw bad(`"controls" holds ${kindOf(value)} and not an object`);
  const { score, controller, parameter } = value;
  if (typeof score !== 'string' || !isClassKey(score))
    throw bad('the "score" of a control is not a class such as "genre:jazz"');
  if (isSevenBit(controller) && controller < 120) return { score, controller };
  if (controller === undefined && typeof parameter === 'string' && parameter !== '') return { score, parameter };
  throw bad(`the control of "${score}" has neither a controller from 0 to 119 nor the id of a parameter`);
}

function readParameters(value: unknown): PluginState['parameters'] {
  if (!isRecord(value)) throw bad(`"parameters" is ${kindOf(value)} and not an object`);
  for (const [id, number] of Object.entries(value)) {
    if (!isParameterId(id)) throw bad(`there is no parameter "${id}"`);
    if (typeof number !== 'number' || fittingValue(id, number) !== number)
      throw bad(`the parameter "${id}" cannot be ${JSON.stringify(number) ?? 'undefined'}`);
  }
  return { ...value } as PluginState['parameters'];
}

/** Runs a check of another module and rethrows its error as `bad-state`. */
function rethrowAsBadState(key: string, check: () => unknown): void {
  try {
    check();
  } catch (cause) {
    throw bad(`"${key}" is invalid: ${(cause as Error).message}`, cause);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSevenBit = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 127;
const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;

const bad = (what: string, cause?: unknown): PinnaError =>
  new PinnaError(
    PinnaErrorCode.BadState,
    `The state is invalid: ${what}. The plugin is unchanged. Give it a result of getState, or a part of one.`,
    { cause },
  );
