import type { WamEventMap, WamNode, WebAudioModule } from '@webaudiomodules/api/dist/index.js';
import type { PinnaError } from '../../errors.js';
import type { Listener } from '../../listener/listener.js';
import type { DetectionChange } from '../../decisions/detection.js';
import type { Frames, Gap, ListenerStatus } from '../../listener/listener-events.js';
import type { MidiOutputInfo } from '../midi/midi-outputs.js';
import type { PluginState } from '../settings/settings.js';
import type { MidiBytes } from '../settings/wam-messages.js';

/** The events of the plugin's node, all `CustomEvent`s, beside those that the API gives every node. */
export interface PinnaNodeEventDetails {
  /** A sound begins or has ended; times are seconds on the context's clock, of the sound itself. */
  'pinna-detection': DetectionChange;
  /** One network step: log-mel frames and all scores. */
  'pinna-frames': Frames;
  /** A MIDI message was emitted, at `time` on the context's clock. */
  'pinna-midi': { readonly bytes: MidiBytes; readonly time: number };
  /** About four times a second. */
  'pinna-status': ListenerStatus;
  /** Sound flows again after a gap. */
  'pinna-gap': Gap;
  /** The settings, a parameter, the Listener or the MIDI outputs are others. */
  'pinna-change': undefined;
  /** It does not hear, or what was asked of it failed. Audio passes all the same. */
  'pinna-error': PinnaError;
}

type NodeEventMap = { [K in keyof WamEventMap]: CustomEvent<WamEventMap[K]> } & {
  [K in keyof PinnaNodeEventDetails]: CustomEvent<PinnaNodeEventDetails[K]>;
};

/** The plugin's place in the graph. Main thread. */
export interface PinnaNode extends WamNode {
  /** What listens, once it does; exchanged when the model or the step is. Its clock is the context's. */
  readonly listener: Listener | undefined;
  /** What `state` will be when it is saved, as it is now. */
  readonly state: PluginState;
  /** Why it does not hear, if it does not; audio passes all the same. */
  readonly problem: PinnaError | undefined;
  /** Resolves when it hears; rejects with the `PinnaError` that keeps it from it. */
  readonly listening: Promise<void>;
  /**
   * From a sound's onset to its message, at most, before computing and transport, seconds: what the parameter `delay` has to
   * be, with about 0.1 s on top, for all messages to come equally late.
   */
  eventLatency(head: string): number;
  /** The MIDI outputs of the system, asked for from a click or key. @throws PinnaError `midi-denied`, `unsupported-browser` */
  midiOutputs(): Promise<readonly MidiOutputInfo[]>;
  /**
   * Sends to this MIDI output from now on, whatever the node emits; from a click or key.
   * @param id null for none
   * @throws PinnaError `no-midi-output`, `midi-denied`, `unsupported-browser`; what was chosen before stays then
   */
  chooseMidiOutput(id: string | null): Promise<void>;
  getState(): Promise<PluginState>;
  /**
   * @param state what `getState` gave, or a part of it; what it leaves out stays
   * @throws PinnaError `bad-state`, or with what the model could not be loaded; nothing has changed then
   */
  setState(state: Partial<PluginState>): Promise<void>;
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
  /** A compact view with all settings; any number of them, at once or one after another. */
  createGui(): Promise<HTMLElement>;
}

/** The default export, as hosts load it. */
export interface PinnaPluginConstructor {
  readonly isWebAudioModuleConstructor: true;
  /**
   * @param groupId of the host's group, from the SDK's `initializeWamHost`
   * @param audioContext native
   * @throws PinnaError `worklet-failed`, `bad-state`; that it cannot hear is told by the node
   */
  createInstance(
    groupId: string,
    audioContext: BaseAudioContext,
    initialState?: Partial<PluginState>,
  ): Promise<PinnaPlugin>;
  new (groupId: string, audioContext: BaseAudioContext): PinnaPlugin;
}
