import { datasetOf, grouped, type EvaluatedRecording } from './evaluated-recording.js';
import { ConfusionMatrix, type ConfusionFigures } from './confusion-matrix.js';
import { ratio } from '../statistics.js';
import { EVENTS } from './vocabulary.js';

/** Accuracy on a dataset with one event label per recording. */
export interface SingleLabelFigures {
  readonly clips: number;
  readonly accuracy: number | null;
  /** Share of recordings whose true name has one of the three highest scores. */
  readonly top3Accuracy: number | null;
  /** Between the dataset's own names. */
  readonly confusion: ConfusionFigures;
}

/** A recording with one true name, and the prediction: the dataset's name with the highest recording score. */
export interface SingleAnswer {
  readonly truth: string;
  readonly predicted: string;
  /** Recording score of the predicted name. */
  readonly confidence: number;
  /** Number of the dataset's names that score higher than the true one. */
  readonly above: number;
}

/** Background labels that may accompany the labelled sound. */
const COMPANIONS = ['music', 'speech'];

/**
 * Returns the one name of a recording; undefined if it has none or several. Companions are ignored if there is another
 * name.
 */
function onlyName({ recording }: EvaluatedRecording): string | undefined {
  const others = recording.named.filter((name) => !COMPANIONS.includes(name));
  const names = others.length > 0 ? others : recording.named;
  return names.length === 1 ? names[0] : undefined;
}

/**
 * Collects the predictions per dataset. A dataset must have one event name per recording and at least two names that
 * the model knows.
 */
export function singleAnswers(
  recordings: readonly EvaluatedRecording[],
  events: readonly string[],
): Map<string, { readonly names: readonly string[]; readonly answers: readonly SingleAnswer[] }> {
  const found = new Map<string, { names: string[]; answers: SingleAnswer[] }>();
  for (const [dataset, group] of grouped(recordings, datasetOf)) {
    const truths = group.map(onlyName);
    if (truths.includes(undefined)) continue;
    const names = events.filter((name) => truths.includes(name));
    if (names.length < 2) continue;
    const places = names.map((name) => events.indexOf(name));
    const answers = group.flatMap(({ scores }, i): SingleAnswer[] => {
      const candidates = places.map((place) => scores[EVENTS]![place]!);
      const truth = names.indexOf(truths[i]!);
      if (truth < 0) return [];
      const best = candidates.indexOf(Math.max(...candidates));
      const above = candidates.filter((score) => score > candidates[truth]!).length;
      return [{ truth: names[truth]!, predicted: names[best]!, confidence: candidates[best]!, above }];
    });
    found.set(dataset, { names, answers });
  }
  return found;
}

/** Computes the accuracy figures of one dataset. */
export function singleLabelFigures(names: readonly string[], answers: readonly SingleAnswer[]): SingleLabelFigures {
  const matrix = new ConfusionMatrix(names);
  for (const { truth, predicted } of answers) matrix.add(names.indexOf(truth), names.indexOf(predicted));
  const confusion = matrix.result();
  return {
    clips: answers.length,
    accuracy: confusion.accuracy,
    top3Accuracy: ratio(answers.filter(({ above }) => above < 3).length, answers.length),
    confusion,
  };
}
