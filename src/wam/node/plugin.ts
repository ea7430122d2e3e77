import type { WamEventMap, WamNode, WebAudioModule } from '@webaudiomodules/api/dist/index.js';
import type { PinnaError } from '../../errors.js';
import type { Listener } from '../../listener/listener.js';
import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames, Gap, ListenerStatus } from '../../listener/listener-events.js';
import type { TimeSpan } from '../../worker/contract.js';
import type { MidiOutputInfo } from '../midi/midi-outputs.js';
import type { PluginState } from '../settings/settings.js';
import type { MidiBytes } from '../settings/wam-messages.js';

/** Events of the plugin's node, all `CustomEvent`s, in addition to those of the Web Audio Modules API. */
export interface PinnaNodeEventDetails {
  /** A sound starts or has ended. Times are those of the sound itself, seconds on the context's clock. */
  'pinna-detection': DetectionChange;
  /** One network step: log-mel frames and all scores. */
  'pinna-frames': Frames;
  /** A MIDI message was emitted, at `time` seconds on the context's clock. */
  'pinna-midi': { readonly bytes: MidiBytes; readonly time: number };
  /** Status of the Listener, about four times a second. */
  'pinna-status': ListenerStatus;
  /** Sound arrives again after a gap. */
  'pinna-gap': Gap;
  /** The settings, a parameter, the Listener or the MIDI outputs have changed. */
  'pinna-change': undefined;
  /** The analysis or a MIDI output failed. Audio still passes. */
  'pinna-error': PinnaError;
}

/** Events of the node by type: those of the Web Audio Modules API and those of the plugin. */
type NodeEventMap = { [K in keyof WamEventMap]: CustomEvent<WamEventMap[K]> } & {
  [K in keyof PinnaNodeEventDetails]: CustomEvent<PinnaNodeEventDetails[K]>;
};

/** The plugin's audio node. Main thread. */
export interface PinnaNode extends WamNode {
  /** The Listener, once it has started. It is replaced when the model or the step changes. Its clock is the context's. */
  readonly listener: Listener | undefined;
  /** The current state, as `getState` would return it. */
  readonly state: PluginState;
  /** Why the analysis does not run; undefined if it runs. Audio still passes. */
  readonly problem: PinnaError | undefined;
  /** Resolves when the analysis has started; rejects with a `PinnaError` if it could not start. */
  readonly listening: Promise<void>;
  /**
   * Computes the longest time from a sound's onset to its message, seconds, for a sound that reaches its threshold at once and
   * has no rivals, without computing and transport. It includes the evidence that the head waits for. If the parameter `delay`
   * is this value plus about 0.1 s, the messages of such sounds have the same delay. Taught sounds have the head `taught`.
   */
  eventLatency(head: string): number;
  /**
   * Requests and returns the system's MIDI outputs. Must be called from a click or key press.
   * @throws PinnaError `midi-denied`, `unsupported-browser`
   */
  midiOutputs(): Promise<readonly MidiOutputInfo[]>;
  /**
   * Sends all further messages of the node to this MIDI output. Must be called from a click or key press.
   * @param id null for none
   * @throws PinnaError `no-midi-output`, `midi-denied`, `unsupported-browser`; the previous selection is kept
   */
  chooseMidiOutput(id: string | null): Promise<void>;
  /**
   * Teaches a sound from takes that were just analysed. From the next step on, it is detected with the head `taught` and emitted as its
   * note. The state keeps it. A sound of the same name gets these examples as well, unless it came from a file or another model was chosen
   * since; then they replace it.
   *
   * @param takes stretches of the last ten minutes, seconds on the context's clock, each with one take. They must have been analysed after
   *   `listener.requestTeaching`
   * @param note 0 to 127; null for none
   * @throws PinnaError `bad-option` for an invalid name or before the analysis has started, `bad-state` for an invalid note,
   *   `not-kept` for takes that were not analysed by the current `listener`, `audio-too-short` if too little of a take is kept, `model-missing` if the model cannot be taught, `worker-failed`
   */
  teach(label: string, takes: readonly TimeSpan[], note?: number | null): Promise<void>;
  /**
   * Renames a taught sound, in `notes` and `controls` too.
   * @throws PinnaError `bad-option` for a name that is taken or that no sound may have, or before the analysis has started;
   *   `worker-failed`
   */
  renameSound(label: string, to: string): Promise<void>;
  /** Renames a fader, in `controls` too. @throws PinnaError as {@link renameSound} */
  renameFader(name: string, to: string): Promise<void>;
  /** Returns the state to save, after all earlier `setState` calls have finished. */
  getState(): Promise<PluginState>;
  /**
   * Applies a state.
   * @param state a result of `getState`, or a part of it; omitted settings are kept
   * @throws PinnaError `bad-state`, `wrong-network` for sounds that were taught with another model, or the error that kept the model
   *   from loading; nothing changes in that case
   */
  setState(state: Partial<PluginState>): Promise<void>;
  /**
   * Adds a handler of an event of {@link PinnaNodeEventDetails}, of the Web Audio Modules API, or of any other type.
   */
  addEventListener<K extends keyof NodeEventMap>(
    type: K,
    listener: ((event: NodeEventMap[K]) => void) | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
}

/** One instance of the plugin. Main thread. */
export interface PinnaPlugin extends WebAudioModule<PinnaNode> {
  /** Creates a compact view with all settings. A plugin may have any number of views. */
  createGui(): Promise<HTMLElement>;
}

/** The default export, which hosts load. */
export interface PinnaPluginConstructor {
  /** Marks the class as a Web Audio Modules plugin. */
  readonly isWebAudioModuleConstructor: true;
  /**
   * Creates an instance. If the analysis cannot start, the node reports it, and this does not throw.
   * @param groupId of the host's group, from the SDK's `initializeWamHost`
   * @param audioContext a native one
   * @throws PinnaError `worklet-failed`, `bad-state`
   */
  createInstance(
    groupId: string,
    audioContext: BaseAudioContext,
    initialState?: Partial<PluginState>,
  ): Promise<PinnaPlugin>;
  /** Creates an instance that is not ready. Hosts use `createInstance`. */
  new (groupId: string, audioContext: BaseAudioContext): PinnaPlugin;
}
