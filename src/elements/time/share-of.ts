/** A moment's place along a sound, as CSS writes it. Seconds. */
export const shareOf = (time: number, duration: number): string => `${(100 * time) / duration}%`;
