import type { RecordingDescriptors } from '../descriptors/descriptors.js';
import type { ClipSummary } from '../engine/whole-clip.js';
import { resolveAssets, type AssetOptions, type AssetUrls } from '../assets.js';
import { listen } from '../lifetime/listen.js';
import { abortable } from '../lifetime/waiting.js';
import { ClipFrames } from './clip-frames.js';
import { checkThresholds, type Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { mixToMono } from '../capture/context/mono-mixer.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import { soundChannels, type Sound, type SoundChannels } from './sound-channels.js';
import type { ClipStep, Loaded, ModelInfo } from '../worker/contract.js';
import { WorkerClient } from '../worker/page/worker-client.js';

export interface ClassifierOptions extends Omit<AssetOptions, 'worklet'> {
  /** `auto` (the default) measures each backend with the real model and takes the fastest. */
  readonly backend?: BackendName | 'auto';
  /** Frames (20 ms each) per network step, 1 to 500; changes the speed, never the result. */
  readonly stepFrames?: number;
}

export interface ClipOptions {
  /** Hz; needed for bare channels, while an AudioBuffer has its own. */
  readonly sampleRate?: number | undefined;
  /** Ends the work at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told the share of the sound that has been heard, rising from 0 to 1, at most ten times a second. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Whether the log-mel frames are wanted, for a picture; they take 13 kB per second of sound. */
  readonly features?: boolean | undefined;
  /** Whether descriptors, tempo and beats are wanted; they take 9 kB per second of sound. */
  readonly descriptors?: boolean | undefined;
  /** When a score is a sound, by class, as a {@link Listener} takes them; what is not named has the model's own. */
  readonly thresholds?: Thresholds | undefined;
}

/** What was heard in a whole recording. All times are seconds from its start. */
export interface Classification extends Omit<ClipSummary, 'rhythm'> {
  readonly model: ModelInfo;
  readonly backend: BackendReport;
  /** Of the samples that were heard, Hz. */
  readonly sampleRate: number;
  /** Per head the clip's scores, `[classes]`, by the head's own pooling. */
  readonly clip: Readonly<Record<string, Float32Array>>;
  /** Per head: calibrated frame scores `[frames × classes]`, row-major, 0 to 1. Frame i begins at `i · hopSeconds`. */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Log-mel `[frames × bands]`, row-major, dB; undefined unless wanted. */
  readonly features: Float32Array | undefined;
  /** Undefined unless wanted. */
  readonly descriptors: RecordingDescriptors | undefined;
}

/** Latency does not matter, so a step is long; from here on, longer ones are no faster (`test/bench/file.mjs`). */
const STEP_FRAMES = 32;
/** Sound in one message, seconds: work for some milliseconds, so that a cancelled worker has little left to do. */
const CHUNK_SECONDS = 1;
/** Messages in transit: enough that the worker never waits for the page, few enough that its memory stays small. */
const IN_TRANSIT = 4;
/** Between two calls of `onProgress`, milliseconds. */
const PROGRESS_INTERVAL = 100;

interface Ready extends Pick<Loaded, 'model'> {
  readonly worker: WorkerClient;
  /** Another one once a GPU was lost. */
  backend: BackendReport;
}

/**
 * Hears whole recordings, one after another in one worker, as fast as the device can: the same features, network and
 * decisions as in a {@link Listener}. Main thread.
 *
 * The worker starts with the first recording. It stays, ready for the next one, until `close`.
 */
export class Classifier {
  readonly #assets: AssetUrls;
  readonly #backend: BackendName | 'auto';
  readonly #stepFrames: number;
  #worker: WorkerClient | undefined;
  #loading: Promise<Ready> | undefined;
  #loaded: Ready | undefined;
  /** Settles when every recording so far has. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** @throws PinnaError `bad-option` */
  constructor({ backend = 'auto', stepFrames = STEP_FRAMES, ...assets }: ClassifierOptions = {}) {
    if (!Number.isInteger(stepFrames) || stepFrames < 1 || stepFrames > 500) {
      throw badOption(`stepFrames is ${String(stepFrames)}: give a whole number from 1 to 500.`);
    }
    if (!['auto', 'webgpu', 'wasm', 'cpu'].includes(backend)) {
      throw badOption(`backend is "${backend}": give auto, webgpu, wasm or cpu.`);
    }
    this.#assets = resolveAssets(assets);
    this.#backend = backend;
    this.#stepFrames = stepFrames;
  }

  /**
   * Hears a recording from its start to its end. May be called while another one is heard: they take turns.
   *
   * The samples are read second by second and must not change meanwhile; they are neither kept nor taken away.
   *
   * @throws PinnaError `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`, `model-missing`,
   *   `model-corrupt`, `no-backend`, `worker-failed`; the signal's reason
   */
  async classify(sound: Sound, options: ClipOptions = {}): Promise<Classification> {
    options.signal?.throwIfAborted();
    const checked = soundChannels(sound, options.sampleRate);
    checkThresholds(options.thresholds ?? {});
    const turn = this.#queue.then(() => this.#take(checked, options));
    this.#queue = turn.catch(() => undefined); // its caller hears of it; the next recording is not concerned
    return options.signal ? abortable(turn, options.signal) : turn;
  }

  /** Frees the worker, and with it everything on its backend. What is still under way is refused. May be called twice. */
  close(): void {
    this.#isClosed = true;
    this.#discardWorker();
  }

  async #take(sound: SoundChannels, options: ClipOptions): Promise<Classification> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#isClosed) throw badOption('The classifier was closed. Make another one.');
    // A thread that ends is the one thing that frees all at once, whatever it was doing.
    const stop = () => this.#discardWorker();
    const unlisten = signal && listen(signal, 'abort', stop);
    try {
      this.#loading ??= this.#load();
      return await this.#hear(await this.#loading, sound, options);
    } catch (error) {
      this.#discardWorker();
      signal?.throwIfAborted();
      throw error;
    } finally {
      unlisten?.();
    }
  }

  async #load(): Promise<Ready> {
    const { worker: workerUrl, model, wasm, webgpu } = this.#assets;
    const [backend, stepFrames] = [this.#backend, this.#stepFrames];
    const worker = new WorkerClient({
      url: workerUrl,
      on: {
        backend: (report) => {
          if (this.#loaded) this.#loaded.backend = report;
        },
      },
      onFailure: () => undefined, // requests that wait are rejected
    });
    this.#worker = worker;
    const loaded = await worker.ask('load', { model, wasm, webgpu, backend, stepFrames });
    this.#loaded = { worker, ...loaded };
    return this.#loaded;
  }

  async #hear(loaded: Ready, sound: SoundChannels, options: ClipOptions): Promise<Classification> {
    const { worker, model } = loaded;
    const { channels, length, sampleRate } = sound;
    const { features = false, descriptors = false, thresholds = {}, onProgress } = options;
    const frames = new ClipFrames(sound.frames, model, { features, descriptors });
    const chunk = Math.round(CHUNK_SECONDS * sampleRate);
    worker.tell('open-clip', { sampleRate, features, descriptors, thresholds });
    let told = -Infinity;
    const inTransit: Promise<readonly ClipStep[]>[] = [];
    for (let sent = 0, heard = 0; heard < length;) {
      for (; sent < length && inTransit.length < IN_TRANSIT; sent += chunk) {
        const parts = channels.map((channel) => channel.subarray(sent, sent + chunk));
        // Whatever is sent is transferred: never the recording's own memory.
        const samples = new Float32Array(mixToMono(parts));
        const answer = worker.ask('clip-samples', samples, [samples.buffer]);
        answer.catch(() => undefined); // it is awaited below, unless one before it fails
        inTransit.push(answer);
      }
      frames.add(await inTransit.shift()!);
      heard = Math.min(heard + chunk, length);
      const now = performance.now();
      if (heard < length && now - told >= PROGRESS_INTERVAL) {
        told = now;
        onProgress?.(heard / length);
      }
    }
    const { steps, summary } = await worker.ask('close-clip', null);
    frames.add(steps);
    onProgress?.(1);
    const { backend } = loaded;
    // A sound of one frame or more has clip scores.
    const clip = summary.clip!;
    const { rhythm, ...rest } = summary;
    return {
      ...rest,
      clip,
      model,
      backend,
      sampleRate,
      scores: frames.scores,
      features: frames.features,
      descriptors: frames.descriptors && rhythm && { ...frames.descriptors, rhythm },
    };
  }

  #discardWorker(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#loading = undefined;
    this.#loaded = undefined;
  }
}

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
