/** What is wrong with a file that is read nevertheless. */
export type SoundWarningCode =
  /** The last bytes of the file are missing; at most one block of samples is lost. */
  | 'end-missing'
  /** The file ends too early. Only with the option `partial`. */
  | 'cut-short'
  /** Sound within the file is missing or damaged. Silence takes its place, so later times stay true. */
  | 'sound-missing'
  /** Bytes that are not sound were skipped. */
  | 'bytes-skipped';

/** A defect of a file that is read nevertheless, in the same words in a page and on the command line. */
export interface SoundWarning {
  /** Stable code of the defect. */
  readonly code: SoundWarningCode;
  /** Beginning of the affected sound, seconds from the start of the recording; undefined if not known. */
  readonly from?: number;
  /** End of the affected sound, seconds; undefined if not known. */
  readonly to?: number;
  /** A sentence in English. */
  readonly message: string;
}

/** Maximum number of missing parts that are named one by one. */
const MAX_NAMED = 10;

const at = (seconds: number) => `${seconds.toFixed(2)} s`;

export const endMissing: SoundWarning = { code: 'end-missing', message: 'The last bytes of the file are missing.' };

/** @param seconds length of the sound that is there @param declared length by the headers, seconds */
export function cutShortAfter(seconds: number, declared: number | undefined): SoundWarning {
  const isKnown = declared !== undefined && declared > seconds;
  const message = `The file is cut short: it ends after ${at(seconds)}${isKnown ? ` of ${at(declared)}` : ''}.`;
  return { code: 'cut-short', from: seconds, ...(isKnown && { to: declared }), message };
}

/** @param from seconds @param to seconds */
export function soundMissing(from: number, to: number): SoundWarning {
  const message = `The sound from ${at(from)} to ${at(to)} is missing. Silence takes its place.`;
  return { code: 'sound-missing', from, to, message };
}

/** Names missing sound part by part, and sums up what is beyond the tenth part. @param gaps from and to, seconds */
export function allMissing(gaps: readonly (readonly [from: number, to: number])[]): SoundWarning[] {
  const named = gaps.slice(0, MAX_NAMED).map(([from, to]) => soundMissing(from, to));
  const others = gaps.slice(MAX_NAMED);
  if (others.length === 0) return named;
  const [from, to] = [others[0]![0], others.at(-1)![1]];
  const sum = others.reduce((seconds, gap) => seconds + gap[1] - gap[0], 0);
  const message =
    `${String(others.length)} more parts between ${at(from)} and ${at(to)} are missing, ${at(sum)} in all. ` +
    'Silence takes their place.';
  return [...named, { code: 'sound-missing', from, to, message }];
}

/** @param seconds position in the recording */
export function bytesSkipped(bytes: number, seconds: number): SoundWarning {
  const message = `${String(bytes)} bytes at ${at(seconds)} are not sound and were skipped.`;
  return { code: 'bytes-skipped', from: seconds, message };
}
