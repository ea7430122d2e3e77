import { BANDS } from '../features/log-mel-parameters.js';
import type { HeadManifest } from '../model/manifest.js';
import type { Block, Blocks } from './block-means.js';
import { novelty } from './novelty.js';
import type { GenreEstimate, Section, TrackStructure } from './structure.js';

/** Novelty kernel half-width, blocks (8 s of half seconds). */
const KERNEL_HALF_WIDTH = 16;
/** A change must be the maximum of the novelty curve within this distance, blocks. */
const PEAK_DISTANCE = 8;
/** Minimum novelty of a change, 0 to 1. */
const MIN_NOVELTY = 0.15;
/** Minimum novelty of a change above the curve's mean, standard deviations of the curve. */
const MIN_DEVIATIONS = 1;
/**
 * Number of cepstral coefficients for timbre (1 to 13). Coefficient 0 is left out: it is the level, not the instrument.
 */
const CEPSTRUM_SIZE = 13;
/** Lower limit of the cepstral spread used for scaling, dB. Smaller variations are inaudible. */
const MIN_SPREAD = 4;
/** Minimum mean music score of a stretch with a genre. */
const MIN_MUSIC_SCORE = 0.3;
/** Distance between moments of the genre course, blocks. */
const COURSE_INTERVAL = 4;

/**
 * Finds the structure of a recording from the means of its blocks. Sections change at peaks of novelty in timbre
 * (cepstrum) and in the network's scores (genres, instruments, music).
 *
 * @param duration seconds
 */
export function trackStructure(
  { means: blocks, seconds }: Blocks,
  heads: readonly HeadManifest[],
  duration: number,
): TrackStructure {
  const curve = novelty(vectors(blocks), KERNEL_HALF_WIDTH);
  const changes = peaks(curve);
  const edges = [0, ...changes, blocks.length];
  const genre = (from: number, to: number) => genreOf(blocks.slice(from, to), heads);
  const sections = edges.slice(1).map((end, i): Section => {
    const from = edges[i]!;
    return {
      from: from * seconds,
      to: end === blocks.length ? duration : end * seconds,
      strength: i === 0 ? 0 : curve[from]!,
      genre: genre(from, end),
    };
  });
  const moments = Array.from({ length: Math.ceil(blocks.length / COURSE_INTERVAL) }, (_, i) => i * COURSE_INTERVAL);
  return {
    sections,
    genre: genre(0, blocks.length),
    course: moments.map((at) => ({
      time: at * seconds,
      genre: genre(Math.max(0, at - COURSE_INTERVAL), at + COURSE_INTERVAL),
    })),
  };
}

/**
 * Returns one vector per block: cepstra and scores, centred on their means. Cepstra are also divided by their common
 * standard deviation, so that both parts are of the order of 1.
 */
function vectors(blocks: readonly Block[]): Float64Array[] {
  const cepstra = blocks.map(({ bands }) => cepstrum(bands));
  const allScores = blocks.map(({ scores }) =>
    Float64Array.from(Object.values(scores).flatMap((values) => [...values])),
  );
  const timbre = centred(cepstra);
  const spread = Math.sqrt(timbre.reduce((sum, row) => sum + dotSelf(row), 0) / Math.max(1, timbre.length));
  const scale = 1 / Math.max(spread, MIN_SPREAD);
  return centred(allScores).map((row, i) => Float64Array.of(...timbre[i]!.map((value) => value * scale), ...row));
}

function cepstrum(bands: Float64Array): Float64Array {
  return Float64Array.from(
    { length: CEPSTRUM_SIZE },
    (_, c) =>
      bands.reduce((sum, level, b) => sum + level * Math.cos((Math.PI * (c + 1) * (b + 0.5)) / BANDS), 0) *
      Math.sqrt(2 / BANDS),
  );
}

function centred(rows: readonly Float64Array[]): Float64Array[] {
  const [first] = rows;
  if (!first) return [];
  const mean = first.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
  return rows.map((row) => row.map((value, i) => value - mean[i]!));
}

const dotSelf = (row: Float64Array) => row.reduce((sum, value) => sum + value * value, 0);

function peaks(curve: Float64Array): number[] {
  const mean = curve.reduce((sum, value) => sum + value, 0) / Math.max(1, curve.length);
  const deviation = Math.sqrt(curve.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, curve.length));
  const threshold = Math.max(MIN_NOVELTY, mean + MIN_DEVIATIONS * deviation);
  return [...curve.keys()].filter((at) => {
    const around = curve.subarray(Math.max(0, at - PEAK_DISTANCE), at + PEAK_DISTANCE + 1);
    return (
      curve[at]! >= threshold &&
      around.every((value, i) => value < curve[at]! || (value === curve[at] && i >= Math.min(at, PEAK_DISTANCE)))
    );
  });
}

/** Returns the mean genre scores over a stretch, each block weighted by its music score. */
function genreOf(blocks: readonly Block[], heads: readonly HeadManifest[]): GenreEstimate | null {
  const head = heads.find(({ activation }) => activation === 'softmax');
  if (!head || blocks.length === 0) return null;
  const gate = head.decision.gate;
  const gateHead = heads.find(({ name }) => name === gate?.head);
  const gateClass = gateHead?.classes.findIndex(({ name }) => name === gate?.class) ?? -1;
  const musicOf = ({ scores }: Block) => (gate ? (scores[gate.head]?.[gateClass] ?? 0) : 1);
  const music = blocks.reduce((sum, block) => sum + musicOf(block), 0);
  if (music / blocks.length < MIN_MUSIC_SCORE) return null;
  const probabilities = head.classes.map(
    (_, c) => blocks.reduce((sum, block) => sum + musicOf(block) * block.scores[head.name]![c]!, 0) / music,
  );
  const best = probabilities.indexOf(Math.max(...probabilities));
  const entropy = probabilities.reduce((sum, share) => sum - (share > 0 ? share * Math.log(share) : 0), 0);
  return {
    label: head.classes[best]!.name,
    score: probabilities[best]!,
    scores: Object.fromEntries(head.classes.map(({ name }, c) => [name, probabilities[c]!])),
    uncertainty: Math.min(1, entropy / Math.log(head.classes.length)),
  };
}
