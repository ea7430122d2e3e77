import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePiece, type Piece } from './progression.js';
import { RATE, render } from './render.js';
import { hearHarmony, tallyChords, type ChordTally, type HeardHarmony } from './score-harmony.js';

const { values } = parseArgs({
  options: {
    font: { type: 'string', default: '/usr/share/sounds/sf2/FluidR3_GM.sf2' },
    sound: { type: 'string', default: join(tmpdir(), 'pinna-chords') },
    first: { type: 'string', default: '101' },
    pieces: { type: 'string', default: '40' },
  },
});

interface Result {
  readonly piece: Piece;
  readonly heard: HeardHarmony;
  readonly whole: ChordTally;
  readonly live: ChordTally;
}

const results = Array.from({ length: Number(values.pieces) }, (_, i): Result => {
  const piece = makePiece(Number(values.first) + i);
  const heard = hearHarmony(render(piece, values.font, values.sound), RATE);
  const result = {
    piece,
    heard,
    whole: tallyChords(piece.chords, heard.whole.chords),
    live: tallyChords(piece.chords, heard.live.chords),
  };
  const { key } = heard.whole;
  const figures = [share([result.whole]), share([result.live]), piece.key, key?.label ?? 'none'];
  console.log([piece.name, ...figures, ...Object.values(piece.conditions)].join(', '));
  return result;
});

function share(tallies: readonly ChordTally[], part: 'chords' | 'none' = 'chords'): string {
  const [right, all] = part === 'chords' ? (['right', 'chords'] as const) : (['rightNone', 'none'] as const);
  const sum = (name: keyof ChordTally) => tallies.reduce((total, tally) => total + tally[name], 0);
  return `${((100 * sum(right)) / sum(all)).toFixed(1)} %`;
}

/** Weights of keys as in the Music Information Retrieval Evaluation eXchange: 1 right, 0.5 a fifth, 0.3 relative, 0.2 parallel. */
function keyScore(truth: string, heard: string | undefined): number {
  if (heard === undefined) return 0;
  if (truth === heard) return 1;
  const names = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
  const [[a, mode], [b, other]] = [truth, heard].map((label) => label.split(':')) as [
    [string, string],
    [string, string],
  ];
  const up = (names.indexOf(b) - names.indexOf(a) + 12) % 12;
  if (mode === other) return up === 7 || up === 5 ? 0.5 : 0;
  if (up === 0) return 0.2;
  return up === (mode === 'maj' ? 9 : 3) ? 0.3 : 0;
}

const keys = (of: (heard: HeardHarmony) => string | undefined) => {
  const scores = results.map(({ piece, heard }) => keyScore(piece.key, of(heard)));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return `${String(scores.filter((score) => score === 1).length)} of ${String(scores.length)}, weighted ${mean.toFixed(2)}`;
};
console.log(`chords, whole recording: ${share(results.map(({ whole }) => whole))}`);
console.log(`chords, live: ${share(results.map(({ live }) => live))}`);
console.log(
  `none, whole recording: ${share(
    results.map(({ whole }) => whole),
    'none',
  )}`,
);
console.log(
  `none, live: ${share(
    results.map(({ live }) => live),
    'none',
  )}`,
);
console.log(`key, whole recording: ${keys(({ whole }) => whole.key?.label)}`);
console.log(`key, live at the end: ${keys(({ live }) => live.key?.label)}`);
const cost = results.reduce((sum, { heard }) => sum + heard.cost, 0) / results.length;
console.log(`computing time: ${(1000 * cost).toFixed(1)} ms per second of sound`);
const byCondition = new Map<string, ChordTally[]>();
for (const { piece, whole } of results)
  for (const [name, value] of Object.entries(piece.conditions))
    byCondition.set(`${name}: ${value}`, [...(byCondition.get(`${name}: ${value}`) ?? []), whole]);
for (const [name, tallies] of [...byCondition].sort())
  console.log(`  ${name}: ${share(tallies)} of ${String(tallies.length)} pieces`);
