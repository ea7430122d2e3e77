import type { Detection } from '../../decisions/detection.js';
import { englishClass } from '../../model/english-classes.js';

/** Returns the English name of a detected sound. The network detects birdsong, not the species. */
export const soundName = ({ head, label }: Pick<Detection, 'head' | 'label'>): string =>
  englishClass(head === 'bird' ? 'chirping_birds' : label);
