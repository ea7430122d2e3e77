/** Lowest volume of a fader, dB. There the track is silent. */
export const LOWEST = -48;
/** Highest volume of a fader, dB. */
export const HIGHEST = 6;

/** What a user has set on a track. */
export interface Strip {
  /** Volume, dB; `LOWEST` is silence. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly isSolo: boolean;
}

/** A track as it begins. */
export const NEW_STRIP: Strip = { volume: 0, isMuted: false, isSolo: false };

/**
 * Returns the gain of each track, linear. If any track is solo, only solo tracks sound. A muted track is always silent. Pure.
 */
export function gains(strips: readonly Strip[]): number[] {
  const hasSolo = strips.some(({ isSolo }) => isSolo);
  return strips.map(({ volume, isMuted, isSolo }) =>
    isMuted || (hasSolo && !isSolo) || volume <= LOWEST ? 0 : 10 ** (volume / 20),
  );
}
