import type { Detection } from '../../decisions/detection.js';

/** A detection whose sound is wanted: its class, and its times on the listener's clock. */
export type WantedSound = Pick<Detection, 'label' | 'onset' | 'offset'>;
