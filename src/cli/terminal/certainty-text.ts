/** Confidence from which a sound is sure, and from which it is probable. */
const SURE = 0.8;
const PROBABLE = 0.6;

/** Returns how sure a confidence is, in a word. @param confidence 0 to 1 */
export function certaintyText(confidence: number): string {
  if (confidence >= SURE) return 'sure';
  return confidence >= PROBABLE ? 'probably' : 'perhaps';
}
