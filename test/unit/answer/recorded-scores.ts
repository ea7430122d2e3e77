import { readFileSync } from 'node:fs';
import { Decisions } from '../../../src/decisions/decisions.js';
import type { Detection, DetectionChange } from '../../../src/decisions/detection.js';
import type { HeadManifest } from '../../../src/model/manifest.js';

/** Distance between the recorded scores, seconds. */
const STEP = 0.1;
/** Score of a class whose recorded score is too low to be kept. */
const UNSEEN = 0.01;

interface Recorded {
  readonly heads: readonly HeadManifest[];
  readonly sequences: Readonly<
    Record<string, { readonly levels: readonly number[]; readonly scores: readonly number[][] }>
  >;
}

/** One step of a recorded sequence, through the decisions of its model. */
export interface RecordedStep {
  /** End of the step, seconds. */
  readonly time: number;
  /** Level, dBFS. */
  readonly level: number;
  readonly changes: readonly DetectionChange[];
  /** Returns the smoothed score of a detection's class. */
  readonly scoreOf: (detection: Detection) => number | undefined;
}

/** Reads recorded scores: `test/fixtures/record-scores.mjs` made them. */
export function recorded(model: string): Recorded {
  const file = new URL(`../../fixtures/scores/${model}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
}

/** Runs a recorded sequence through the decisions of the model. */
export function* replay({ heads, sequences }: Recorded, name: string): Generator<RecordedStep> {
  const { levels, scores } = sequences[name]!;
  const decisions = new Decisions(heads, STEP);
  for (const [step, kept] of scores.entries()) {
    const time = step * STEP;
    const { changes, smoothed } = decisions.push(logits(heads, kept), 1, time);
    const scoreOf = ({ head, label }: Detection) => {
      const at = heads.find((each) => each.name === head)?.classes.findIndex((each) => each.name === label) ?? -1;
      return smoothed[head]?.[at];
    };
    yield { time: time + STEP, level: levels[step]!, changes, scoreOf };
  }
}

/** Returns the logits that give the recorded scores: pairs of column and per cent. */
function logits(heads: readonly HeadManifest[], kept: readonly number[]): Record<string, Float32Array> {
  let first = 0;
  return Object.fromEntries(
    heads.map(({ name, activation, temperature, classes }) => {
      const scores = new Float32Array(classes.length).fill(UNSEEN);
      for (let i = 0; i < kept.length; i += 2) {
        const at = kept[i]! - first;
        if (at >= 0 && at < classes.length) scores[at] = Math.min(kept[i + 1]! / 100, 1 - UNSEEN);
      }
      first += classes.length;
      const toLogit = activation === 'softmax' ? Math.log : (score: number) => Math.log(score / (1 - score));
      return [name, scores.map((score) => toLogit(score) * temperature)];
    }),
  );
}
