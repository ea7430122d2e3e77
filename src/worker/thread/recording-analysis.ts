import type { EngineOptions, EngineStep } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { RecordingAnalyser } from '../../engine/recording-analyser.js';
import type { RecordingRequest, RecordingResult, RecordingStep } from '../contract.js';
import { tensorCount } from './tensor-count.js';

/** Steps of a recording, and the buffers to transfer with them. */
export interface PackedSteps {
  readonly steps: readonly RecordingStep[];
  readonly transfer: Transferable[];
}

/** A recording's result, and the buffers to transfer with it. */
export interface PackedResult {
  readonly result: RecordingResult;
  readonly transfer: Transferable[];
}

/** Analyses one recording as the page sends it. Keeps no samples or frames beyond the engine's own. Worker thread. */
export class RecordingAnalysis {
  readonly #recording: RecordingAnalyser;
  readonly #request: RecordingRequest;

  /** Starts a recording. @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(engine: EngineOptions, request: RecordingRequest) {
    this.#request = request;
    this.#recording = new RecordingAnalyser({
      ...engine,
      thresholds: request.thresholds,
      descriptors: request.descriptors,
      harmony: request.harmony,
      embedding: request.embedding,
    });
  }

  /** Analyses the next samples. Calls must not overlap. @throws PinnaError `bad-option` unless they are a Float32Array */
  async push(samples: Float32Array): Promise<PackedSteps> {
    if (!((samples as unknown) instanceof Float32Array))
      throw new PinnaError(PinnaErrorCode.BadOption, 'The samples of a recording must be a Float32Array.');
    return this.#pack(await this.#recording.push(samples));
  }

  async close(): Promise<PackedResult> {
    const { steps: last, summary } = await this.#recording.finish();
    const { steps, transfer } = this.#pack(last);
    return { result: { steps, summary, tensors: tensorCount() }, transfer };
  }

  #pack(engineSteps: readonly EngineStep[]): PackedSteps {
    const steps = engineSteps.map(({ features, descriptors, faders, update: { frames, scores } }) => ({
      frames,
      scores,
      faders,
      features: this.#request.features ? features : undefined,
      descriptors: this.#request.descriptors ? descriptors : undefined,
    }));
    const arrays = steps.flatMap(({ scores, faders, features, descriptors }) => [
      ...Object.values(scores),
      ...Object.values(faders ?? {}),
      ...(features ? [features] : []),
      ...(descriptors ? [descriptors.rms] : []), // one buffer holds all descriptors
    ]);
    return { steps, transfer: [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))] };
  }
}
