import { TAUGHT } from '../decisions/embedding-head.js';
import type { HeadManifest } from '../model/manifest.js';
import type { TaughtClass } from './file/taught-class.js';

/** Part of the threshold's odds at which a detection ends. */
const OFF_ODDS = 0.3;
/** Smallest distance of a threshold from 0 and 1. */
const MARGIN = 1e-4;

/** Time constant of the smoothing, seconds. Short enough for a click, long enough that one odd row reports nothing. */
const SMOOTHING_SECONDS = 0.1;

/** Returns the head of taught sounds, as in `heads` of a `model.json`. */
export function taughtManifest(classes: readonly Pick<TaughtClass, 'label' | 'threshold'>[]): HeadManifest {
  return {
    name: TAUGHT,
    activation: 'sigmoid',
    classes: classes.map(({ label, threshold }) => {
      const on = Math.min(1 - MARGIN, Math.max(MARGIN, threshold));
      const odds = (OFF_ODDS * on) / (1 - on);
      return { name: label, on, off: odds / (1 + odds) };
    }),
    temperature: 1,
    clipPooling: 'linear-softmax',
    decision: { smoothingSeconds: SMOOTHING_SECONDS, minDuration: 0.06, mergeGap: 0.8, on: 0.5, off: 0.25 },
  };
}
