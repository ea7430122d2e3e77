import type { Count } from './strings.js';

/** A number and what it counts, in a language with one plural. */
export const counted = ({ plural, text }: Count, one: string, other: string) =>
  `${text} ${plural === 'one' ? one : other}`;
