import type { HeadManifest } from '../../model/manifest.js';
import { classKey, type ClassKey } from './class-key.js';
import type { Emission } from './wam-messages.js';

/** A continuous score, sent as a MIDI controller or as automation of another plugin's parameter. */
export type ScoreControl =
  { readonly score: ClassKey; readonly controller: number } | { readonly score: ClassKey; readonly parameter: string };

/**
 * Range of controller numbers that MIDI leaves undefined. The default model has 20 for the bird, 21 for music, 22 to 31 for the
 * genres.
 */
const FIRST_CONTROLLER = 20;
const LAST_CONTROLLER = 31;
/** Name of faders in the settings, instead of a head: `fader:energy`. */
export const FADER = 'fader';
/** First default controller of faders: those from 102 to 119 are undefined, too. */
const FIRST_FADER_CONTROLLER = 102;
/** Smallest change of a parameter that is emitted (range 0 to 1). */
const MIN_CHANGE = 1 / 1000;

/** Returns the scores offered as controllers (bird, music and the genres), each with its default controller. Pure. */
export function defaultControls(heads: readonly HeadManifest[]): readonly (ScoreControl & { controller: number })[] {
  const classesOf = (head: string) => heads.find(({ name }) => name === head)?.classes.map(({ name }) => name) ?? [];
  const scores = [
    ...classesOf('bird').map((name) => classKey('bird', name)),
    ...classesOf('events').flatMap((name) => (name === 'music' ? [classKey('events', name)] : [])),
    ...classesOf('genre').map((name) => classKey('genre', name)),
  ];
  return scores.slice(0, LAST_CONTROLLER - FIRST_CONTROLLER + 1).map((score, i) => ({
    score,
    controller: FIRST_CONTROLLER + i,
  }));
}

/** Returns the faders as controllers, each with its default one. Pure. @param names at most 8 */
export const faderControls = (names: readonly string[]): readonly (ScoreControl & { controller: number })[] =>
  names.map((name, i) => ({ score: classKey(FADER, name), controller: FIRST_FADER_CONTROLLER + i }));

/** Converts the scores of each step to emissions, one for each change. Pure; times are seconds on one clock. */
export class ScoreControls {
  /** Score → smoothed value. */
  readonly #values = new Map<ClassKey, number>();
  /** Destination → the last emitted value. */
  readonly #lastEmitted = new Map<string, number>();

  /**
   * Smooths the scores of one step and returns an emission for each destination whose value changed.
   * @param smoothed scores per head, `[classes]`, 0 to 1
   * @param options `controls` to emit at `time`, after a step of `seconds` of sound, with a time constant of `smoothing`
   * seconds
   */
  push(
    smoothed: Readonly<Record<string, Float32Array>>,
    heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
    options: {
      readonly controls: readonly ScoreControl[];
      readonly time: number;
      readonly seconds: number;
      readonly smoothing: number;
    },
  ): Emission[] {
    const { controls, time, seconds, smoothing } = options;
    const weight = smoothing > 0 ? 1 - Math.exp(-seconds / smoothing) : 1;
    for (const score of new Set(controls.map((control) => control.score))) {
      const given = scoreOf(smoothed, heads, score);
      if (given === undefined) continue;
      const before = this.#values.get(score) ?? given;
      this.#values.set(score, before + weight * (given - before));
    }
    return controls.flatMap((control) => this.#tell(control, time));
  }

  /** Clears all values. The next step emits every control. */
  reset(): void {
    this.#values.clear();
    this.#lastEmitted.clear();
  }

  #tell(control: ScoreControl, time: number): Emission[] {
    const value = this.#values.get(control.score);
    if (value === undefined) return [];
    if ('controller' in control) {
      const sent = Math.round(127 * value);
      const key = `controller ${String(control.controller)}`;
      if (this.#lastEmitted.get(key) === sent) return [];
      this.#lastEmitted.set(key, sent);
      return [{ type: 'control', time, controller: control.controller, value: sent }];
    }
    const key = `parameter ${control.parameter}`;
    const last = this.#lastEmitted.get(key);
    if (last !== undefined && Math.abs(last - value) < MIN_CHANGE) return [];
    this.#lastEmitted.set(key, value);
    return [{ type: 'automation', time, parameter: control.parameter, value }];
  }
}

function scoreOf(
  smoothed: Readonly<Record<string, Float32Array>>,
  heads: readonly Pick<HeadManifest, 'name' | 'classes'>[],
  score: ClassKey,
): number | undefined {
  const [name = '', ...label] = score.split(':');
  const at = heads.find((head) => head.name === name)?.classes.findIndex((one) => one.name === label.join(':')) ?? -1;
  return at < 0 ? undefined : smoothed[name]?.[at];
}
