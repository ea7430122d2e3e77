import type { HiddenLayer } from '../data/hidden-layer.js';

/** Turns a logit into one whose sigmoid is a probability: `slope · logit + offset`. */
export interface Calibration {
  /** Factor of the logit. */
  readonly slope: number;
  /** Added to the product, in log-odds. */
  readonly offset: number;
}

/** Default budget of false alarms an hour: 1 % of 30 other sounds. */
export const DEFAULT_TARGET = 0.3;

/** Default budget of a built-in class: one false alarm a day, in false alarms an hour. */
export const ONE_A_DAY = 1 / 24;

/** What is known about how well a taught sound was learnt. */
export interface TaughtFigures {
  /** Number of examples. */
  readonly examples: number;
  /** How many of them were found when they were left out of the learning. With one example, variants of it were left out. */
  readonly found: number;
  /** Expected false alarms an hour. */
  readonly falseAlarms: number;
  /** Duration of the room that the expectation rests on, minutes; 0 if it rests on the bank of other sounds only. */
  readonly roomMinutes: number;
}

/** The head of a taught sound that reads the frozen network only. */
export type FrozenHead = Omit<TaughtClass, 'label' | 'layer' | 'frozen'>;

/** A taught sound: a linear function of normalised embeddings, and how its value becomes a score. */
export interface TaughtClass {
  /** Its name. */
  readonly label: string;
  /** `[size]` */
  readonly weights: Float32Array;
  /** Added to the product of weights and embedding. */
  readonly bias: number;
  /** Mean of its examples, `[size]`. */
  readonly centre: Float32Array;
  /** Distance from the centre within which a score counts fully. */
  readonly radius: number;
  /** How its value becomes a score. */
  readonly calibration: Calibration;
  /** Score at which a detection begins, 0 to 1. */
  readonly threshold: number;
  /** How well it was learnt. */
  readonly figures: TaughtFigures;
  /** Trained by thorough learning, and read by this sound only; none when absent. */
  readonly layer?: HiddenLayer | undefined;
  /** The head without the layer, which a link holds instead. Present if there is a layer. */
  readonly frozen?: FrozenHead | undefined;
}

/** Most taught sounds at once. */
export const MOST_TAUGHT = 32;
/** Fewest examples of a sound that can be learnt thoroughly. With fewer, what is left out says too little. */
export const FEWEST_FOR_THOROUGH = 20;
/** Longest name of a taught sound, characters. */
export const LONGEST_LABEL = 64;
