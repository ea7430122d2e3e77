import type { Detection, DetectionChange } from '../decisions/detection.js';
import { familiesOf } from '../decisions/head-families.js';
import { HeadDecisions } from '../decisions/head-decisions.js';
import type { ConfirmManifest, HeadManifest } from '../model/manifest.js';
import { endedDetections, type RecordingLogits } from './replay.js';

/** Smoothed scores of one sigmoid head for a whole recording. They do not depend on thresholds. */
export interface SmoothedScores {
  /** Number of rows T. */
  readonly frames: number;
  /** Indices of the classes that may be active in the recording, ascending. Their certain families are among them. */
  readonly classes: readonly number[];
  /** `[T × classes]`, row-major. */
  readonly values: Float64Array;
}

/** Tolerance for the rounding of scores, in log-odds. */
const LOGIT_TOLERANCE = 1e-3;

/**
 * Computes the smoothed scores of a recording, once for many decisions.
 *
 * @param head a sigmoid head without a gate
 * @param rowSeconds distance between rows, seconds
 * @param leastScore leaves out the classes that never reach it, and have no members: the lowest `off` of all
 *   decisions about the recording
 */
export function smoothedScores(
  head: HeadManifest,
  recording: RecordingLogits,
  rowSeconds: number,
  leastScore: number,
): SmoothedScores {
  const { frames } = recording;
  const logits = recording.logits[head.name]!;
  const classes = classesAbove(head, logits, leastScore);
  const [all, count] = [head.classes.length, classes.length];
  const kept = new Float32Array(frames * count);
  for (let row = 0; row < frames; row++)
    for (let i = 0; i < count; i++) kept[row * count + i] = logits[row * all + classes[i]!]!;
  const values = new Float64Array(frames * count);
  const scores = new Float32Array(count);
  const decisions = new HeadDecisions(withClasses(head, classes), rowSeconds, () => 1);
  for (let row = 0; row < frames; row++) {
    decisions.smooth(kept, row, row * rowSeconds, rowSeconds, scores);
    values.set(decisions.smoothed, row * count);
  }
  return { frames, classes, values };
}

/**
 * Decides about a recording from its smoothed scores, as the engine does from its logits, once for each version of the
 * head.
 *
 * @param versions may differ from the head of the scores in their thresholds and evidence only
 * @param rowSeconds distance between rows, seconds
 * @returns the detections of each version
 */
export function detectionsFrom(
  versions: readonly HeadManifest[],
  { frames, classes, values }: SmoothedScores,
  rowSeconds: number,
): Detection[][] {
  let id = 0;
  const count = classes.length;
  const byEvidence = new Map<ConfirmManifest | undefined, HeadDecisions>();
  return versions.map((version) => {
    // A class that never reaches its lower threshold influences no other.
    const head = withClasses(version, classes);
    let decisions = byEvidence.get(head.decision.confirm);
    if (!decisions) {
      decisions = new HeadDecisions(head, rowSeconds, () => ++id);
      byEvidence.set(head.decision.confirm, decisions);
    }
    id = 0;
    decisions.reset([]);
    decisions.setThresholds(head);
    const changes: DetectionChange[] = [];
    const { smoothed } = decisions;
    for (let row = 0; row < frames; row++) {
      for (let i = 0; i < count; i++) smoothed[i] = values[row * count + i]!;
      decisions.decide(row * rowSeconds, changes);
    }
    decisions.close(changes);
    return endedDetections(changes);
  });
}

/** Returns the indices of the classes whose score reaches `leastScore`, and of their certain families. */
function classesAbove(head: HeadManifest, logits: Float32Array, leastScore: number): number[] {
  const names = head.classes.map(({ name }) => name);
  const count = names.length;
  const leastLogit = head.temperature * (Math.log(leastScore / (1 - leastScore)) - LOGIT_TOLERANCE);
  const isAbove = new Uint8Array(count);
  for (let first = 0; first < logits.length; first += count)
    for (let c = 0; c < count; c++) if (logits[first + c]! >= leastLogit) isAbove[c] = 1;
  const families = familiesOf(head);
  const above = names.filter((_, c) => isAbove[c] === 1);
  const kept = new Set([...above, ...above.flatMap((name) => families.certain(name))]);
  return [...names.keys()].filter((c) => kept.has(names[c]!));
}

const withClasses = (head: HeadManifest, classes: readonly number[]): HeadManifest => ({
  ...head,
  classes: classes.map((c) => head.classes[c]!),
});
