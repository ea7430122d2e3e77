import { byDataset, type HeardClip } from './heard-clip.js';
import { ConfusionMatrix, type ConfusionFigures } from './confusion-matrix.js';
import { ratio } from './statistics.js';
import { EVENTS } from './vocabulary.js';

export interface SingleLabelFigures {
  readonly clips: number;
  readonly accuracy: number | null;
  /** Share of clips whose name is among the three highest scores. */
  readonly top3Accuracy: number | null;
  /** Among the dataset's own names. */
  readonly confusion: ConfusionFigures;
}

/** A clip with one true name, and what was said: the dataset's name with the highest clip score. */
export interface SingleAnswer {
  readonly truth: string;
  readonly said: string;
  /** Clip score of what was said. */
  readonly confidence: number;
  /** How many of the dataset's names score higher than the true one. */
  readonly above: number;
}

/** Background that may accompany the sound that a clip is named for. */
const COMPANIONS = ['music', 'speech'];

/** The one name of a clip, companions left out where there is another; undefined where it has none or several. */
function onlyName({ clip }: HeardClip): string | undefined {
  const others = clip.named.filter((name) => !COMPANIONS.includes(name));
  const names = others.length > 0 ? others : clip.named;
  return names.length === 1 ? names[0] : undefined;
}

/** Answers for each dataset whose clips name one event each, of at least two names that the model has. */
export function singleAnswers(
  heard: readonly HeardClip[],
  events: readonly string[],
): Map<string, { readonly names: readonly string[]; readonly answers: readonly SingleAnswer[] }> {
  const found = new Map<string, { names: string[]; answers: SingleAnswer[] }>();
  for (const [dataset, clips] of byDataset(heard)) {
    const truths = clips.map(onlyName);
    if (truths.includes(undefined)) continue;
    const names = events.filter((name) => truths.includes(name));
    if (names.length < 2) continue;
    const places = names.map((name) => events.indexOf(name));
    const answers = clips.flatMap(({ scores }, i): SingleAnswer[] => {
      const mine = places.map((place) => scores[EVENTS]![place]!);
      const truth = names.indexOf(truths[i]!);
      if (truth < 0) return [];
      const best = mine.indexOf(Math.max(...mine));
      const above = mine.filter((score) => score > mine[truth]!).length;
      return [{ truth: names[truth]!, said: names[best]!, confidence: mine[best]!, above }];
    });
    found.set(dataset, { names, answers });
  }
  return found;
}

export function singleLabelFigures(names: readonly string[], answers: readonly SingleAnswer[]): SingleLabelFigures {
  const matrix = new ConfusionMatrix(names);
  for (const { truth, said } of answers) matrix.add(names.indexOf(truth), names.indexOf(said));
  const confusion = matrix.result();
  return {
    clips: answers.length,
    accuracy: confusion.accuracy,
    top3Accuracy: ratio(answers.filter(({ above }) => above < 3).length, answers.length),
    confusion,
  };
}
