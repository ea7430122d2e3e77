import { resolveAssets, type AssetUrls } from '../../../src/assets.js';
import { LOG_MEL_64 } from '../../../src/features/log-mel-parameters.js';
import type { HarmonyStep } from '../../../src/harmony/harmony.js';
import { emptyDescriptors, type Descriptors } from '../../../src/descriptors/descriptors.js';
import { idleStatus } from '../../../src/listener/listener-events.js';
import type { Source } from '../../../src/capture/sources/source.js';
import type { Thresholds } from '../../../src/decisions/thresholds.js';
import type { Detection } from '../../../src/decisions/detection.js';
import type { ListenerLike } from '../../../src/elements/listener/listener-controller.js';
import type { PinnaError } from '../../../src/errors.js';
import type { TaughtSet } from '../../../src/teach/file/taught-file.js';
import type {
  Frames,
  ListenerEventDetails,
  ListenerState,
  ListenerStatus,
  NetworkStep,
} from '../../../src/listener/listener-events.js';
import type { DefaultSource } from '../../../src/listener/listener-options.js';
import type { RecalledSound } from '../../../src/listener/recalled-sound.js';
import type { HeadManifest } from '../../../src/model/manifest.js';
import { TaughtSounds } from '../../../src/listener/taught-sounds.js';
import type { TaughtExample } from '../../../src/listener/taught-state.js';
import type {
  TeachingExchanges,
  ExampleSound,
  ModelInfo,
  TeachingResult,
  TeachingType,
  TimeSpan,
} from '../../../src/worker/contract.js';

export const HOP = 0.02;
export const BANDS = 64;

const head = (name: string, activation: HeadManifest['activation'], classes: string[]): HeadManifest => ({
  name,
  activation,
  classes: classes.map((label) => ({ name: label })),
  temperature: 1,
  clipPooling: 'mean-logit',
  decision: { minDuration: 0.1, mergeGap: 0.3, on: 0.5, off: 0.3 },
});

export const MODEL: ModelInfo = {
  name: 'simulated',
  version: '1.0.0',
  licence: 'MIT',
  features: LOG_MEL_64,
  rowSeconds: HOP,
  heads: [
    head('genre', 'softmax', ['blues', 'classical', 'disco', 'hiphop', 'jazz']),
    head('bird', 'sigmoid', ['bird']),
    head('events', 'sigmoid', ['dog', 'rain', 'speech', 'music', 'siren', 'door_wood_knock', 'clock_tick', 'engine']),
  ],
};

const IDLE = idleStatus(5);

/** Implements a Listener's interface without sound; a test emits the results. */
export class SimulatedListener extends EventTarget implements ListenerLike {
  model: ModelInfo | undefined = MODEL;
  state: ListenerState = 'idle';
  status: ListenerStatus = IDLE;
  source: DefaultSource = { kind: 'microphone' };
  thresholds: Thresholds = {};
  /** Requests of teaching, in order; a test sets their results. */
  readonly teachingRequests: { readonly type: TeachingType; readonly input: unknown }[] = [];
  /** Returns the result of a request of teaching. */
  teachingResult: (type: TeachingType, input: unknown) => unknown = () => undefined;
  readonly taught = new TaughtSounds(
    {
      request: async <T extends TeachingType>(type: T, input: TeachingExchanges[T]['in']) => {
        this.teachingRequests.push({ type, input });
        return this.teachingResult(type, input) as TeachingResult<T>;
      },
      use: async () => undefined,
      correct: () => undefined,
      heads: () => this.model?.heads,
      changed: () => this.emit('taught', this.taught.set),
    },
    undefined,
  );
  /** All calls of `start` and `stop`, in order. */
  readonly calls: ('start' | 'stop')[] = [];
  readonly sources: (Source | undefined)[] = [];
  /** Number of open requests for each kind of data. */
  readonly requests = { features: 0, descriptors: 0, harmony: 0, embedding: 0, teaching: 0 };
  /** Error of the next `start`; undefined if it succeeds. */
  refusal: PinnaError | undefined;
  /** Spans with a voice that `recall` reports. */
  voices: RecalledSound['voices'] = [];
  /** Number of registered event listeners. */
  listening = 0;

  override addEventListener(
    type: string,
    handler: EventListenerOrEventListenerObject | null | ((event: CustomEvent<never>) => void),
    options?: boolean | AddEventListenerOptions,
  ): void {
    this.listening++;
    if (typeof options === 'object') options.signal?.addEventListener('abort', () => this.listening--);
    super.addEventListener(type, handler as EventListener, options);
  }

  override removeEventListener(
    type: string,
    handler: EventListenerOrEventListenerObject | null | ((event: CustomEvent<never>) => void),
    options?: boolean | EventListenerOptions,
  ): void {
    this.listening--;
    super.removeEventListener(type, handler as EventListener, options);
  }

  async start(source?: Source): Promise<void> {
    this.calls.push('start');
    this.sources.push(source);
    this.become('starting');
    if (this.refusal) {
      const error = this.refusal;
      this.become('idle');
      this.emit('error', error);
      throw error;
    }
    this.become('running');
  }

  async stop(): Promise<void> {
    this.calls.push('stop');
    if (this.state === 'idle') return;
    this.become('stopping');
    this.become('idle');
  }

  async preload(): Promise<void> {}

  setTaught(taught: TaughtSet | undefined): Promise<void> {
    return this.taught.replace(taught);
  }

  teach(label: string, what: TimeSpan | ExampleSound): Promise<TaughtExample> {
    return this.taught.teach(label, what);
  }

  refuse(detection: Detection): Promise<void> {
    return this.taught.refuse(detection);
  }

  get isTeaching(): boolean {
    return this.requests.teaching > 0;
  }

  requestTeaching(signal: AbortSignal): void {
    this.#request('teaching', signal);
  }

  setThresholds(thresholds: Thresholds): void {
    this.thresholds = thresholds;
  }

  requestFeatures(signal: AbortSignal): void {
    this.#request('features', signal);
  }

  requestDescriptors(signal: AbortSignal): void {
    this.#request('descriptors', signal);
  }

  requestHarmony(signal: AbortSignal): void {
    this.#request('harmony', signal);
  }

  /** Files of the built package, and a small model. */
  assetUrls: AssetUrls = resolveAssets({
    inside: '/dist/inside-worker.js',
    wasm: '/dist/wasm/',
    model: '/test/fixtures/reference/crnn-trunk-tiny/',
  });

  /** Functions that receive what the network reads; a test calls them. */
  readonly taps = new Set<(step: NetworkStep) => void>();

  tapNetwork(onStep: (step: NetworkStep) => void, signal: AbortSignal): void {
    this.taps.add(onStep);
    signal.addEventListener('abort', () => this.taps.delete(onStep));
  }

  requestEmbedding(signal: AbortSignal): void {
    this.#request('embedding', signal);
  }

  #request(kind: 'features' | 'descriptors' | 'harmony' | 'embedding' | 'teaching', signal: AbortSignal): void {
    this.requests[kind]++;
    signal.addEventListener('abort', () => this.requests[kind]--);
  }

  /** Returns a tone of 440 Hz for the requested range; undefined if no sound is kept. */
  async recall(from: number, to: number): Promise<RecalledSound | undefined> {
    if (this.status.keepSeconds === 0) return undefined;
    const sampleRate = 16_000;
    const start = Math.max(from, 0);
    const samples = Float32Array.from(
      { length: (Math.min(to, start + this.status.keepSeconds) - start) * sampleRate },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / sampleRate),
    );
    return { start, sampleRate, samples, voices: this.voices };
  }

  become(state: ListenerState): void {
    this.state = state;
    if (state === 'starting') this.status = { ...this.status, sessions: this.status.sessions + 1 };
    this.emit('statechange', state);
    this.report({});
  }

  report(status: Partial<ListenerStatus>): void {
    this.status = { ...this.status, ...status, state: this.state };
    this.emit('status', this.status);
  }

  /** Emits descriptors of `frames` frames: those of silence, except the given ones. */
  describeFrames(time: number, frames: number, given: Partial<Descriptors> = {}, harmony?: HarmonyStep): void {
    const { scalars, ...rest } = emptyDescriptors(frames);
    this.emitFrames(time, frames, {}, undefined, { frames, ...scalars, ...rest, beats: [], ...given }, harmony);
  }

  /** Emits one step of frames. @param scores smoothed scores by head; omitted heads are zero */
  emitFrames(
    time: number,
    frames: number,
    scores: Partial<Frames['smoothed']> = {},
    features?: Float32Array,
    descriptors?: Descriptors,
    harmony?: HarmonyStep,
  ): void {
    const smoothed = Object.fromEntries(
      MODEL.heads.map(({ name, classes }) => [name, scores[name] ?? new Float32Array(classes.length)]),
    );
    const music = MODEL.heads[2]!.classes.findIndex(({ name }) => name === 'music');
    this.emit('frames', {
      time,
      frames,
      features: features ?? new Float32Array(frames * BANDS).fill(-80),
      scores: {},
      smoothed,
      gates: { genre: (smoothed.events?.[music] ?? 0) > 0.5 },
      descriptors,
      harmony,
    });
  }

  detect(phase: 'start' | 'end', detection: Partial<Detection> & Pick<Detection, 'id' | 'label'>): void {
    const whole = { head: 'events', families: [], onset: 0, offset: null, peak: 0.9, confidence: 0.8, ...detection };
    this.emit('detection', { phase, detection: whole });
  }

  emit<K extends keyof ListenerEventDetails>(type: K, detail: ListenerEventDetails[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
