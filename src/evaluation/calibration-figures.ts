import { CalibrationError, type CalibrationFigures } from './calibration-error.js';
import type { HeardClip } from './heard-clip.js';
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
const LEAST_SAID = 0.05;

/** Measures how well recording scores match observed frequencies. */
export function calibrationReport(
  heard: readonly HeardClip[],
  answers: readonly SingleAnswer[],
  { events, genres, heads }: Vocabulary,
): CalibrationReport {
  const [genre, bird, pairs, saidPairs, top] = [0, 1, 2, 3, 4].map(() => new CalibrationError());
  for (const { clip, scores } of heard) {
    if (clip.genre !== null) {
      const best = Math.max(...scores[GENRE]!);
      genre!.add(best, genres[scores[GENRE]!.indexOf(best)] === clip.genre);
    }
    if (heads.bird && (clip.present.has(BIRD) || clip.absent.has(BIRD)))
      bird!.add(scores[BIRD]![0]!, clip.present.has(BIRD));
    events.forEach((label, c) => {
      if (!clip.present.has(label) && !clip.absent.has(label)) return;
      const score = scores[EVENTS]![c]!;
      pairs!.add(score, clip.present.has(label));
      if (score >= LEAST_SAID) saidPairs!.add(score, clip.present.has(label));
    });
  }
  for (const { confidence, said, truth } of answers) top!.add(confidence, said === truth);
  const [ofGenre, ofBird, ofEvents, ofSaid, ofTop] = [genre, bird, pairs, saidPairs, top].map((one) => {
    const figures = one!.result();
    return figures.count > 0 ? figures : null;
  });
  return { genre: ofGenre!, bird: ofBird!, events: ofEvents!, eventsSaid: ofSaid!, eventsTop: ofTop! };
}
