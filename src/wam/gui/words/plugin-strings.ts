import type { ParameterId } from '../../settings/parameters.js';
import type { Head } from '../../settings/settings.js';

/**
 * Texts of the plugin's view; the elements inside it bring their own. Numbers are passed as text, already formatted for the
 * language.
 */
export interface PluginStrings {
  readonly name: string;
  readonly view: string;
  readonly bypass: string;
  readonly bypassed: string;
  readonly tryAgain: string;
  readonly settings: string;
  readonly parameter: Readonly<Record<Exclude<ParameterId, 'bypass'>, string>>;
  readonly head: Readonly<Record<Head, string>>;
  readonly heads: string;
  /** Label of a threshold parameter at 0.5, which keeps the model's own thresholds. */
  readonly asTheModel: string;
  readonly surer: string;
  readonly lessSure: string;
  readonly seconds: (value: string) => string;
  readonly frames: (frames: string, milliseconds: string) => string;
  readonly atOnce: string;
  readonly model: string;
  readonly restarts: string;
  readonly midiOutput: string;
  readonly noOutput: string;
  readonly findOutputs: string;
  /** @param name of a selected output that is not open */
  readonly waiting: (name: string) => string;
  readonly notes: string;
  readonly emitNotes: string;
  readonly noNote: string;
  readonly noteOf: (sound: string) => string;
  readonly scores: string;
  readonly controllerOf: (sound: string) => string;
  readonly listensFirst: string;
}
