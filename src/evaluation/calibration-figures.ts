import { CalibrationError, type CalibrationFigures } from './calibration-error.js';
import type { HeardClip } from './heard-clip.js';
import type { SingleAnswer } from './single-label-figures.js';
import { BIRD, EVENTS, GENRE, type Vocabulary } from './vocabulary.js';

export interface CalibrationReport {
  /** The genre that is said, for clips whose genre is known. */
  readonly genre: CalibrationFigures | null;
  /** The bird's score, for clips whose label is known. */
  readonly bird: CalibrationFigures | null;
  /** The score of every known pair of clip and event class. Nearly all are sure of an absence, which keeps the error near 0. */
  readonly events: CalibrationFigures | null;
  /** The same of the pairs that score 0.05 or more: whether a score that a listener may see is worth what it says. */
  readonly eventsSaid: CalibrationFigures | null;
  /** The event that is said, on datasets whose clips name one each. */
  readonly eventsTop: CalibrationFigures | null;
}

/** Below this a class is as good as not said. */
const LEAST_SAID = 0.05;

/** Whether clip scores are shares that come true. */
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
