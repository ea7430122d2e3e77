import * as tf from '@tensorflow/tfjs-core';
import type { EngineOptions, EngineStep } from '../../engine/engine.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { WholeClip } from '../../engine/whole-clip.js';
import type { ClipSamplesMessage, ClipStep, CloseClipMessage, FromWorker, OpenClipMessage } from '../contract.js';

/** What the page asks for around one recording. */
export type ClipRequest = OpenClipMessage | ClipSamplesMessage | CloseClipMessage;

/** One recording, as it comes from the page. Keeps no samples and no frames beyond the engine's own. Worker thread. */
export class ClipSession {
  private readonly clip: WholeClip;

  /** @throws PinnaError `unsupported-sample-rate`, `bad-option` */
  constructor(
    engine: EngineOptions,
    private readonly wanted: OpenClipMessage,
    private readonly post: (message: FromWorker, transfer?: Transferable[]) => void,
  ) {
    this.clip = new WholeClip({ ...engine, thresholds: wanted.thresholds, descriptors: wanted.descriptors });
  }

  /** Calls must not overlap. @throws PinnaError `bad-option` for what are no samples */
  async hear({ samples }: ClipSamplesMessage): Promise<void> {
    if (!((samples as unknown) instanceof Float32Array))
      throw new PinnaError(PinnaErrorCode.BadOption, 'The samples of a recording must be a Float32Array.');
    const { steps, transfer } = this.pack(await this.clip.push(samples));
    this.post({ type: 'clip-frames', samples: samples.length, steps }, transfer);
  }

  async close(): Promise<void> {
    const { steps: last, summary } = await this.clip.finish();
    const { steps, transfer } = this.pack(last);
    this.post({ type: 'clip', steps, summary, tensors: tf.memory().numTensors }, transfer);
  }

  private pack(heard: readonly EngineStep[]): { steps: ClipStep[]; transfer: Transferable[] } {
    const steps = heard.map(({ features, descriptors, update: { frames, scores } }) => ({
      frames,
      scores,
      features: this.wanted.features ? features : undefined,
      descriptors,
    }));
    const arrays = steps.flatMap(({ scores, features, descriptors }) => [
      ...Object.values(scores),
      ...(features ? [features] : []),
      ...(descriptors ? [descriptors.rms] : []), // all of them in one buffer
    ]);
    return { steps, transfer: arrays.map(({ buffer }) => buffer as ArrayBuffer) };
  }
}
