import type { RecordingDescriptors } from '../descriptors/descriptors.js';
import type { Harmony } from '../harmony/harmony.js';
import type { RecordingSummary } from '../engine/recording-analyser.js';
import { resolveAssets, type AssetOptions, type AssetUrls } from '../assets.js';
import { listen } from '../lifetime/listen.js';
import { abortable } from '../lifetime/waiting.js';
import { RecordingFrames } from './recording-frames.js';
import { checkThresholds, type Thresholds } from '../decisions/thresholds.js';
import { PinnaError, PinnaErrorCode } from '../errors.js';
import { mixToMono } from '../capture/context/mono-mixer.js';
import type { BackendName, BackendReport } from '../model/backends/backend-report.js';
import { recordingRows, soundChannels, type Sound, type SoundChannels } from './sound-channels.js';
import type { TaughtSet } from '../teach/file/taught-file.js';
import { taughtManifest } from '../teach/taught-manifest.js';
import type { RecordingStep, Loaded, ModelInfo } from '../worker/contract.js';
import { WorkerClient } from '../worker/page/worker-client.js';

/** Options of a {@link Classifier}. */
export interface ClassifierOptions extends Omit<AssetOptions, 'worklet'> {
  /**
   * Backend that computes the network. `auto` (the default) measures each backend with the real model and uses the fastest.
   */
  readonly backend?: BackendName | 'auto';
  /** Duration of a network step, frames of 20 ms, 1 to 500; default 32. Changes the speed, never the result. */
  readonly stepFrames?: number;
}

/** Options for one recording. */
export interface RecordingOptions {
  /** Sample rate, Hz. Required for bare channels; an AudioBuffer has its own. */
  readonly sampleRate?: number | undefined;
  /** Ends the work at once; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the analysed share of the recording, rising from 0 to 1, at most ten times a second. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Whether to return the log-mel frames, for example to draw a spectrogram. They take 13 kB per second of sound. */
  readonly features?: boolean | undefined;
  /** Whether to return descriptors, tempo and beats. They take 9 kB per second of sound. */
  readonly descriptors?: boolean | undefined;
  /** Whether to return chords, key and tuning. */
  readonly harmony?: boolean | undefined;
  /** Whether to return the mean embedding, the network's own summary of the recording. */
  readonly embedding?: boolean | undefined;
  /** Detection thresholds per class that override the model's own, as for a {@link Listener}. */
  readonly thresholds?: Thresholds | undefined;
  /** Taught sounds to detect as well, as {@link parseTaughtFile} returns them. They have the head `taught`. */
  readonly taught?: TaughtSet | undefined;
}

/** Result for a whole recording. All times are seconds from its start. */
export interface Classification extends Omit<RecordingSummary, 'rhythm' | 'faders' | 'harmony'> {
  /** The model that was used. */
  readonly model: ModelInfo;
  /** Backend that computed the network, and the reason for it. */
  readonly backend: BackendReport;
  /** Sample rate of the recording as analysed, Hz. */
  readonly sampleRate: number;
  /** Per head: scores of the whole recording, `[classes]`, pooled as the head defines. */
  readonly recordingScores: Readonly<Record<string, Float32Array>>;
  /**
   * Per head: calibrated frame scores `[frames × classes]`, row-major, 0 to 1. Frame i begins at `i · rowSeconds` of the
   * {@link ModelInfo}.
   */
  readonly scores: Readonly<Record<string, Float32Array>>;
  /** Per fader of the taught set: its smoothed values `[frames]`, 0 to 1. Undefined without faders. */
  readonly faders?: Readonly<Record<string, Float32Array>> | undefined;
  /**
   * Log-mel frames of {@link LOG_MEL_64}, whatever the model reads: one every 20 ms, `[frames × 64]`, row-major, dB. Undefined
   * unless requested.
   */
  readonly features: Float32Array | undefined;
  /** Descriptors, tempo and beats; undefined unless requested. */
  readonly descriptors: RecordingDescriptors | undefined;
  /** Chords, key and tuning; undefined unless requested. */
  readonly harmony?: Harmony | undefined;
}

/**
 * Default number of frames per network step. Latency does not matter here, and longer steps are no faster
 * (`test/bench/file.mjs`).
 */
const STEP_FRAMES = 32;
/** Sound per message, seconds. It takes some milliseconds to compute, so a cancelled worker has little left to do. */
const CHUNK_SECONDS = 1;
/** Messages in transit: enough that the worker never waits for the page, few enough to limit its memory. */
const MAX_IN_TRANSIT = 4;
/** Shortest interval between two calls of `onProgress`, ms. */
const PROGRESS_INTERVAL = 100;

interface Ready extends Pick<Loaded, 'model'> {
  readonly worker: WorkerClient;
  /** Replaced if the GPU fails. */
  backend: BackendReport;
}

/**
 * Classifies whole recordings, one after another in one worker, as fast as the device allows. Uses the same features,
 * network and decisions as a {@link Listener}. Main thread.
 *
 * The worker starts with the first recording and stays ready until `close`. After an error or an abort, the next recording
 * starts a new worker.
 */
export class Classifier {
  readonly #assets: AssetUrls;
  readonly #backend: BackendName | 'auto';
  readonly #stepFrames: number;
  #worker: WorkerClient | undefined;
  #loading: Promise<Ready> | undefined;
  #loaded: Ready | undefined;
  /** Settles when all recordings so far are finished. */
  #queue: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  /** Checks the options; starts nothing. @throws PinnaError `bad-option` */
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
   * Classifies a recording from its start to its end. If another recording is in progress, waits for it.
   *
   * Reads the samples second by second, so they must not change meanwhile. Neither keeps nor transfers them.
   *
   * @throws PinnaError `wrong-network` for sounds that were taught to another network, `empty-audio`, `audio-too-short`, `unsupported-sample-rate`, `bad-option`, `model-missing`,
   *   `model-corrupt`, `no-backend`, `worker-failed`; the signal's reason
   */
  async classify(sound: Sound, options: RecordingOptions = {}): Promise<Classification> {
    options.signal?.throwIfAborted();
    const checked = soundChannels(sound, options.sampleRate);
    checkThresholds(options.thresholds ?? {});
    const turn = this.#queue.then(() => this.#runTurn(checked, options));
    this.#queue = turn.catch(() => undefined); // the caller receives the error; the next recording starts all the same
    return options.signal ? abortable(turn, options.signal) : turn;
  }

  /** Ends the worker, which frees everything on its backend. Rejects unfinished recordings. May be called twice. */
  close(): void {
    this.#isClosed = true;
    this.#discardWorker();
  }

  async #runTurn(sound: SoundChannels, options: RecordingOptions): Promise<Classification> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#isClosed) throw badOption('The classifier was closed. Make another one.');
    // Only ending the thread frees everything at once, whatever it is doing.
    const stop = () => this.#discardWorker();
    const unlisten = signal && listen(signal, 'abort', stop);
    try {
      this.#loading ??= this.#load();
      return await this.#analyse(await this.#loading, sound, options);
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
      onFailure: () => undefined, // pending requests reject
    });
    this.#worker = worker;
    const loaded = await worker.request('load', { model, wasm, webgpu, backend, stepFrames });
    this.#loaded = { worker, ...loaded };
    return this.#loaded;
  }

  async #analyse(loaded: Ready, sound: SoundChannels, options: RecordingOptions): Promise<Classification> {
    const { taught } = options;
    const { worker } = loaded;
    const heads = [...loaded.model.heads, ...(taught ? [taughtManifest(taught.classes)] : [])];
    const model = { ...loaded.model, heads };
    const { channels, length, sampleRate } = sound;
    const { features = false, descriptors = false, harmony = false, embedding = false } = options;
    const { thresholds = {}, onProgress } = options;
    const frames = new RecordingFrames(
      recordingRows(sound, model),
      model,
      { features, descriptors, harmony },
      taught?.faders?.map(({ name }) => name),
    );
    const chunk = Math.round(CHUNK_SECONDS * sampleRate);
    worker.send('open-recording', { sampleRate, features, descriptors, harmony, embedding, thresholds, taught });
    let lastProgress = -Infinity;
    const inTransit: Promise<readonly RecordingStep[]>[] = [];
    for (let sent = 0, analysed = 0; analysed < length;) {
      for (; sent < length && inTransit.length < MAX_IN_TRANSIT; sent += chunk) {
        const parts = channels.map((channel) => channel.subarray(sent, sent + chunk));
        // Sending transfers the samples, so this is a copy, never the recording's own memory.
        const samples = new Float32Array(mixToMono(parts));
        const answer = worker.request('recording-samples', samples, [samples.buffer]);
        answer.catch(() => undefined); // awaited below, unless an earlier one fails
        inTransit.push(answer);
      }
      frames.add(await inTransit.shift()!);
      analysed = Math.min(analysed + chunk, length);
      const now = performance.now();
      if (analysed < length && now - lastProgress >= PROGRESS_INTERVAL) {
        lastProgress = now;
        onProgress?.(analysed / length);
      }
    }
    const { steps, summary } = await worker.request('close-recording', null);
    frames.add(steps);
    onProgress?.(1);
    const { backend } = loaded;
    // A recording of at least one row has these scores; `recordingRows` has checked that.
    const recordingScores = summary.recordingScores!;
    const { rhythm, ...rest } = summary;
    return {
      ...rest,
      recordingScores,
      model,
      backend,
      sampleRate,
      scores: frames.scores,
      faders: frames.faders,
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
