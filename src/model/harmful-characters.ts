/**
 * Characters of a name that break a line or a cell, or change how a row reads: control characters (including tabs and line ends),
 * line and paragraph separators, and marks that control the text direction. Right-to-left letters themselves are harmless.
 */
export const HARMFUL_CHARACTERS = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Unpaired surrogates, which UTF-8 cannot encode. */
export const UNPAIRED_SURROGATES = /\p{Surrogate}/gu;
