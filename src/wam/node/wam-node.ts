import SdkNode from '@webaudiomodules/sdk/src/WamNode.js';
import type { WamParameterDataMap, WamParameterInfoMap } from '@webaudiomodules/api/dist/index.js';
import type { DetectionChange } from '../../decisions/detection.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../../errors.js';
import { timeout } from '../../lifetime/timers.js';
import type { Listener } from '../../listener/listener.js';
import type { Frames } from '../../listener/listener-events.js';
import { Ear, type EarOptions } from './ear.js';
import { Emitter, type EmitterState } from './emitter.js';
import { eventLatency } from './event-latency.js';
import { headThresholds } from '../settings/head-thresholds.js';
import { MidiOutputs, type MidiOutputInfo } from '../midi/midi-outputs.js';
import { parameterInfo } from '../settings/parameter-info.js';
import { defaultParameterValues, type ParameterId, type ParameterValues } from '../settings/parameters.js';
import type { PinnaNode, PinnaNodeEventDetails, PinnaPlugin } from './plugin.js';
import { readState, toState, type PluginSettings, type PluginState } from '../settings/settings.js';
import type { Emission, FromPinnaProcessor, PinnaReport, ToPinnaProcessor } from '../settings/wam-messages.js';

/** Time without a further change of the step before the Listener is replaced, ms. */
const SETTLING = 300;

/**
 * The plugin's node. Audio passes on the audio thread. An ear analyses the same audio and sends emissions to the audio thread.
 * Main thread.
 */
export class WamPinnaNode extends SdkNode implements PinnaNode {
  declare readonly module: PinnaPlugin;
  #settings: PluginSettings;
  #values: ParameterValues = defaultParameterValues();
  #currentProblem: PinnaError | undefined;
  #firstStart: Promise<void> = Promise.resolve();
  /** Settles when all earlier `setState` calls have finished. */
  #taking: Promise<unknown> = Promise.resolve();
  /** Cancels the pending change of the step. */
  #unsettle = () => {};
  /** The node that the ear analyses. It keeps the ear's connection apart from the host's own. */
  readonly #tap: GainNode;
  readonly #ear: Ear;
  readonly #emitter = new Emitter();
  readonly #midi: MidiOutputs;

  readonly #onDestroy: () => void;

  /** @param onDestroy called when the node is destroyed, so that its views can be removed */
  constructor(plugin: PinnaPlugin, settings: PluginSettings, onDestroy: () => void) {
    super(plugin, { numberOfInputs: 1, numberOfOutputs: 1 });
    this.#onDestroy = onDestroy;
    this.#settings = settings;
    for (const type of EVENT_TYPES) this._supportedEventTypes.add(type as never);
    this.#tap = new GainNode(this.context);
    this.#ear = new Ear(this.#tap, {
      detection: (change) => this.#hearDetection(change),
      frames: (frames) => this.#hearFrames(frames),
      status: (status) => this.#tell('pinna-status', status),
      gap: (gap) => this.#tell('pinna-gap', gap),
      changed: () => this.#tell('pinna-change', undefined),
      error: (error) => this.#fail(error),
    });
    this.#midi = new MidiOutputs(
      this.context,
      () => this.#tell('pinna-change', undefined),
      (error) => this.#tell('pinna-error', error),
    );
  }

  /**
   * Initialises the processor, then starts the ear without waiting for it.
   * @throws PinnaError `worklet-failed`
   */
  async initialize(parameters: PluginState['parameters']): Promise<void> {
    const broken = new Promise<never>((_, reject) => {
      this.onprocessorerror = () => reject(processorError());
    });
    await Promise.race([this._initialize(), broken]);
    await this.setParameterValues(toData(parameters));
    this.onprocessorerror = () => this.#fail(processorError());
    this.#connectTap();
    void this.#midi.restore(this.#settings.midiOutput);
    this.#begin();
  }

  get listener(): Listener | undefined {
    return this.#ear.listener;
  }

  get state(): PluginState {
    return toState({ ...this.#settings, midiOutput: this.#midi.chosen }, this.#values);
  }

  get problem(): PinnaError | undefined {
    return this.#currentProblem;
  }

  get listening(): Promise<void> {
    return this.#firstStart;
  }

  eventLatency(head: string): number {
    const model = this.listener?.model;
    return model ? eventLatency(model, head, this.#values.step) : 0;
  }

  midiOutputs(): Promise<readonly MidiOutputInfo[]> {
    return this.#midi.ask();
  }

  chooseMidiOutput(id: string | null): Promise<void> {
    return this.#midi.choose(id);
  }

  /** The system's MIDI outputs; undefined until `midiOutputs` has been called. */
  get knownMidiOutputs(): readonly MidiOutputInfo[] | undefined {
    return this.#midi.list;
  }

  /** Starts the analysis again, after `problem` has reported an error. */
  async retry(): Promise<void> {
    this.#begin();
    await this.#firstStart.catch(() => undefined);
  }

  override async getParameterInfo(...ids: string[]): Promise<WamParameterInfoMap> {
    return parameterInfo(ids);
  }

  override async getState(): Promise<PluginState> {
    await this.#taking;
    return this.state;
  }

  override setState(state: Partial<PluginState>): Promise<void> {
    const taken = this.#taking.then(() => this.#take(state));
    this.#taking = taken.catch(() => undefined);
    return taken;
  }

  override disconnect(...args: unknown[]): void {
    (super.disconnect as (...args: unknown[]) => void)(...args);
    // If no destination is given, this removes all connections of the output, including the ear's.
    if (typeof args[0] !== 'object' && !this._destroyed) this.#connectTap();
  }

  override destroy(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    this.#onDestroy();
    this.#unsettle();
    void this.#ear.close();
    this.#midi.close();
    super.destroy();
    this.#tap.disconnect();
    this.onprocessorerror = null;
  }

  override _onMessage(message: MessageEvent): void {
    const { pinna } = message.data as Partial<FromPinnaProcessor>;
    if (pinna) this.#report(pinna);
    else super._onMessage(message);
  }

  #report(report: PinnaReport): void {
    if (report.type === 'midi') {
      const { bytes, time } = report;
      this.#midi.send(bytes, time);
      this.#tell('pinna-midi', { bytes, time });
      return;
    }
    const { id, value, time } = report;
    this.#values = { ...this.#values, [id]: value };
    this.#follow(id, time);
    this.#tell('pinna-change', undefined);
  }

  /** Applies a parameter's new value to the ear. */
  #follow(id: ParameterId, time: number): void {
    if (id === 'bypass') {
      if (this.#values.bypass === 1) {
        super.disconnect(this.#tap);
        this.#emitter.reset();
        this.#ear.endDetections(time);
      } else this.#connectTap();
    } else if (id === 'step') {
      this.#unsettle();
      this.#unsettle = timeout(SETTLING, () => void this.#listen().catch(() => undefined));
    } else if (id.endsWith('Threshold')) this.#applyThresholds(this.#settings);
  }

  #connectTap(): void {
    if (this.#values.bypass === 0) this.connect(this.#tap);
  }

  async #take(state: Partial<PluginState>): Promise<void> {
    const { settings, parameters } = readState(state, this.state);
    const before = { ...this.#settings, midiOutput: this.#midi.chosen };
    this.#applyThresholds(settings); // throws for classes that the model does not have
    const isOther = settings.model !== before.model || (parameters.step ?? this.#values.step) !== this.#values.step;
    const isFollowed = isOther && this.listener !== undefined;
    if (isFollowed) {
      try {
        await this.#ear.start(this.#earOptions(settings, parameters));
      } catch (error) {
        this.#applyThresholds(before);
        throw error;
      }
    }
    this.#settings = settings;
    await this.setParameterValues(toData(parameters));
    this.#unsettle();
    this.#applyThresholds(settings);
    // If the ear started meanwhile or is still starting, it has the previous options.
    if (isOther && !isFollowed) this.#begin();
    if (settings.midiOutput !== before.midiOutput) await this.#midi.restore(settings.midiOutput);
    this.#tell('pinna-change', undefined);
  }

  /** Starts the analysis. If it fails, `problem` and a `pinna-error` event report it. */
  #begin(): void {
    this.#firstStart = this.#listen();
    this.#firstStart.catch(() => undefined);
  }

  async #listen(): Promise<void> {
    try {
      await this.#ear.start(this.#earOptions(this.#settings, {}));
      this.#currentProblem = undefined;
      this.#applyThresholds(this.#settings);
    } catch (cause) {
      if (!this._destroyed) this.#fail(unforeseenError(cause));
      throw cause;
    }
  }

  #earOptions({ model, thresholds }: PluginSettings, parameters: PluginState['parameters']): EarOptions {
    return { model, thresholds, stepFrames: parameters.step ?? this.#values.step };
  }

  /** @throws PinnaError `bad-option` for a class that the model does not have */
  #applyThresholds({ thresholds }: PluginSettings): void {
    const heads = this.listener?.model?.heads;
    if (heads) this.listener.setThresholds(headThresholds(heads, thresholds, this.#values));
  }

  #hearDetection(change: DetectionChange): void {
    if (!this.#settings.heads.some((head) => head === change.detection.head)) return;
    this.#tell('pinna-detection', change);
    this.#emit(this.#emitter.detection(change, this.#emitterState));
  }

  #hearFrames(frames: Frames): void {
    this.#tell('pinna-frames', frames);
    this.#emit(this.#emitter.frames(frames, this.#emitterState));
  }

  get #emitterState(): EmitterState {
    const { listener, context } = this;
    return { settings: this.#settings, values: this.#values, model: listener?.model, now: context.currentTime };
  }

  #emit(emissions: readonly Emission[]): void {
    if (emissions.length === 0 || this._destroyed) return;
    const message: ToPinnaProcessor = { pinna: { type: 'emit', emissions } };
    this.port.postMessage(message);
  }

  #fail(error: PinnaError): void {
    this.#currentProblem = error;
    this.#tell('pinna-error', error);
  }

  #tell<K extends keyof PinnaNodeEventDetails>(type: K, detail: PinnaNodeEventDetails[K]): void {
    if (!this._destroyed) this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const EVENT_TYPES = [
  'pinna-detection',
  'pinna-frames',
  'pinna-midi',
  'pinna-status',
  'pinna-gap',
  'pinna-change',
  'pinna-error',
] as const satisfies readonly (keyof PinnaNodeEventDetails)[];

const toData = (parameters: PluginState['parameters']): WamParameterDataMap =>
  Object.fromEntries(
    Object.entries(parameters).map(([id, value]) => [id, { id, value: value as number, normalized: false }]),
  );

const processorError = () =>
  new PinnaError(
    PinnaErrorCode.WorkletFailed,
    "The plugin's processor could not run. Create instances with the group of a host that is initialized in the same " +
      "AudioContext (the SDK's initializeWamHost).",
  );
