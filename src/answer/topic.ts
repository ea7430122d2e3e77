import type { Detection } from '../decisions/detection.js';
import { questionOf, specificity } from '../decisions/question.js';
import { SHOWN_FAMILIES } from './shown-families.js';

/** How certain a name is: `sure` is said without comment, `probable` as "probably a siren". */
export type Certainty = 'sure' | 'probable';

/** Least scores of a name that is said, 0 to 1. */
export interface CertaintyLimits {
  /** From this score on a name is sure. */
  readonly sure: number;
  /** From this score on a name is probable. */
  readonly probable: number;
}

/** What a line says. */
export interface SoundName {
  /** Name of a class or a family. */
  readonly label: string;
  /** Whether `label` is a family: "an animal", not "dog". */
  readonly isFamily: boolean;
  /** How certain the name is. */
  readonly certainty: Certainty;
  /** The kind of music, beside `music`. */
  readonly detail?: { readonly label: string; readonly certainty: Certainty } | undefined;
  /** Score of the name, 0 to 1. */
  readonly score: number;
}

/** Time for which a name stays after its detection has ended while another one of the same question continues, ms. */
const NAME_HOLD = 2000;
/** Time constant of the mean score that can raise the certainty of a name, seconds. */
const SCORE_MEAN = 0.5;

/** A confirmed detection, with the certainty that it has reached. */
interface Heard {
  detection: Detection;
  /** Mean of the recent scores, and the highest mean so far. */
  mean: number;
  score: number;
  /** Time of the end, ms; undefined while it lasts. */
  endedAt: number | undefined;
}

/** All detections that answer one question, and the name that they give it. Times are ms. */
export class Topic {
  /** Onset of its first detection, seconds. */
  readonly began: number;
  readonly #heard = new Map<number, Heard>();
  #name: SoundName | undefined;

  constructor(
    readonly question: string,
    first: Detection,
  ) {
    this.began = first.onset;
  }

  /** What the topic says at present; undefined if nothing is certain enough. */
  get name(): SoundName | undefined {
    return this.#name;
  }

  /** Time since which none of its sounds lasts; undefined while one lasts. */
  get overSince(): number | undefined {
    let latest = -Infinity;
    for (const { endedAt } of this.#heard.values()) {
      if (endedAt === undefined) return undefined;
      latest = Math.max(latest, endedAt);
    }
    return latest;
  }

  /** Whether a detection answers this question, or names a family of its sounds, or is of a family that it names. */
  accepts(detection: Detection): boolean {
    if (questionOf(detection) === this.question) return true;
    return [...this.#heard.values()].some(
      ({ detection: { label, families } }) =>
        families.includes(detection.label) || detection.families.includes(label) || label === detection.label,
    );
  }

  put(detection: Detection, endedAt: number | undefined): void {
    const known = this.#heard.get(detection.id);
    const score = Math.max(known?.score ?? 0, detection.confidence);
    this.#heard.set(detection.id, { detection, endedAt, mean: known?.mean ?? detection.confidence, score });
  }

  /** Ends every sound that still lasts. */
  end(now: number): void {
    for (const heard of this.#heard.values()) heard.endedAt ??= now;
  }

  has(id: number): boolean {
    return this.#heard.has(id);
  }

  /** Raises the certainty of the sounds that last by their present scores. */
  follow(scoreOf: (detection: Detection) => number | undefined, seconds: number): void {
    for (const heard of this.#heard.values()) {
      const score = heard.endedAt === undefined ? scoreOf(heard.detection) : undefined;
      if (score === undefined) continue;
      heard.mean += (score - heard.mean) * (1 - Math.exp(-seconds / SCORE_MEAN));
      heard.score = Math.max(heard.score, heard.mean);
    }
  }

  /** Chooses the name. While no sound lasts, it stays. */
  rename(limits: CertaintyLimits, now: number): void {
    if (this.overSince !== undefined && this.#name) return;
    const all = [...this.#heard.values()];
    const held = all.filter(({ endedAt }) => endedAt === undefined || now - endedAt < NAME_HOLD);
    const recent = this.question === 'voice' ? withoutSpeechOverSinging(held) : held;
    const found = this.question === 'music' ? nameMusic(recent, limits) : nameSound(this.question, recent, limits);
    if (found) this.#name = this.#name ? this.#next(this.#name, found, recent, limits) : found;
    for (const { detection, endedAt } of all)
      if (endedAt !== undefined && now - endedAt >= NAME_HOLD && all.length > 1) this.#heard.delete(detection.id);
  }

  /** Returns the name to show next: the present one, as long as it holds and the new one says no more. */
  #next(old: SoundName, found: SoundName, recent: readonly Heard[], limits: CertaintyLimits): SoundName {
    const heardAs = (label: string) => recent.find(({ detection }) => nameOf(this.question, detection) === label);
    if (old.label === found.label) {
      const detail = old.detail && heardAs(old.detail.label) && found.detail ? old.detail : found.detail;
      const same = detail && detail.label === found.detail?.label ? surer(detail, found.detail) : detail;
      return { ...found, ...surer(old, found), detail: same };
    }
    const [own, other] = [heardAs(old.label), heardAs(found.label)];
    if (!own || old.isFamily) return found;
    const isNarrower = other !== undefined && specificity(other.detection) > specificity(own.detection);
    if (isNarrower && found.certainty === 'sure') return found;
    return { ...old, certainty: certaintyOf(own.score, limits) ?? old.certainty, score: own.score };
  }
}

const surer = <T extends { readonly certainty: Certainty }>(one: T, other: T): T =>
  one.certainty === 'sure' ? { ...other, certainty: 'sure' } : other;

/** Returns the certainty of a score; undefined if it is too low to be said. */
function certaintyOf(score: number, { sure, probable }: CertaintyLimits): Certainty | undefined {
  return score >= sure ? 'sure' : score >= probable ? 'probable' : undefined;
}

/** Returns the name that a detection stands for: birds in general are named by their song. */
const nameOf = (question: string, { label }: Detection): string =>
  question === 'bird' && label === 'bird' ? 'chirping_birds' : label;

/** Singing over music is singing, not speech. */
function withoutSpeechOverSinging(heard: readonly Heard[]): readonly Heard[] {
  const isSung = ({ detection: { label, families } }: Heard) => [label, ...families].includes('singing');
  return heard.some(isSung) ? heard.filter(isSung) : heard;
}

function nameSound(question: string, heard: readonly Heard[], limits: CertaintyLimits): SoundName | undefined {
  const sure = heard.filter(({ score }) => score >= limits.sure);
  const best = sure.length > 0 ? mostSpecific(sure) : surest(heard);
  if (!best) return undefined;
  const { detection, score } = best;
  const certainty = certaintyOf(score, limits);
  if (certainty) return { label: nameOf(question, detection), isFamily: isFamilyName(detection), certainty, score };
  // Too uncertain for its own name: a family that people know is claimed less boldly.
  const family = detection.families.find((name) => SHOWN_FAMILIES.has(name));
  return family === undefined ? undefined : { label: family, isFamily: true, certainty: 'probable', score };
}

/** Families that are said as such: "an animal", where a dog would be "dog". */
const WIDE = new Set(['animal', 'vehicle', 'domestic_animals_pets', 'livestock_farm_animals_working_animals']);

const isFamilyName = ({ label }: Detection): boolean => WIDE.has(label);

function nameMusic(heard: readonly Heard[], limits: CertaintyLimits): SoundName | undefined {
  const plain = surest(heard.filter(({ detection: { head } }) => head !== 'genre'));
  const score = Math.max(plain?.score ?? 0, surest(heard)?.score ?? 0);
  const certainty = certaintyOf(plain?.score ?? score, limits);
  if (!certainty) return undefined;
  const genre = surest(heard.filter(({ detection: { head } }) => head === 'genre'));
  const kinds = heard.filter(
    ({ detection: { head, label }, score: own }) => head !== 'genre' && label !== 'music' && own >= limits.sure,
  );
  const kind = genre && certaintyOf(genre.score, limits) ? genre : mostSpecific(kinds);
  const detail = kind && { label: kind.detection.label, certainty: certaintyOf(kind.score, limits) ?? 'probable' };
  return { label: 'music', isFamily: false, certainty, score, detail };
}

const surest = (heard: readonly Heard[]): Heard | undefined =>
  heard.reduce<Heard | undefined>((best, each) => (!best || each.score > best.score ? each : best), undefined);

function mostSpecific(heard: readonly Heard[]): Heard | undefined {
  return heard.reduce<Heard | undefined>((best, each) => {
    if (!best) return each;
    const more = specificity(each.detection) - specificity(best.detection);
    return more > 0 || (more === 0 && each.score > best.score) ? each : best;
  }, undefined);
}
