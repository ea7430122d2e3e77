import SdkNode from '@webaudiomodules/sdk/src/WamNode.js';
import type { WamParameterDataMap, WamParameterInfoMap } from '@webaudiomodules/api/dist/index.js';
import type { DetectionChange } from '../../decisions/detection.js';
import { TAUGHT } from '../../decisions/embedding-head.js';
import { PinnaError, PinnaErrorCode, unforeseenError } from '../../errors.js';
import { timeout } from '../../lifetime/timers.js';
import { parseTaughtFile, type TaughtSet } from '../../teach/file/taught-file.js';
import type { Listener } from '../../listener/listener.js';
import type { TaughtExample } from '../../listener/taught-state.js';
import type { Frames } from '../../listener/listener-events.js';
import { NodeAnalysis, type NodeAnalysisOptions } from './node-analysis.js';
import { Emitter, type EmitterState } from './emitter.js';
import { eventLatency } from './event-latency.js';
import { TrackKindDecision, type TrackKind } from './track-kind.js';
import { classKey } from '../settings/class-key.js';
import { headThresholds } from '../settings/head-thresholds.js';
import { MidiOutputs, type MidiOutputInfo } from '../midi/midi-outputs.js';
import { parameterInfo } from '../settings/parameter-info.js';
import { defaultParameterValues, type ParameterId, type ParameterValues } from '../settings/parameters.js';
import type { PinnaNode, PinnaNodeEventDetails, PinnaPlugin } from './plugin.js';
import { renamedSettings, type NamedKind } from '../settings/renamed.js';
import { FADER } from '../settings/score-controls.js';
import { readState, toState, type PluginSettings, type PluginState } from '../settings/settings.js';
import type { TimeSpan } from '../../worker/contract.js';
import type { Emission, FromPinnaProcessor, PinnaReport, ToPinnaProcessor } from '../settings/wam-messages.js';

/** Time without a further change of the step before the Listener is replaced, ms. */
const STEP_DEBOUNCE = 300;

/**
 * The plugin's node. Audio passes on the audio thread. A {@link NodeAnalysis} analyses the same audio; its results go to the
 * audio thread as emissions. Main thread.
 */
export class WamPinnaNode extends SdkNode implements PinnaNode {
  declare readonly module: PinnaPlugin;
  #settings: PluginSettings;
  /** Taught sounds and faders of the settings. */
  #taught: TaughtSet | undefined;
  #values: ParameterValues = defaultParameterValues();
  #currentProblem: PinnaError | undefined;
  #firstStart: Promise<void> = Promise.resolve();
  /** Settles when all earlier `setState` and `teach` calls and changes of the step have finished. */
  #applying: Promise<unknown> = Promise.resolve();
  /** Cancels the pending change of the step. */
  #cancelStepChange = () => {};
  /** The node that is analysed. It keeps the connection of the analysis apart from the host's own. */
  readonly #tap: GainNode;
  readonly #analysis: NodeAnalysis;
  readonly #emitter = new Emitter();
  readonly #trackKind = new TrackKindDecision();
  readonly #midi: MidiOutputs;

  readonly #onDestroy: () => void;

  /** @param onDestroy called when the node is destroyed, so that its views can be removed */
  constructor(plugin: PinnaPlugin, settings: PluginSettings, onDestroy: () => void) {
    super(plugin, { numberOfInputs: 1, numberOfOutputs: 1 });
    this.#onDestroy = onDestroy;
    this.#settings = settings;
    this.#taught = taughtOf(settings);
    for (const type of EVENT_TYPES) this._supportedEventTypes.add(type as never);
    this.#tap = new GainNode(this.context);
    this.#analysis = new NodeAnalysis(this.#tap, {
      detection: (change) => this.#handleDetection(change),
      frames: (frames) => this.#handleFrames(frames),
      status: (status) => this.#dispatch('pinna-status', status),
      gap: (gap) => this.#dispatch('pinna-gap', gap),
      changed: () => this.#dispatch('pinna-change', undefined),
      error: (error) => this.#fail(error),
    });
    this.#midi = new MidiOutputs(
      this.context,
      () => this.#dispatch('pinna-change', undefined),
      (error) => this.#dispatch('pinna-error', error),
    );
  }

  /**
   * Initialises the processor, then starts the analysis without waiting for it.
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
    this.#startAnalysis();
  }

  get listener(): Listener | undefined {
    return this.#analysis.listener;
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
    return this.#midi.requestOutputs();
  }

  chooseMidiOutput(id: string | null): Promise<void> {
    return this.#midi.choose(id);
  }

  /** What the track mostly is; undefined until some seconds of sound were analysed. A change dispatches `pinna-change`. */
  get trackKind(): TrackKind | undefined {
    return this.#trackKind.kind;
  }

  /** Taught sounds and faders; undefined for none. */
  get taught(): TaughtSet | undefined {
    return this.#taught;
  }

  /** The system's MIDI outputs; undefined until `midiOutputs` has been called. */
  get knownMidiOutputs(): readonly MidiOutputInfo[] | undefined {
    return this.#midi.list;
  }

  /** Starts the analysis again, after `problem` has reported an error. */
  async retry(): Promise<void> {
    this.#startAnalysis();
    await this.#firstStart.catch(() => undefined);
  }

  teach(label: string, takes: readonly TimeSpan[], note: number | null = null): Promise<void> {
    return this.#inTurn(() => this.#teach(label, takes, note));
  }

  renameSound(label: string, to: string): Promise<void> {
    return this.#inTurn(() => this.#rename(TAUGHT, label, to));
  }

  renameFader(name: string, to: string): Promise<void> {
    return this.#inTurn(() => this.#rename(FADER, name, to));
  }

  /** Runs a task after all earlier ones. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    const turn = this.#applying.then(task);
    this.#applying = turn.catch(() => undefined);
    return turn;
  }

  override async getParameterInfo(...ids: string[]): Promise<WamParameterInfoMap> {
    return parameterInfo(ids);
  }

  override async getState(): Promise<PluginState> {
    await this.#applying;
    return this.state;
  }

  override setState(state: Partial<PluginState>): Promise<void> {
    return this.#inTurn(() => this.#applyState(state));
  }

  override disconnect(...args: unknown[]): void {
    (super.disconnect as (...args: unknown[]) => void)(...args);
    // If no destination is given, this removes all connections of the output, including that of the analysis.
    if (typeof args[0] !== 'object' && !this._destroyed) this.#connectTap();
  }

  override destroy(): void {
    if (this._destroyed) return;
    this._destroyed = true;
    this.#onDestroy();
    this.#cancelStepChange();
    void this.#analysis.close();
    this.#midi.close();
    super.destroy();
    this.#tap.disconnect();
    this.onprocessorerror = null;
  }

  override _onMessage(message: MessageEvent): void {
    const { pinna } = message.data as Partial<FromPinnaProcessor>;
    if (pinna) this.#handleReport(pinna);
    else super._onMessage(message);
  }

  #handleReport(report: PinnaReport): void {
    if (report.type === 'midi') {
      const { bytes, time } = report;
      this.#midi.send(bytes, time);
      this.#dispatch('pinna-midi', { bytes, time });
      return;
    }
    const { id, value, time } = report;
    this.#values = { ...this.#values, [id]: value };
    this.#applyParameter(id, time);
    this.#dispatch('pinna-change', undefined);
  }

  /** Applies a parameter's new value to the analysis. */
  #applyParameter(id: ParameterId, time: number): void {
    if (id === 'bypass') {
      if (this.#values.bypass === 1) {
        super.disconnect(this.#tap);
        this.#emitter.reset();
        this.#analysis.endDetections(time);
      } else this.#connectTap();
    } else if (id === 'step') {
      this.#cancelStepChange();
      this.#cancelStepChange = timeout(STEP_DEBOUNCE, () => {
        // A lesson is finished first: it belongs to the Listener that kept its takes.
        this.#applying = this.#applying.then(() => this.#startListener()).catch(() => undefined);
      });
    } else if (id.endsWith('Threshold')) this.#applyThresholds(this.#settings);
  }

  #connectTap(): void {
    if (this.#values.bypass === 0) this.connect(this.#tap);
  }

  async #applyState(state: Partial<PluginState>): Promise<void> {
    const { settings, parameters } = readState(state, this.state);
    const before = { ...this.#settings, midiOutput: this.#midi.chosen };
    this.#applyThresholds(settings); // throws for classes that the model does not have
    const needsListener =
      settings.model !== before.model || (parameters.step ?? this.#values.step) !== this.#values.step;
    const isReplacing = needsListener && this.listener !== undefined;
    if (isReplacing) {
      try {
        const keepsTaught = settings.taught === before.taught && settings.model === before.model;
        await this.#analysis.start(this.#analysisOptions(settings, parameters, keepsTaught));
      } catch (error) {
        this.#applyThresholds(before);
        throw error;
      }
    } else if (settings.taught !== before.taught) await this.listener?.setTaught(taughtOf(settings));
    this.#settings = settings;
    this.#taught = taughtOf(settings);
    await this.setParameterValues(toData(parameters));
    this.#cancelStepChange();
    this.#applyThresholds(settings);
    // If the analysis started meanwhile or is still starting, it has the previous options.
    if (needsListener && !isReplacing) this.#startAnalysis();
    if (settings.midiOutput !== before.midiOutput) await this.#midi.restore(settings.midiOutput);
    this.#dispatch('pinna-change', undefined);
  }

  async #teach(label: string, takes: readonly TimeSpan[], note: number | null): Promise<void> {
    const { listener } = this;
    if (!listener) throw notRunning();
    const { notes } = readState({ notes: { [classKey(TAUGHT, label)]: note } }, this.#settings).settings;
    const added: TaughtExample[] = [];
    try {
      for (const take of takes) added.push(await listener.taught.add(label, take));
      await listener.taught.learn();
    } catch (cause) {
      // Otherwise the next sound would be learnt together with these takes.
      for (const { key } of added) listener.taught.removeExample(label, key);
      throw cause;
    }
    await this.#keepTaught(listener, { notes: { ...this.#settings.notes, ...notes } });
  }

  async #rename(kind: NamedKind, name: string, to: string): Promise<void> {
    const { listener } = this;
    if (!listener) throw notRunning();
    if (kind === TAUGHT) await listener.taught.rename(name, to);
    else await listener.taught.renameFader(name, to);
    await this.#keepTaught(listener, renamedSettings(this.#settings, kind, name, to));
  }

  /** Takes the taught sounds of the Listener into the settings, with other settings that belong to them. */
  async #keepTaught(listener: Listener, settings: Partial<PluginSettings>): Promise<void> {
    const taught = await listener.taught.export();
    this.#settings = { ...this.#settings, ...settings, taught };
    this.#taught = listener.taught.set;
    this.#dispatch('pinna-change', undefined);
  }

  /** Starts the analysis. If it fails, `problem` and a `pinna-error` event report it. */
  #startAnalysis(): void {
    this.#firstStart = this.#startListener();
    this.#firstStart.catch(() => undefined);
  }

  async #startListener(): Promise<void> {
    try {
      await this.#analysis.start(this.#analysisOptions(this.#settings, {}, true));
      this.#currentProblem = undefined;
      this.#applyThresholds(this.#settings);
    } catch (cause) {
      if (!this._destroyed) this.#fail(unforeseenError(cause));
      throw cause;
    }
  }

  #analysisOptions(
    settings: PluginSettings,
    parameters: PluginState['parameters'],
    keepsTaught: boolean,
  ): NodeAnalysisOptions {
    const { model, thresholds } = settings;
    const stepFrames = parameters.step ?? this.#values.step;
    return { model, thresholds, taught: taughtOf(settings), keepsTaught, stepFrames };
  }

  /** @throws PinnaError `bad-option` for a class that the model does not have */
  #applyThresholds({ thresholds }: PluginSettings): void {
    const heads = this.listener?.model?.heads;
    if (heads) this.listener.setThresholds(headThresholds(heads, thresholds, this.#values));
  }

  #handleDetection(change: DetectionChange): void {
    const { head } = change.detection;
    if (head !== TAUGHT && !this.#settings.heads.some((one) => one === head)) return;
    this.#dispatch('pinna-detection', change);
    this.#emit(this.#emitter.detection(change, this.#emitterState));
  }

  #handleFrames(frames: Frames): void {
    this.#dispatch('pinna-frames', frames);
    this.#emit(this.#emitter.frames(frames, this.#emitterState));
    const model = this.listener?.model;
    if (model && this.#trackKind.push(frames.smoothed, model.heads, frames.frames * model.rowSeconds))
      this.#dispatch('pinna-change', undefined);
  }

  get #emitterState(): EmitterState {
    const { listener, context } = this;
    const [settings, values, taught] = [this.#settings, this.#values, this.#taught];
    return { settings, values, taught, model: listener?.model, now: context.currentTime };
  }

  #emit(emissions: readonly Emission[]): void {
    if (emissions.length === 0 || this._destroyed) return;
    const message: ToPinnaProcessor = { pinna: { type: 'emit', emissions } };
    this.port.postMessage(message);
  }

  #fail(error: PinnaError): void {
    this.#currentProblem = error;
    this.#dispatch('pinna-error', error);
  }

  #dispatch<K extends keyof PinnaNodeEventDetails>(type: K, detail: PinnaNodeEventDetails[K]): void {
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

/** Returns the taught sounds of settings, which have been checked. */
const taughtOf = ({ taught }: PluginSettings): TaughtSet | undefined =>
  taught === null ? undefined : parseTaughtFile(taught);

const toData = (parameters: PluginState['parameters']): WamParameterDataMap =>
  Object.fromEntries(
    Object.entries(parameters).map(([id, value]) => [id, { id, value: value as number, normalized: false }]),
  );

const notRunning = () =>
  new PinnaError(PinnaErrorCode.BadOption, 'The plugin does not analyse yet. Wait for `listening`, then try again.');

const processorError = () =>
  new PinnaError(
    PinnaErrorCode.WorkletFailed,
    "The plugin's processor could not run. Create instances with the group of a host that is initialised in the same " +
      "AudioContext (the SDK's initializeWamHost).",
  );
