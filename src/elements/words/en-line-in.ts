import type { LineInStrings } from './line-in-strings.js';

/** English of the line-in, in a module of its own: a page without it never loads it. */
export const englishLineIn: LineInStrings = {
  device: 'Input',
  channels: 'Channels',
  mixed: 'All, mixed by the browser',
  pair: (one, other) => `${one} and ${other}, both`,
  left: (channel) => `${channel} (left)`,
  right: (channel) => `${channel} (right)`,
  gain: 'Gain',
  decibels: (value) => `${value}\u00a0dB`,
};
