import type { TaughtSet } from '../teach/file/taught-file.js';
import type { Correction } from '../teach/file/correction.js';
import type { HeardExample, LearningReport, TimeSpan } from '../worker/contract.js';

/** What an example is good for: `faint` barely rises above its background; `clipped` was too loud for the microphone. */
export type ExampleQuality = 'clear' | 'faint' | 'clipped';

/** An example of a taught sound. */
export interface TaughtExample extends HeardExample {
  /** Identifies the example. */
  readonly key: string;
  /** What it is good for. */
  readonly quality: ExampleQuality;
  /** Where it was in live sound, session time in seconds; undefined for a recording. */
  readonly span: TimeSpan | undefined;
}

/** A sound that was taken for a taught one, and refused. */
export interface RefusedExample extends TaughtExample {
  /** Name of the taught sound. */
  readonly label: string;
}

/** A stretch of sound to which the user gave a number. */
export interface FaderStretch extends TaughtExample {
  /** The number, 0 to 1. */
  readonly value: number;
  /** The same for stretches that overlap: they are left out together. */
  readonly recording: string;
}

/** All that is known about the taught sounds of a listener. Browsers can store it (structured clone). */
export interface TaughtState {
  /** The sounds as they are used. */
  readonly set: TaughtSet | undefined;
  /** Sounds that were taught to other networks, one set for each of them. */
  readonly others: readonly TaughtSet[];
  /** Examples of the sounds, by name. */
  readonly examples: ReadonlyMap<string, readonly TaughtExample[]>;
  /** Sounds that were refused. */
  readonly refused: readonly RefusedExample[];
  /** Stretches of the faders, by name. */
  readonly stretches: ReadonlyMap<string, readonly FaderStretch[]>;
  /** How each sound was learnt, by name. */
  readonly reports: ReadonlyMap<string, LearningReport>;
  /** Budgets that were set, false alarms an hour, by name. */
  readonly targets: ReadonlyMap<string, number>;
  /** Personal corrections. */
  readonly corrections: readonly Correction[];
}
