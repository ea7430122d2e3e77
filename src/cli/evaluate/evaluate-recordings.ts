import { resolve } from 'node:path';
import { Evaluation } from '../../evaluation/evaluation.js';
import { FrameObserver } from '../../evaluation/frame-observer.js';
import { ratio } from '../../statistics.js';
import type { Vocabulary } from '../../evaluation/vocabulary.js';
import type { EmbeddingHead } from '../../decisions/embedding-head.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import type { EngineStep } from '../../engine/engine.js';
import { type RecordingLogits, replay } from '../../evaluation/replay.js';
import { classifyFile } from '../classify/classify-file.js';
import type { EvaluateCommand } from '../arguments/commands.js';
import { eachFile, type FailedFile } from '../files/each-file.js';
import type { OutputFile } from '../files/output-file.js';
import { PredictionsTsv } from '../classify/predictions-tsv.js';
import type { LogitStore } from './logit-store.js';
import type { Labels } from './read-labels.js';
import type { Terminal } from '../terminal/streams.js';

/** Inputs and outputs of {@link evaluateRecordings}. */
export interface EvaluationSetup {
  readonly labels: Labels;
  readonly vocabulary: Vocabulary;
  readonly manifest: ModelManifest;
  readonly network: StreamingNetwork;
  /** Scores taught sounds; none when absent. */
  readonly embeddingHead?: EmbeddingHead | undefined;
  /** Outputs of the network for recordings that were evaluated before; receives those of the others. */
  readonly store: LogitStore | undefined;
  /** Receives one line per recording. */
  readonly predictions: OutputFile | undefined;
  readonly stderr: Terminal;
}

/** Results over all recordings. */
export interface RecordingsResult {
  readonly evaluation: Evaluation;
  readonly failed: readonly FailedFile[];
  /** Paths of recordings shorter than a frame. */
  readonly tooShort: readonly string[];
  /** Duration of the sound, seconds. */
  readonly seconds: number;
  /** Computing time per second of sound; null if all outputs of the network were stored. */
  readonly costPerSecond: number | null;
}

/** Classifies one recording after another as `pinna classify` does, and compares the results with the labels. */
export async function evaluateRecordings(
  { data, chunk }: EvaluateCommand,
  setup: EvaluationSetup,
): Promise<RecordingsResult> {
  const { labels, vocabulary, manifest, network, embeddingHead, store, predictions, stderr } = setup;
  const { clips, truthOf } = labels;
  const evaluation = new Evaluation(vocabulary);
  const tsv = new PredictionsTsv(vocabulary);
  await predictions?.write(tsv.header());
  const tooShort: string[] = [];
  let [seconds, computed, cost] = [0, 0, 0];
  const failed = await eachFile(
    clips.map(({ path }) => path),
    {
      stderr,
      analyse: async ({ index, decoding }) => {
        const clip = clips[index]!;
        const truth = truthOf(clip);
        const observer = clip.genre !== null || truth ? new FrameObserver(network) : undefined;
        const file = resolve(data, clip.path);
        const stored = await store?.read(file);
        if (stored) {
          observer?.push(stored.logits, stored.frames, 0);
          const result = { ...replay(manifest, stored), duration: stored.seconds, costPerSecond: null };
          return { clip, result, truth, observations: observer?.finish() };
        }
        const steps: EngineStep[] = [];
        const result = await classifyFile(file, {
          manifest,
          network,
          chunk,
          keepScores: false,
          embeddingHead,
          onStep: (step) => {
            observer?.push(step.logits, step.update.frames, step.time);
            if (store) steps.push(step);
          },
          ...decoding,
        });
        await store?.write(file, { ...joinSteps(manifest, steps), seconds: result.duration });
        return { clip, result, truth, observations: observer?.finish() };
      },
      deliver: async ({ clip, result, ...moments }, { report }) => {
        if (!result.recordingScores) {
          tooShort.push(clip.path);
          report('Warning: the recording is shorter than a frame and was left out.');
          return;
        }
        seconds += result.duration;
        if (result.costPerSecond !== null) {
          computed += result.duration;
          cost += result.costPerSecond * result.duration;
        }
        const classified = {
          recording: clip,
          seconds: result.duration,
          scores: result.recordingScores,
          detections: result.detections,
        };
        evaluation.add(classified, moments);
        await predictions?.write(tsv.row(classified));
      },
    },
  );
  return { evaluation, failed, tooShort, seconds, costPerSecond: ratio(cost, computed) };
}

/** Joins the logits of all steps of a recording. */
function joinSteps({ heads }: ModelManifest, steps: readonly EngineStep[]): Pick<RecordingLogits, 'frames' | 'logits'> {
  const frames = steps.reduce((sum, { update }) => sum + update.frames, 0);
  const joined = heads.map(({ name, classes }) => {
    const values = new Float32Array(frames * classes.length);
    let place = 0;
    for (const { logits } of steps) {
      values.set(logits[name]!, place);
      place += logits[name]!.length;
    }
    return [name, values] as const;
  });
  return { frames, logits: Object.fromEntries(joined) };
}
