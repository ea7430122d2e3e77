import { TAUGHT } from '../decisions/embedding-head.js';
import { familiesOf } from '../decisions/head-families.js';
import { Families } from '../model/families.js';
import { datasetOf, grouped, type TransientData, type EvaluatedRecording } from './evaluated-recording.js';
import { calibrationReport, type CalibrationReport } from './calibration-figures.js';
import { type ClassificationReport, decisionFigures } from './classification-report.js';
import { GenreScore, type GenreFigures } from './genre-figures.js';
import { type JudgedRecording, rateReport, type RateReport } from './report-rates.js';
import { recordingReports } from './reports.js';
import { rankingFigures, scoreFigures, type RankingFigures, type ScoreFigures } from './score-figures.js';
import { singleAnswers, singleLabelFigures, type SingleLabelFigures } from './single-label-figures.js';
import { StrongScore, type StrongFigures } from './strong-figures.js';
import { BIRD, EVENTS, GENRE, type Vocabulary } from './vocabulary.js';

/** All figures of one evaluation. Shares are 0 to 1; null means that there is nothing to measure. */
export interface EvaluationFigures {
  /** By detections. */
  readonly decisions: {
    readonly events: ClassificationReport | null;
    readonly bird: ClassificationReport | null;
    /** Taught sounds; absent without any. */
    readonly taught?: ClassificationReport;
  };
  /** By recording scores. */
  readonly scores: {
    readonly events: ScoreFigures | null;
    /** Taught sounds; absent without any. */
    readonly taught?: ScoreFigures;
    readonly bird: (RankingFigures & { readonly byDataset: Readonly<Record<string, RankingFigures>> }) | null;
  };
  /** Per dataset with one event label per recording. */
  readonly singleLabel: Readonly<Record<string, SingleLabelFigures>>;
  readonly genre: GenreFigures | null;
  readonly calibration: CalibrationReport;
  readonly strong: StrongFigures | null;
  readonly rates: RateReport;
}

/** Collects the results of each recording. Frame scores are measured immediately and not kept. */
export class Evaluation {
  readonly #vocabulary: Vocabulary;
  readonly #recordings: JudgedRecording[] = [];
  readonly #families: Families;
  readonly #genre: GenreScore;
  readonly #strong: StrongScore;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#families = vocabulary.heads.events ? familiesOf(vocabulary.heads.events) : new Families({});
    this.#strong = new StrongScore(this.#families);
    this.#genre = new GenreScore(vocabulary.genres);
  }

  /** Adds one recording. */
  add(evaluated: EvaluatedRecording, { truth, observations }: TransientData): void {
    this.#recordings.push({ ...evaluated, reports: recordingReports(evaluated, truth, this.#families) });
    const { recording, scores, detections, seconds } = evaluated;
    if (!observations) return;
    if (recording.genre !== null) this.#genre.add(recording, scores[GENRE]!, observations);
    if (truth) this.#strong.add(recording, truth, detections, observations, seconds);
  }

  /** Computes all figures. */
  result(): EvaluationFigures {
    const recordings = this.#recordings;
    const vocabulary = this.#vocabulary;
    const { events, heads, taught } = vocabulary;
    const single = singleAnswers(recordings, events);
    const answers = [...single.values()].flatMap((one) => one.answers);
    return {
      decisions: {
        events: heads.events ? decisionFigures(recordings, EVENTS, events, this.#families) : null,
        bird: heads.bird ? decisionFigures(recordings, BIRD, [BIRD], this.#families) : null,
        ...(taught && { taught: decisionFigures(recordings, TAUGHT, taught, new Families({})) }),
      },
      scores: {
        events: heads.events ? scoreFigures(recordings, EVENTS, events) : null,
        bird: heads.bird ? birdFigures(recordings) : null,
        ...(taught && { taught: scoreFigures(recordings, TAUGHT, taught) }),
      },
      singleLabel: Object.fromEntries(
        [...single].map(([dataset, one]) => [dataset, singleLabelFigures(one.names, one.answers)]),
      ),
      genre: recordings.some(({ recording }) => recording.genre !== null) ? this.#genre.result() : null,
      calibration: calibrationReport(recordings, answers, vocabulary),
      strong: this.#strong.result(),
      rates: rateReport(recordings, [...new Set([...events, ...(taught ?? []), ...(heads.bird ? [BIRD] : [])])]),
    };
  }
}

/** Computes the bird head's figures. Datasets with no known bird label are left out of `byDataset`. */
function birdFigures(recordings: readonly EvaluatedRecording[]): EvaluationFigures['scores']['bird'] {
  const datasets = grouped(recordings, datasetOf)
    .map(([name, group]) => [name, rankingFigures(group, BIRD, 0, BIRD)] as const)
    .filter(([, { positives, negatives }]) => positives + negatives > 0);
  return { ...rankingFigures(recordings, BIRD, 0, BIRD), byDataset: Object.fromEntries(datasets) };
}
