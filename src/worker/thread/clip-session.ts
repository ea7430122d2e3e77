import * as tf from '@tensorflow/tfjs-core';
import type { EngineOptions, EngineStep } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { RecordingAnalyser } from '../../engine/recording-analyser.js';
import type { ClipRequest, ClipResult, ClipStep } from '../contract.js';

/** Steps of a recording, and the buffers to transfer with them. */
export interface PackedSteps {
  readonly steps: readonly ClipStep[];
  readonly transfer: Transferable[];
}

/** A recording's result, and the buffers to transfer with it. */
export interface PackedResult {
  readonly result: ClipResult;
  readonly transfer: Transferable[];
}

/** Analyses one recording as the page sends it. Keeps no samples or frames beyond the engine's own. Worker thread. */
export class ClipSession {
  readonly #clip: RecordingAnalyser;
  readonly #wanted: ClipRequest;

  /** Starts a recording. @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(engine: EngineOptions, wanted: ClipRequest) {
    this.#wanted = wanted;
    this.#clip = new RecordingAnalyser({ ...engine, thresholds: wanted.thresholds, descriptors: wanted.descriptors });
  }

  /** Analyses the next samples. Calls must not overlap. @throws PinnaError `bad-option` unless they are a Float32Array */
  async hear(samples: Float32Array): Promise<PackedSteps> {
    if (!((samples as unknown) instanceof Float32Array))
      throw new PinnaError(PinnaErrorCode.BadOption, 'The samples of a recording must be a Float32Array.');
    return this.#pack(await this.#clip.push(samples));
  }

  async close(): Promise<PackedResult> {
    const { steps: last, summary } = await this.#clip.finish();
    const { steps, transfer } = this.#pack(last);
    return { result: { steps, summary, tensors: tf.memory().numTensors }, transfer };
  }

  #pack(heard: readonly EngineStep[]): PackedSteps {
    const steps = heard.map(({ features, descriptors, update: { frames, scores } }) => ({
      frames,
      scores,
      features: this.#wanted.features ? features : undefined,
      descriptors,
    }));
    const arrays = steps.flatMap(({ scores, features, descriptors }) => [
      ...Object.values(scores),
      ...(features ? [features] : []),
      ...(descriptors ? [descriptors.rms] : []), // one buffer holds all descriptors
    ]);
    return { steps, transfer: arrays.map(({ buffer }) => buffer as ArrayBuffer) };
  }
}
