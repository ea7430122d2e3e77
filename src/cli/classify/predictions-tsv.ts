import type { EvaluatedRecording } from '../../evaluation/evaluated-recording.js';
import { BIRD, EVENTS, GENRE, type Vocabulary } from '../../evaluation/vocabulary.js';
import { tabRow } from '../../formats/safe-text.js';
import { score, seconds } from '../../formats/written-values.js';

const COLUMNS = [
  ...['path', 'dataset', 'group', 'truth', 'bird_truth', 'genre_truth'],
  ...['event', 'event_score', 'genre', 'genre_score', 'bird_score', 'detections'],
];

/** Formats predictions beside labels, one line per recording, for manual review. */
export class PredictionsTsv {
  readonly #vocabulary: Vocabulary;
  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  header(): string {
    return tabRow(COLUMNS);
  }

  row({ recording, scores, detections }: EvaluatedRecording): string {
    const { events, genres } = this.#vocabulary;
    const bird = scores[BIRD]?.[0];
    return tabRow([
      ...[recording.path, recording.dataset, recording.group],
      [...new Set([...recording.named, ...recording.present])].filter((name) => name !== BIRD).join(';'),
      recording.present.has(BIRD) ? '1' : recording.absent.has(BIRD) ? '0' : '',
      recording.genre ?? '',
      ...strongest(events, scores[EVENTS]),
      ...strongest(genres, scores[GENRE]),
      bird === undefined ? '' : String(score(bird)),
      detections
        .map(({ label, onset, offset }) => `${label}:${String(seconds(onset))}-${String(seconds(offset ?? onset))}`)
        .join(' '),
    ]);
  }
}

function strongest(names: readonly string[], scores: Float32Array | undefined): [name: string, score: string] {
  if (!scores) return ['', ''];
  const best = scores.indexOf(Math.max(...scores));
  return [names[best]!, String(score(scores[best]!))];
}
