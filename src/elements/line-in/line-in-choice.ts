import { areChannels, isGain } from '../../capture/sources/line-in.js';
import type { LineIn } from '../../capture/sources/source.js';
import type { Words } from '../words/words.js';

/** Chosen input settings. Without `deviceId`, the system's default device is used. */
export interface ChosenLineIn extends LineIn {
  readonly deviceId?: string;
  /** The device's name at the time of the choice. */
  readonly label?: string;
}

/**
 * Returns the options for a number of channels: all mixed, then every pair, then every single channel. The values are
 * channel numbers from 0, separated by a space.
 */
export function channelChoices(count: number, words: Words): { value: string; label: string }[] {
  const strings = words.strings.lineIn;
  const number = (channel: number) => words.number(channel + 1);
  const all = Array.from({ length: count }, (_, channel) => channel);
  return [
    { value: '', label: strings.mixed },
    ...all
      .filter((channel) => channel % 2 === 0 && channel + 1 < count)
      .map((left) => ({
        value: `${String(left)} ${String(left + 1)}`,
        label: strings.pair(number(left), number(left + 1)),
      })),
    ...all.map((channel) => ({
      value: String(channel),
      label: (channel % 2 === 0 ? strings.left : strings.right)(number(channel)),
    })),
  ];
}

/**
 * Reads the settings stored on this device. Returns an empty object if there are none or the storage is unavailable, and
 * skips invalid fields.
 */
export function readLineIn(key: string): ChosenLineIn {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const { deviceId, label, channels, gain } = stored as Partial<Record<string, unknown>>;
    return {
      ...(typeof deviceId === 'string' && { deviceId }),
      ...(typeof label === 'string' && { label }),
      ...(areChannels(channels) && { channels }),
      ...(isGain(gain) && { gain }),
    };
  } catch {
    return {};
  }
}

/** Stores the settings on this device. @returns whether the browser has stored them; otherwise they last until the page is closed */
export function writeLineIn(key: string, chosen: ChosenLineIn): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(chosen));
    return true;
  } catch {
    return false;
  }
}
