import { CalibrationError, type CalibrationFigures } from './calibration-error.js';
import type { EvaluatedRecording } from './evaluated-recording.js';
import type { SingleAnswer } from './single-label-figures.js';
import { BIRD, EVENTS, GENRE, type Vocabulary } from './vocabulary.js';

/** Calibration of the recording scores. Each part is null if it has no predictions. */
export interface CalibrationReport {
  /** The predicted genre, for recordings whose genre is known. */
  readonly genre: CalibrationFigures | null;
  /** The bird score, for recordings whose bird label is known. */
  readonly bird: CalibrationFigures | null;
  /**
   * The score of every pair of recording and event class with a known label. Nearly all scores are close to 0 and
   * correct, which keeps the error near 0.
   */
  readonly events: CalibrationFigures | null;
  /** The same for pairs that score 0.05 or more: the calibration of scores that a user may see. */
  readonly eventsSaid: CalibrationFigures | null;
  /** The predicted event, for datasets with one event label per recording. */
  readonly eventsTop: CalibrationFigures | null;
}

/** Minimum score of a prediction that a user may see. */
const MIN_VISIBLE_SCORE = 0.05;

/** Measures how well recording scores match observed frequencies. */
export function calibrationReport(
  recordings: readonly EvaluatedRecording[],
  answers: readonly SingleAnswer[],
  { events, genres, heads }: Vocabulary,
): CalibrationReport {
  const [genre, bird, pairs, visiblePairs, top] = [0, 1, 2, 3, 4].map(() => new CalibrationError());
  for (const { recording, scores } of recordings) {
    if (recording.genre !== null) {
      const best = Math.max(...scores[GENRE]!);
      genre!.add(best, genres[scores[GENRE]!.indexOf(best)] === recording.genre);
    }
    if (heads.bird && (recording.present.has(BIRD) || recording.absent.has(BIRD)))
      bird!.add(scores[BIRD]![0]!, recording.present.has(BIRD));
    events.forEach((label, c) => {
      if (!recording.present.has(label) && !recording.absent.has(label)) return;
      const score = scores[EVENTS]![c]!;
      pairs!.add(score, recording.present.has(label));
      if (score >= MIN_VISIBLE_SCORE) visiblePairs!.add(score, recording.present.has(label));
    });
  }
  for (const { confidence, predicted, truth } of answers) top!.add(confidence, predicted === truth);
  const [ofGenre, ofBird, ofEvents, ofVisible, ofTop] = [genre, bird, pairs, visiblePairs, top].map((one) => {
    const figures = one!.result();
    return figures.count > 0 ? figures : null;
  });
  return { genre: ofGenre!, bird: ofBird!, events: ofEvents!, eventsSaid: ofVisible!, eventsTop: ofTop! };
}
