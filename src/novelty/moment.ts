import { HOP_SECONDS, BANDS } from '../features/log-mel-parameters.js';

/** Duration of a moment, seconds: whole rows of the embedding and whole columns of the auto-encoder. */
export const MOMENT_SECONDS = 0.48;
/** Frames of a moment. */
export const MOMENT_FRAMES = Math.round(MOMENT_SECONDS / HOP_SECONDS);
/** Mean level of the loudest band below which a moment counts as silence, dB. A muted microphone gives −100. */
const SILENCE = -85;

/** How unusual a moment of sound was. */
export interface ScoredMoment {
  /** When it began, session time in seconds. */
  readonly time: number;
  /** Distance to earlier sound, or error of the picture in dB. */
  readonly value: number;
  /** Share of the moments here that were less unusual, 0 to 1; undefined while the place is still being learnt. */
  readonly score: number | undefined;
  /** Whether it is like no earlier moment. */
  readonly isNew: boolean;
}

/** Whether silence is in frames of `LOG_MEL_64`, `[count × 64]`, dB. */
export function isSilent(frames: Float32Array): boolean {
  let sum = 0;
  const count = frames.length / BANDS;
  for (let i = 0; i < count; i++) {
    let loudest = -Infinity;
    for (let b = 0; b < BANDS; b++) loudest = Math.max(loudest, frames[i * BANDS + b]!);
    sum += loudest;
  }
  return sum / count < SILENCE;
}
