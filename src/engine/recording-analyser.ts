import { PooledScores } from '../decisions/pooled-scores.js';
import { checkThresholdsOf } from '../decisions/thresholds.js';
import type { Detection, DetectionChange } from '../decisions/detection.js';
import type { Rhythm } from '../descriptors/descriptors.js';
import { joinedRows } from '../features/joined-rows.js';
import type { Harmony } from '../harmony/harmony.js';
import { trackHarmony } from '../harmony/track-harmony.js';
import { BlockMeans } from '../structure/block-means.js';
import type { TrackStructure } from '../structure/structure.js';
import { trackStructure } from '../structure/track-structure.js';
import { RunningMoments } from '../descriptors/mean-variance.js';
import { trackBeats } from '../descriptors/track-beats.js';
import type { HeadManifest } from '../model/manifest.js';
import { Engine, type EngineOptions, type EngineStep } from './engine.js';

/** The results for a whole recording. */
export interface RecordingSummary {
  /** Duration of the recording, seconds. */
  readonly duration: number;
  /** Number of rows of scores; one every 20 ms in the shipped models. */
  readonly frames: number;
  /**
   * Scores of the whole recording per head, `[classes]`, by the head's own pooling; null if it is shorter than a row.
   */
  readonly recordingScores: Readonly<Record<string, Float32Array>> | null;
  /** Completed detections in the order of their onsets; times in seconds from the recording's start. */
  readonly detections: readonly Detection[];
  /** Mean value of each fader over the recording, 0 to 1; undefined without faders or if it is shorter than a row. */
  readonly faders?: Readonly<Record<string, number>> | undefined;
  /** Section boundaries, where genre or instruments change, and the genre over time. */
  readonly structure: TrackStructure;
  /** Tempo and beats of the whole recording; undefined if neither descriptors nor harmony are requested. */
  readonly rhythm: Rhythm | undefined;
  /** Chords, key and tuning of the whole recording; undefined unless requested. */
  readonly harmony?: Harmony | undefined;
  /**
   * Mean of the embedding over all rows, `[width]`: what the heads read, the network's own summary of a recording. Undefined unless
   * requested, or if the recording is shorter than a row.
   */
  readonly embedding?: Float32Array | undefined;
  /** Computing time (features, network, decisions; no decoding) per second of sound, seconds. */
  readonly costPerSecond: number;
}

/** Options of a {@link RecordingAnalyser}. */
export interface RecordingAnalyserOptions extends EngineOptions {
  /** Whether the summary has the mean embedding; false when absent. It costs one more read-back a step. */
  readonly embedding?: boolean | undefined;
}

/**
 * Analyses one recording from the network's zero state to the last sample, with the same {@link Engine} as live sound.
 * The inference worker and the command line share it. Pure.
 */
export class RecordingAnalyser {
  readonly #engine: Engine;
  readonly #sampleRate: number;
  readonly #scores: PooledScores;
  readonly #blocks = new BlockMeans();
  readonly #heads: readonly HeadManifest[];
  readonly #changes: DetectionChange[] = [];
  /** Onset strengths of all frames; undefined if neither descriptors nor harmony are requested. */
  readonly #onsets: number[] | undefined;
  /** Long chroma of the whole recording; undefined if harmony is not requested. */
  readonly #columns: Float32Array[] | undefined;
  /** Sum of each fader's values over all rows. */
  readonly #faders = new Map<string, number>();
  /** Moments of the embedding; undefined unless requested, or before the first row. */
  #embedding: RunningMoments | undefined;
  #samples = 0;
  #milliseconds = 0;

  /**
   * Resets the network, which may hold the state of another recording.
   * @throws PinnaError `unsupported-sample-rate`, `bad-option`
   */
  constructor(options: RecordingAnalyserOptions) {
    const { harmony = false, thresholds = {}, embeddingHead } = options;
    checkThresholdsOf([...options.manifest.heads, ...(embeddingHead ? [embeddingHead.manifest] : [])], thresholds);
    this.#engine = new Engine({ ...options, features: true, descriptors: options.descriptors || harmony });
    this.#engine.reset();
    if (options.embedding) {
      const { framesPerOutput, manifest } = options.network;
      this.#engine.setFollower((_, input, embedding) => {
        const rows = input.length / manifest.features.bands / framesPerOutput;
        (this.#embedding ??= new RunningMoments(embedding.length / rows)).add(embedding);
      });
    }
    this.#sampleRate = options.sampleRate;
    this.#scores = new PooledScores([...options.manifest.heads, ...(embeddingHead ? [embeddingHead.manifest] : [])]);
    this.#heads = options.manifest.heads;
    this.#onsets = options.descriptors || harmony ? [] : undefined;
    this.#columns = harmony ? [] : undefined;
  }

  /**
   * Analyses the next samples. Calls must not overlap.
   * @param samples mono, directly after the last ones; copied before the first await
   * @returns the steps that became complete
   */
  async push(samples: Float32Array): Promise<EngineStep[]> {
    this.#samples += samples.length;
    const steps = await this.#timed(() => this.#engine.push(samples));
    this.#collect(steps);
    return steps;
  }

  /** Computes the remaining frames and returns the summary. No `push` may follow. */
  async finish(): Promise<{ steps: EngineStep[]; summary: RecordingSummary }> {
    const { steps, changes } = await this.#timed(() => this.#engine.flush());
    this.#collect(steps);
    this.#changes.push(...changes);
    const duration = this.#samples / this.#sampleRate;
    const rhythm = this.#onsets && trackBeats(this.#onsets);
    const detections = this.#changes.filter(({ phase }) => phase === 'end').map(({ detection }) => detection);
    return {
      steps,
      summary: {
        duration,
        frames: this.#scores.frames,
        recordingScores: this.#scores.result(),
        detections: detections.sort((a, b) => a.onset - b.onset || a.id - b.id),
        faders: this.#meanFaders(),
        structure: trackStructure(this.#blocks.finish(), this.#heads, duration),
        rhythm,
        harmony: this.#columns && trackHarmony(joinedRows(this.#columns), rhythm?.beats ?? [], duration),
        embedding: this.#embedding && Float32Array.from(this.#embedding.moments, ({ mean }) => mean),
        costPerSecond: duration > 0 ? this.#milliseconds / 1000 / duration : 0,
      },
    };
  }

  #collect(steps: readonly EngineStep[]): void {
    for (const { logits, features, update, descriptors, harmony, faders = {} } of steps) {
      for (const [name, values] of Object.entries(faders))
        this.#faders.set(
          name,
          values.reduce((sum, value) => sum + value, this.#faders.get(name) ?? 0),
        );
      this.#blocks.add(features!, update.scores, update.frames); // requested above
      if (descriptors) this.#onsets?.push(...descriptors.onsetStrength);
      if (harmony) this.#columns?.push(harmony.columns);
      this.#scores.add(logits, update.frames);
      this.#changes.push(...update.changes);
    }
  }

  #meanFaders(): RecordingSummary['faders'] {
    if (this.#faders.size === 0) return undefined;
    return Object.fromEntries([...this.#faders].map(([name, sum]) => [name, sum / this.#scores.frames]));
  }

  /** Measures the engine's work only: the cost excludes the evaluation of its steps. */
  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.#milliseconds += performance.now() - began;
    return result;
  }
}
