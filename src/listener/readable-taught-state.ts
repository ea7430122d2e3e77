import { allFinite } from '../model/all-finite.js';
import {
  isAmount,
  isNumber,
  isRecord,
  isShare,
  isText,
  listOf,
  optional,
  type Check,
} from '../storage/stored-record.js';
import { readableSet } from '../teach/file/readable-set.js';
import { isLabel, readCorrection, type TaughtSet } from '../teach/file/taught-file.js';
import type { Correction } from '../teach/file/correction.js';
import type { AbsentLogits } from '../teach/learning/learn.js';
import type { LeftOutFigures, ThoroughReport } from '../teach/learning/thorough-report.js';
import type { LearningReport, TimeSpan } from '../worker/contract.js';
import type { FaderStretch, RefusedExample, TaughtExample, TaughtState } from './taught-state.js';

/** What is left of a damaged state. */
export interface ReadableState {
  /** What is valid. */
  readonly state: TaughtState;
  /** Number of parts that were left out: sounds, examples, budgets, corrections. */
  readonly dropped: number;
}

const isSpan: Check = (value) => isRecord<TimeSpan>({ from: isNumber, to: isNumber }, value);
const isKey: Check = (value) => typeof value === 'string' && /^\d{1,9}$/.test(value);
const isQuality: Check = (value) => value === 'clear' || value === 'faint' || value === 'clipped';
const isFrames: Check = (value) => value instanceof Float32Array && value.length > 0 && allFinite(value);
const isBands: Check = (value) => Number.isInteger(value) && (value as number) > 0;
const isAboveZero: Check = (value) => isAmount(value) && value !== 0;

const EXAMPLE: Readonly<Record<keyof TaughtExample, Check>> = {
  frames: isFrames,
  bands: isBands,
  seconds: isAmount,
  rise: isNumber,
  clipped: (value) => typeof value === 'boolean',
  key: isKey,
  quality: isQuality,
  span: optional(isSpan),
};

const LEFT_OUT: Readonly<Record<keyof LeftOutFigures, Check>> = { loss: isNumber, found: isAmount };
const isLeftOut: Check = (value) => isRecord<LeftOutFigures>(LEFT_OUT, value);

const THOROUGH: Readonly<Record<keyof ThoroughReport, Check>> = {
  isKept: (value) => typeof value === 'boolean',
  frozen: isLeftOut,
  trained: isLeftOut,
  error: isNumber,
  steps: isAmount,
  learning: listOf(isNumber),
  leftOut: listOf(isNumber),
};

/** The two curves have a value for each step, and the best step is one of them. */
const isThorough: Check = (value) =>
  isRecord<ThoroughReport>(THOROUGH, value) &&
  value.learning.length === value.leftOut.length &&
  value.steps in value.leftOut;

const REPORT: Readonly<Record<keyof LearningReport, Check>> = {
  label: isLabel,
  network: optional(isText),
  losses: listOf(isNumber),
  alpha: isNumber,
  beta: isNumber,
  regularisation: optional(isNumber),
  leftOut: listOf(isShare),
  alike: listOf(listOf(isText)),
  absent: (value) => isRecord<AbsentLogits>({ sounds: listOf(isNumber), quiet: listOf(isNumber) }, value),
  thorough: optional(isThorough),
};

const isExample = (value: unknown): value is TaughtExample =>
  isRecord<TaughtExample>(EXAMPLE, value) && value.frames.length % value.bands === 0;
const isRefused = (value: unknown): value is RefusedExample =>
  isExample(value) && isLabel((value as Partial<RefusedExample>).label);
const isStretch = (value: unknown): value is FaderStretch =>
  isExample(value) && isRecord<Pick<FaderStretch, 'value' | 'recording'>>({ value: isShare, recording: isKey }, value);
const isReport = (value: unknown): value is LearningReport => isRecord<LearningReport>(REPORT, value);
const isTarget = (value: unknown): value is number => isAboveZero(value);

/** Reads a stored state. Leaves out what is not valid: another version of the page may have stored it. */
export function readableTaughtState(value: unknown): ReadableState {
  const isState = typeof value === 'object' && value !== null;
  const stored = (isState ? value : {}) as { readonly [K in keyof TaughtState]?: unknown };
  const reader = new Reader(isState ? 0 : 1);
  const sets = listIn(stored.others).flatMap((one) => reader.set(one) ?? []);
  const state = {
    set: reader.set(stored.set),
    others: sets,
    examples: reader.lists(stored.examples, isExample),
    refused: reader.list(stored.refused, isRefused),
    stretches: reader.lists(stored.stretches, isStretch),
    reports: reader.map(stored.reports, isReport),
    targets: reader.map(stored.targets, isTarget),
    corrections: reader.corrections(stored.corrections),
  };
  return { state, dropped: reader.dropped };
}

/** Reads the parts of a state, and counts those that it leaves out. */
class Reader {
  constructor(public dropped: number) {}

  set(value: unknown): TaughtSet | undefined {
    const { set, dropped } = readableSet(value);
    this.dropped += dropped;
    return set;
  }

  list<T>(values: unknown, isValid: (value: unknown) => value is T): readonly T[] {
    return listIn(values).filter((value): value is T => isValid(value) || this.#drop());
  }

  map<T>(values: unknown, isValid: (value: unknown) => value is T): ReadonlyMap<string, T> {
    return new Map(
      entriesIn(values).filter(
        (entry): entry is [string, T] => (isLabel(entry[0]) && isValid(entry[1])) || this.#drop(),
      ),
    );
  }

  /** Reads lists by name; leaves out lists of which nothing is left. */
  lists<T>(values: unknown, isValid: (value: unknown) => value is T): ReadonlyMap<string, readonly T[]> {
    const lists = this.map(values, (value): value is readonly unknown[] => Array.isArray(value));
    const read = [...lists].map(([name, list]) => [name, this.list(list, isValid)] as const);
    return new Map(read.filter(([, list]) => list.length > 0));
  }

  corrections(values: unknown): readonly Correction[] {
    return listIn(values).flatMap((value) => {
      try {
        return readCorrection(value);
      } catch {
        this.#drop();
        return [];
      }
    });
  }

  #drop(): false {
    this.dropped += 1;
    return false;
  }
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const entriesIn = (value: unknown): readonly (readonly [unknown, unknown])[] =>
  value instanceof Map ? [...value] : [];
