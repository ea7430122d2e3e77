/** Gain that makes sense, ± dB. */
const LOUDEST = 48;
/** The most channels that Web Audio has. */
const MOST_CHANNELS = 32;

export const isChannel = (one: unknown): one is number =>
  Number.isInteger(one) && (one as number) >= 0 && (one as number) < MOST_CHANNELS;

/** At least one. */
export const areChannels = (all: unknown): all is readonly number[] =>
  Array.isArray(all) && all.length > 0 && all.every(isChannel);

export const isGain = (dB: unknown): dB is number => typeof dB === 'number' && Math.abs(dB) <= LOUDEST;
