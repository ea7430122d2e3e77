import type { WamParameterConfiguration } from '@webaudiomodules/api/dist/index.js';

const threshold = (label: string): WamParameterConfiguration => ({
  label,
  type: 'float',
  defaultValue: 0.5,
  minValue: 0.05,
  maxValue: 0.95,
  exponent: 0,
  units: '',
});

const seconds = (label: string, defaultValue: number, maxValue: number): WamParameterConfiguration => ({
  label,
  type: 'float',
  defaultValue,
  minValue: 0,
  maxValue,
  exponent: 0,
  units: 's',
});

const whole = (
  label: string,
  defaultValue: number,
  [minValue, maxValue]: readonly [number, number],
  units: string,
): WamParameterConfiguration => ({
  label,
  type: 'int',
  defaultValue,
  minValue,
  maxValue,
  discreteStep: 1,
  exponent: 0,
  units,
});

/**
 * The plugin's parameters, by id, as hosts see them. Pure; shared by the main thread and the audio thread.
 *
 * The audio thread applies `bypass` and `midiChannel` sample-accurately. The thresholds, `smoothing`, `genreHold` and `delay`
 * apply from the next network step on. `step` restarts the analysis.
 */
export const PARAMETERS = {
  /**
   * Confidence required of a bird, a sound or a genre. 0.5 keeps the model's threshold of each class; a higher value requires
   * more confidence.
   */
  birdThreshold: threshold('Bird threshold'),
  /** As `birdThreshold`, for sounds. */
  eventsThreshold: threshold('Sounds threshold'),
  /** As `birdThreshold`, for genres. */
  genreThreshold: threshold('Genre threshold'),
  /** Time constant for smoothing continuous scores, in addition to the model's own smoothing, seconds. */
  smoothing: seconds('Score smoothing', 0, 5),
  /** Time that a genre's note is held after its offset, in case the same genre starts again, seconds. */
  genreHold: seconds('Genre hold', 2, 30),
  /** Delay between a sound's onset or offset and its message, seconds. If that time is past, the message is sent at once. */
  delay: seconds('MIDI delay', 0, 2),
  /** Frames (20 ms each) per network step. */
  step: whole('Step', 5, [1, 50], 'frames'),
  /** MIDI channel of all messages, 1 to 16. */
  midiChannel: whole('MIDI channel', 1, [1, 16], ''),
  /** Bypass: nothing is analysed or emitted; audio still passes. */
  bypass: {
    label: 'Bypass',
    type: 'boolean',
    defaultValue: 0,
    minValue: 0,
    maxValue: 1,
    discreteStep: 1,
    exponent: 0,
    units: '',
  },
} as const satisfies Record<string, WamParameterConfiguration>;

/** Id of a parameter. */
export type ParameterId = keyof typeof PARAMETERS;

/** Parameter id → value, not normalised. */
export type ParameterValues = Readonly<Record<ParameterId, number>>;

/** Ids of all parameters. */
export const PARAMETER_IDS = Object.keys(PARAMETERS) as readonly ParameterId[];

/** Whether a text is the id of a parameter. */
export const isParameterId = (id: string): id is ParameterId => Object.hasOwn(PARAMETERS, id);

/** Returns the default value of every parameter. */
export const defaultParameterValues = (): ParameterValues =>
  Object.fromEntries(PARAMETER_IDS.map((id) => [id, PARAMETERS[id].defaultValue])) as ParameterValues;

/** Returns the nearest allowed value of a parameter; undefined if `value` is not a finite number. */
export function fittingValue(id: ParameterId, value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const { minValue = 0, maxValue = 1, discreteStep = 0 }: WamParameterConfiguration = PARAMETERS[id];
  return Math.min(maxValue, Math.max(minValue, discreteStep > 0 ? Math.round(value) : value));
}
