import { resolve } from 'node:path';
import { Evaluation } from '../../evaluation/evaluation.js';
import { FrameObserver } from '../../evaluation/frame-observer.js';
import type { Vocabulary } from '../../evaluation/vocabulary.js';
import type { ModelManifest } from '../../model/manifest.js';
import type { StreamingNetwork } from '../../model/network/streaming-network.js';
import { classifyFile } from '../classify/classify-file.js';
import type { EvaluateCommand } from '../arguments/command-line.js';
import { eachFile, type FailedFile } from '../files/each-file.js';
import type { OutputFile } from '../files/output-file.js';
import { PredictionsTsv } from '../classify/predictions-tsv.js';
import type { Labels } from './read-labels.js';
import type { Terminal } from '../terminal/streams.js';

/** Inputs and outputs of {@link evaluateRecordings}. */
export interface EvaluationSetup {
  readonly labels: Labels;
  readonly vocabulary: Vocabulary;
  readonly manifest: ModelManifest;
  readonly network: StreamingNetwork;
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
  /** Computing time, seconds. */
  readonly cost: number;
}

/** Classifies one recording after another as `pinna classify` does, and compares the results with the labels. */
export async function evaluateRecordings(
  { data, chunk }: EvaluateCommand,
  setup: EvaluationSetup,
): Promise<RecordingsResult> {
  const { labels, vocabulary, manifest, network, predictions, stderr } = setup;
  const { clips, truthOf } = labels;
  const evaluation = new Evaluation(vocabulary);
  const tsv = new PredictionsTsv(vocabulary);
  await predictions?.write(tsv.header());
  const tooShort: string[] = [];
  let [seconds, cost] = [0, 0];
  const failed = await eachFile(
    clips.map(({ path }) => path),
    {
      stderr,
      analyse: async ({ index, decoding }) => {
        const clip = clips[index]!;
        const truth = truthOf(clip);
        const observer = clip.genre !== null || truth ? new FrameObserver(manifest) : undefined;
        const result = await classifyFile(resolve(data, clip.path), {
          manifest,
          network,
          chunk,
          keepScores: false,
          onStep: ({ logits, update, time }) => observer?.push(logits, update.frames, time),
          ...decoding,
        });
        return { clip, result, truth, observations: observer?.finish() };
      },
      deliver: async ({ clip, result, ...moments }, { report }) => {
        if (!result.recordingScores) {
          tooShort.push(clip.path);
          report('Warning: the recording is shorter than a frame and was left out.');
          return;
        }
        seconds += result.duration;
        cost += result.costPerSecond * result.duration;
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
  return { evaluation, failed, tooShort, seconds, cost };
}
