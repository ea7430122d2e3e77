import { DescriptorStream } from '../../descriptors/descriptor-stream.js';
import {
  SCALAR_DESCRIPTORS,
  type Descriptors,
  CHROMA_COUNT,
  MFCC_COUNT,
  type Rhythm,
} from '../../descriptors/descriptors.js';
import { beatSynchronous } from '../../descriptors/beat-synchronous.js';
import { RunningMoments } from '../../descriptors/mean-variance.js';
import { LongChroma } from '../../harmony/long-chroma.js';
import type { Harmony } from '../../harmony/harmony.js';
import { trackHarmony } from '../../harmony/track-harmony.js';
import { trackBeats } from '../../descriptors/track-beats.js';
import { PinnaError, PinnaErrorCode } from '../../errors.js';
import { joinedRows } from '../../features/joined-rows.js';
import { BANDS, HOP_SECONDS, WINDOW_SECONDS } from '../../features/log-mel-parameters.js';
import { LogMelStream } from '../../features/log-mel-stream.js';
import type { DescribedUnit } from '../arguments/commands.js';
import { decodeFile, type DecodeOptions } from '../files/decode-file.js';

/** Description of a file. Each row has one value per column of {@link DESCRIPTION_COLUMNS}. */
export interface FileDescription {
  readonly file: string;
  /** Seconds. */
  readonly duration: number;
  /** Hz. */
  readonly sampleRate: number;
  readonly rhythm: Rhythm;
  readonly rows: readonly (readonly (number | string)[])[];
  /** Chords, key and tuning; undefined unless a row covers a chord. */
  readonly harmony: Harmony | undefined;
}

const numbered = (name: string, count: number, first: number) =>
  Array.from({ length: count }, (_, i) => `${name}${String(i + first)}`);
const CHROMA_COLUMNS = ['c', 'cs', 'd', 'ds', 'e', 'f', 'fs', 'g', 'gs', 'a', 'as', 'b'].map(
  (pitch) => `chroma_${pitch}`,
);
const SCALAR_COLUMNS = SCALAR_DESCRIPTORS.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
/** Names of the values of a frame, in the order of its row. */
const FRAME_VALUES = [...SCALAR_COLUMNS, ...numbered('mfcc', MFCC_COUNT, 1), ...CHROMA_COLUMNS];

/** Column names for each unit. All times are seconds. */
export const DESCRIPTION_COLUMNS: Readonly<Record<DescribedUnit, readonly string[]>> = {
  file: ['duration', 'tempo', 'beats', ...FRAME_VALUES.flatMap((name) => [`${name}_mean`, `${name}_var`])],
  frame: ['time', ...FRAME_VALUES, 'tempo'],
  beat: ['time', 'until', ...CHROMA_COLUMNS, ...numbered('mel', BANDS, 1)],
  chord: ['time', 'until', 'chord', 'fit', 'key', 'key_fit', 'tuning'],
};

/**
 * Computes the descriptors of one file, from its first sample to its last.
 *
 * @throws PinnaError `bad-audio`, `audio-too-short`, `unsupported-sample-rate`
 */
export async function describeFile(
  file: string,
  unit: DescribedUnit,
  options: DecodeOptions,
): Promise<FileDescription> {
  const rows: (number | string)[][] = [];
  const onsets: number[] = [];
  const chroma: Float32Array[] = [];
  const mel: Float32Array[] = [];
  const moments = new RunningMoments(FRAME_VALUES.length);
  let features: LogMelStream | undefined;
  let stream: DescriptorStream | undefined;
  let longChroma: LongChroma | undefined;
  const columns: Float32Array[] = [];
  let samples = 0;
  let sampleRate = 0;
  for await (const block of decodeFile(file, options)) {
    sampleRate = block.sampleRate;
    samples += block.samples.length;
    features ??= new LogMelStream(sampleRate);
    stream ??= new DescriptorStream(features.geometry, features.scale);
    features.onFrame = stream.add;
    if (unit === 'chord') columns.push((longChroma ??= new LongChroma(sampleRate)).push(block.samples));
    const time = features.frameCount * HOP_SECONDS;
    const bands = features.push(block.samples);
    const described = stream.drain(bands.length / BANDS, time)!;
    onsets.push(...described.onsetStrength);
    if (unit === 'beat') {
      chroma.push(described.chroma);
      mel.push(bands);
    } else if (unit !== 'chord') {
      for (let i = 0; i < described.frames; i++) {
        const values = frameValues(described, i);
        moments.add(values);
        if (unit === 'frame') rows.push([time + i * HOP_SECONDS, ...values, described.tempo[i]!]);
      }
    }
  }
  if (onsets.length === 0) {
    throw new PinnaError(
      PinnaErrorCode.AudioTooShort,
      `The recording is shorter than ${String(WINDOW_SECONDS * 1000)} ms, the minimum for a description.`,
    );
  }
  const rhythm = trackBeats(onsets);
  const duration = samples / sampleRate;
  if (unit === 'file') {
    const all = moments.moments.flatMap(({ mean, variance }) => [mean, variance]);
    rows.push([duration, rhythm.tempo, rhythm.beats.length, ...all]);
  }
  if (unit === 'beat') rows.push(...beatRows(rhythm.beats, joinedRows(chroma), joinedRows(mel)));
  const harmony = unit === 'chord' ? trackHarmony(joinedRows(columns), rhythm.beats, duration) : undefined;
  if (harmony) rows.push(...chordRows(harmony));
  return { file, duration, sampleRate, rhythm, rows, harmony };
}

function frameValues(described: Descriptors, frame: number): Float32Array {
  const scalars = SCALAR_DESCRIPTORS.map((name) => described[name][frame]!);
  const rowOf = (values: Float32Array, width: number) => values.subarray(frame * width, (frame + 1) * width);
  return Float32Array.of(...scalars, ...rowOf(described.mfcc, MFCC_COUNT), ...rowOf(described.chroma, CHROMA_COUNT));
}

function chordRows({ chords, key, tuning }: Harmony): (number | string)[][] {
  return chords.map(({ from, to, label, fit }) => [from, to, label, fit, key?.label ?? '', key?.fit ?? 0, tuning]);
}

function beatRows(beats: readonly number[], chroma: Float32Array, mel: Float32Array): number[][] {
  const byBeat = beatSynchronous(chroma, CHROMA_COUNT, beats, HOP_SECONDS);
  const melByBeat = beatSynchronous(mel, BANDS, beats, HOP_SECONDS);
  return beats
    .slice(1)
    .map((until, i) => [
      beats[i]!,
      until,
      ...byBeat.subarray(i * CHROMA_COUNT, (i + 1) * CHROMA_COUNT),
      ...melByBeat.subarray(i * BANDS, (i + 1) * BANDS),
    ]);
}
