import { familiesOf } from '../decisions/head-families.js';
import { Families } from '../model/families.js';
import type { HeadManifest, ModelManifest } from '../model/manifest.js';
import { rowSecondsOf } from '../model/row-seconds.js';
import type { LabelledRecording } from './labelled-manifest.js';
import { isFitted, LevelCounts, type Tallies } from './level-tallies.js';
import type { RecordingLogits } from './replay.js';
import { recordingReports, reportFigures, type RecordingReports, type ReportFigures } from './reports.js';
import { detectionsFrom, smoothedScores } from './smoothed-scores.js';
import type { TrueEvent } from './strong-labels.js';
import { EVENTS } from './vocabulary.js';

/** A labelled recording whose logits are stored. */
export interface StoredRecording {
  readonly recording: LabelledRecording;
  /** Complete list of the timed events; undefined if their times are not known. */
  readonly truth: readonly TrueEvent[] | undefined;
  readonly read: () => Promise<RecordingLogits>;
}

/** Figures of all recordings and of each kind. */
export interface FitFigures {
  readonly overall: ReportFigures;
  readonly byKind: Readonly<Record<string, ReportFigures>>;
}

/** Replays stored recordings with many decisions. The recordings of one group are always in the same half. */
export class FitReplays {
  readonly #manifest: ModelManifest;
  readonly #recordings: readonly (StoredRecording & { readonly half: number })[];
  readonly #onProgress: ((share: number) => void) | undefined;
  readonly #families: Families;
  readonly #total: number;
  readonly #rowSeconds: number;
  #done = 0;

  /**
   * @param onProgress called after each recording with the share of the work that is done, 0 to 1
   * @param replays number of replays of each recording until the work is done
   */
  constructor(
    manifest: ModelManifest,
    recordings: readonly StoredRecording[],
    onProgress: ((share: number) => void) | undefined,
    replays: number,
  ) {
    this.#manifest = manifest;
    this.#rowSeconds = rowSecondsOf(manifest);
    const groups = [...new Set(recordings.map(groupOf))];
    const half = new Map(groups.map((group, i) => [group, i % 2]));
    this.#recordings = recordings.map((one) => ({ ...one, half: half.get(groupOf(one))! }));
    this.#onProgress = onProgress;
    this.#total = replays * recordings.length;
    const events = manifest.heads.find(({ name }) => name === EVENTS);
    this.#families = events ? familiesOf(events) : new Families({});
  }

  /**
   * Measures several decisions.
   *
   * @param choices each returns the heads for the recordings of a half
   */
  async figures(choices: readonly ((half: number) => readonly HeadManifest[])[]): Promise<FitFigures[]> {
    const kinds = choices.map(() => new Map<string, RecordingReports[]>());
    const ofHalves = [0, 1].map((half) => choices.map((headsOf) => headsOf(half)));
    const leastScore = lowestThreshold(ofHalves.flat(2));
    for (const one of this.#recordings) {
      const { kind } = one.recording;
      const reports = await this.#reports(one, ofHalves[one.half]!, leastScore);
      reports.forEach((ofChoice, i) => {
        const ofKind = kinds[i]!.get(kind);
        if (ofKind) ofKind.push(ofChoice);
        else kinds[i]!.set(kind, [ofChoice]);
      });
    }
    return kinds.map((byKind) => ({
      overall: reportFigures([...byKind.values()].flat()),
      byKind: Object.fromEntries(
        [...byKind].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, all]) => [kind, reportFigures(all)]),
      ),
    }));
  }

  /**
   * Counts the reports of each class.
   *
   * @param candidates per candidate the heads at each level
   * @returns per candidate one tally per half
   */
  async tallies(candidates: readonly (readonly (readonly HeadManifest[])[])[]): Promise<Tallies[][]> {
    const { heads } = this.#manifest;
    const counts = candidates.map((levels) => [0, 1].map(() => new LevelCounts(heads, this.#families, levels.length)));
    const choices = candidates.flat();
    const leastScore = lowestThreshold(choices.flat());
    for (const one of this.#recordings) {
      const reports = await this.#reports(one, choices, leastScore);
      let first = 0;
      candidates.forEach((levels, i) => {
        counts[i]![one.half]!.add(one.recording, one.truth, reports.slice(first, first + levels.length));
        first += levels.length;
      });
    }
    return counts.map((halves) => halves.map(({ tallies }) => tallies));
  }

  /**
   * Returns the reports of a recording with each choice of heads.
   *
   * @param leastScore lowest threshold of all choices
   */
  async #reports(
    { recording, truth, read }: StoredRecording,
    choices: readonly (readonly HeadManifest[])[],
    leastScore: number,
  ): Promise<RecordingReports[]> {
    const stored = await read();
    const detections = this.#manifest.heads.flatMap((head, h) => {
      if (!isFitted(head)) return [];
      const scores = smoothedScores(head, stored, this.#rowSeconds, leastScore);
      return [
        detectionsFrom(
          choices.map((heads) => heads[h]!),
          scores,
          this.#rowSeconds,
        ),
      ];
    });
    return choices.map((_, i) => {
      this.#onProgress?.(++this.#done / this.#total);
      const ofChoice = detections.flatMap((ofHead) => ofHead[i]!);
      return recordingReports({ recording, detections: ofChoice, seconds: stored.seconds }, truth, this.#families);
    });
  }
}

/** Returns the lowest threshold of any class. */
const lowestThreshold = (heads: readonly HeadManifest[]): number =>
  heads
    .flatMap(({ classes, decision }) => classes.map(({ off = decision.off }) => off))
    .reduce((lowest, off) => Math.min(lowest, off), 1);

/** Recordings of one group are about the same source; a recording without a group is alone. */
const groupOf = ({ recording }: StoredRecording): string => recording.group || recording.path;
