import { resolveAssets, type AssetOptions, type AssetUrls } from '../assets.js';
import { abortable } from '../lifetime/abortable.js';
import type { Classification } from './classification.js';
import { ClipFrames } from './clip-frames.js';
import { checkThresholds, type Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { mixToMono } from '../capture/context/mono-mixer.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import { soundChannels, type Sound, type SoundChannels } from './sound-channels.js';
import type { LoadedMessage } from '../worker/contract.js';
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

/** Latency does not matter, so a step is long; from here on, longer ones are no faster (`test/bench/file.mjs`). */
const STEP_FRAMES = 32;
/** Sound in one message, seconds: work for some milliseconds, so that a cancelled worker has little left to do. */
const CHUNK_SECONDS = 1;
/** Messages in transit: enough that the worker never waits for the page, few enough that its memory stays small. */
const IN_TRANSIT = 4;
/** Between two calls of `onProgress`, milliseconds. */
const PROGRESS_INTERVAL = 100;

interface Loaded extends Pick<LoadedMessage, 'model'> {
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
  private readonly assets: AssetUrls;
  private readonly backend: BackendName | 'auto';
  private readonly stepFrames: number;
  private worker: WorkerClient | undefined;
  private loading: Promise<Loaded> | undefined;
  private loaded: Loaded | undefined;
  /** Settles when every recording so far has. */
  private queue: Promise<unknown> = Promise.resolve();
  private isClosed = false;

  /** @throws PinnaError `bad-option` */
  constructor({ backend = 'auto', stepFrames = STEP_FRAMES, ...assets }: ClassifierOptions = {}) {
    if (!Number.isInteger(stepFrames) || stepFrames < 1 || stepFrames > 500) {
      throw badOption(`stepFrames is ${String(stepFrames)}: give a whole number from 1 to 500.`);
    }
    if (!['auto', 'webgpu', 'wasm', 'cpu'].includes(backend)) {
      throw badOption(`backend is "${backend}": give auto, webgpu, wasm or cpu.`);
    }
    this.assets = resolveAssets(assets);
    this.backend = backend;
    this.stepFrames = stepFrames;
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
    const turn = this.queue.then(() => this.take(checked, options));
    this.queue = turn.catch(() => undefined); // its caller hears of it; the next recording is not concerned
    return options.signal ? abortable(turn, options.signal) : turn;
  }

  /** Frees the worker, and with it everything on its backend. What is still under way is refused. May be called twice. */
  close(): void {
    this.isClosed = true;
    this.discardWorker();
  }

  private async take(sound: SoundChannels, options: ClipOptions): Promise<Classification> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.isClosed) throw badOption('The classifier was closed. Make another one.');
    // A thread that ends is the one thing that frees all at once, whatever it was doing.
    const stop = () => this.discardWorker();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      this.loading ??= this.load();
      return await this.hear(await this.loading, sound, options);
    } catch (error) {
      this.discardWorker();
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  private async load(): Promise<Loaded> {
    const { worker: workerUrl, model, wasm, webgpu } = this.assets;
    const { backend, stepFrames } = this;
    const worker = new WorkerClient({
      url: workerUrl,
      onMessage: (message) => {
        if (message.type === 'backend' && this.loaded) this.loaded.backend = message.backend;
      },
      onFailure: () => undefined, // whoever waits is told
    });
    this.worker = worker;
    worker.send({ type: 'load', model, wasm, webgpu, backend, stepFrames });
    const told = await worker.next('loaded');
    this.loaded = { worker, model: told.model, backend: told.backend };
    return this.loaded;
  }

  private async hear(loaded: Loaded, sound: SoundChannels, options: ClipOptions): Promise<Classification> {
    const { worker, model } = loaded;
    const { channels, length, sampleRate } = sound;
    const { features = false, descriptors = false, thresholds = {}, onProgress } = options;
    const frames = new ClipFrames(sound.frames, model, { features, descriptors });
    const chunk = Math.round(CHUNK_SECONDS * sampleRate);
    worker.send({ type: 'open-clip', sampleRate, features, descriptors, thresholds });
    let told = -Infinity;
    for (let sent = 0, heard = 0; heard < length;) {
      for (; sent < length && sent - heard < IN_TRANSIT * chunk; sent += chunk) {
        const parts = channels.map((channel) => channel.subarray(sent, sent + chunk));
        // Whatever is sent is transferred: never the recording's own memory.
        const samples = new Float32Array(mixToMono(parts));
        worker.send({ type: 'clip-samples', samples }, [samples.buffer]);
      }
      // Each answer is a task of its own: the next one cannot come before this function waits for it again.
      const answer = await worker.next('clip-frames');
      frames.add(answer.steps);
      heard += answer.samples;
      const now = performance.now();
      if (heard < length && now - told >= PROGRESS_INTERVAL) {
        told = now;
        onProgress?.(heard / length);
      }
    }
    worker.send({ type: 'close-clip' });
    const { steps, summary } = await worker.next('clip');
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

  private discardWorker(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.loading = undefined;
    this.loaded = undefined;
  }
}

function badOption(message: string): PinnaError {
  return new PinnaError(PinnaErrorCode.BadOption, message);
}
