import type { ParameterId } from '../../settings/parameters.js';
import type { Head } from '../../settings/settings.js';
import type { TaughtStrings } from './taught-strings.js';

/**
 * Texts of the plugin's view; the elements inside it bring their own. Numbers are passed as text, already formatted for the
 * language.
 */
export interface PluginStrings {
  /** Title of the view. */
  readonly name: string;
  /** Label of the view for screen readers. */
  readonly view: string;
  /** Label of the bypass switch. */
  readonly bypass: string;
  /** State of the plugin while it is bypassed. */
  readonly bypassed: string;
  /** Button that starts the analysis again after a failure. */
  readonly tryAgain: string;
  /** Title of the settings. */
  readonly settings: string;
  /** Labels of the parameters. */
  readonly parameter: Readonly<Record<Exclude<ParameterId, 'bypass'>, string>>;
  /** What each parameter does, in one sentence. */
  readonly parameterHelp: Readonly<Record<Exclude<ParameterId, 'bypass'>, string>>;
  /** What bypass does. */
  readonly bypassHelp: string;
  /** Names of the heads. */
  readonly head: Readonly<Record<Head, string>>;
  /** Label of the choice of heads that are reported. */
  readonly heads: string;
  /** What the choice of heads decides. */
  readonly headsHelp: string;
  /** Label of a threshold parameter at 0.5, which keeps the model's own thresholds. */
  readonly asTheModel: string;
  /** Label of a threshold parameter above 0.5, which requires more confidence. */
  readonly moreSure: string;
  /** Label of a threshold parameter below 0.5, which requires less confidence. */
  readonly lessSure: string;
  /** Duration, seconds. */
  readonly seconds: (value: string) => string;
  /** Length of a network step, frames and ms. */
  readonly frames: (frames: string, milliseconds: string) => string;
  /** Label of the parameter `delay` at 0. */
  readonly atOnce: string;
  /** Label of the model picker. */
  readonly model: string;
  /** What the model is, and that another model or step interrupts the analysis. */
  readonly restarts: string;
  /** Label of the picker of MIDI outputs. */
  readonly midiOutput: string;
  /** What is sent to a MIDI output. */
  readonly midiOutputHelp: string;
  /** Option for no MIDI output. */
  readonly noOutput: string;
  /** Button that asks the browser for the MIDI outputs. */
  readonly findOutputs: string;
  /** @param name of a selected output that is not open */
  readonly waiting: (name: string) => string;
  /** Title of the notes. */
  readonly notes: string;
  /** What the notes are, and how to change them. */
  readonly notesHelp: string;
  /** Label of the switch that emits detections as MIDI notes. */
  readonly emitNotes: string;
  /** Text for a class without a note. */
  readonly noNote: string;
  /** Label of a class's note. */
  readonly noteOf: (sound: string) => string;
  /** Title of the scores that are emitted as MIDI controllers. */
  readonly scores: string;
  /** What the controllers are. */
  readonly scoresHelp: string;
  /** Label of a class's controller. */
  readonly controllerOf: (sound: string) => string;
  /** Taught sounds and faders. */
  readonly taught: TaughtStrings;
  /** Text instead of the classes before the model has loaded. */
  readonly beforeFirstListening: string;
}
