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
 * The plugin's parameters: id → what a host is told of it. Pure; on the main thread and the audio thread alike.
 *
 * Sample-accurate: `bypass` and `midiChannel`, which the audio thread applies. From the next network step on: the thresholds,
 * `smoothing`, `genreHold`, `delay`. `step` starts the ear again.
 */
export const PARAMETERS = {
  /** How sure a bird, a sound, a genre must be: 0.5 is the model's own threshold of each class, more is surer. */
  birdThreshold: threshold('Bird threshold'),
  eventsThreshold: threshold('Sounds threshold'),
  genreThreshold: threshold('Genre threshold'),
  /** Time constant of the smoothing of what is emitted continuously, on top of the model's own; seconds. */
  smoothing: seconds('Score smoothing', 0, 5),
  /** So long after its end a genre's note goes on, in case the same one begins again; seconds. */
  genreHold: seconds('Genre hold', 2, 30),
  /** So long after a sound's begin or end its message is due; at once where that is past. Seconds. */
  delay: seconds('MIDI delay', 0, 2),
  /** Frames (20 ms each) per network step. */
  step: whole('Step', 5, [1, 50], 'frames'),
  midiChannel: whole('MIDI channel', 1, [1, 16], ''),
  /** Nothing is heard and nothing is emitted; audio passes as ever. */
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

export type ParameterId = keyof typeof PARAMETERS;

/** Id → value, not normalized. */
export type ParameterValues = Readonly<Record<ParameterId, number>>;

export const PARAMETER_IDS = Object.keys(PARAMETERS) as readonly ParameterId[];

export const isParameterId = (id: string): id is ParameterId => Object.hasOwn(PARAMETERS, id);

export const defaultParameterValues = (): ParameterValues =>
  Object.fromEntries(PARAMETER_IDS.map((id) => [id, PARAMETERS[id].defaultValue])) as ParameterValues;

/** The nearest value that the parameter can have; undefined for what is no number. */
export function fittingValue(id: ParameterId, value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const { minValue = 0, maxValue = 1, discreteStep = 0 }: WamParameterConfiguration = PARAMETERS[id];
  return Math.min(maxValue, Math.max(minValue, discreteStep > 0 ? Math.round(value) : value));
}
