import { HOP_SECONDS, WINDOW_SECONDS } from '../features/log-mel-parameters.js';

/** Where in a frame the sound lies that makes its onset strong, seconds from its start: in what is new in it, in the mean. */
export const ONSET_IN_FRAME = WINDOW_SECONDS - HOP_SECONDS / 2;
