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

/** Inputs and outputs of {@link hearClips}. */
export interface Hearing {
  readonly labels: Labels;
  readonly vocabulary: Vocabulary;
  readonly manifest: ModelManifest;
  readonly network: StreamingNetwork;
  /** Receives one line per recording. */
  readonly predictions: OutputFile | undefined;
  readonly stderr: Terminal;
}

/** Results over all recordings. */
export interface Heard {
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
export async function hearClips({ data, chunk }: EvaluateCommand, hearing: Hearing): Promise<Heard> {
  const { labels, vocabulary, manifest, network, predictions, stderr } = hearing;
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
      hear: async ({ index, decoding }) => {
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
      take: async ({ clip, result, ...moments }, { tell }) => {
        if (!result.recordingScores) {
          tooShort.push(clip.path);
          tell('Warning: shorter than a frame, left out.');
          return;
        }
        seconds += result.duration;
        cost += result.costPerSecond * result.duration;
        const heard = {
          recording: clip,
          seconds: result.duration,
          scores: result.recordingScores,
          detections: result.detections,
        };
        evaluation.add(heard, moments);
        await predictions?.write(tsv.row(heard));
      },
    },
  );
  return { evaluation, failed, tooShort, seconds, cost };
}
